import type { Format } from '../core/types.js';
import { subWord } from './shared/commands/words.js';
import { readRecipe } from './shared/recipe.js';
import type { RecipeSyntax } from './shared/recipe.js';

const SYNTAX: RecipeSyntax = {
  type: 'apk',
  fields: [
    [/^(?:pkgname|subpackages)$/, { holds: 'own' }],
    [/^(?:make|check)?depends(?:_\w+)?$|^install_if$/, { holds: 'packages' }],
    [/^(?:provides|replaces)$/, { holds: 'packages', intent: 'mention' }],
    [/^source$/, { holds: 'sources' }],
    [/^url$/, { holds: 'homepage' }],
    [/^(?:pkgdesc|license|arch|options|install|triggers|pkgusers|pkggroups|\w+sums)$/, { holds: 'nothing' }],
  ],
  packageOf: (item) => {
    if (/^[a-z]+:/.test(item.text)) return undefined;
    return item.text.startsWith('!') ? { word: subWord(item, 1), intent: 'remove' } : { word: item };
  },
};

/** Alpine Linux build scripts: https://wiki.alpinelinux.org/wiki/APKBUILD_Reference */
export const apkbuild: Format = {
  id: 'apkbuild',
  title: 'APKBUILD',
  reads: 'packages made and depended on, conflicts, sources, functions',
  files: ['**/APKBUILD'],
  comment: { line: '#' },
  extract: ({ text }, sink) => {
    readRecipe(text, SYNTAX, sink);
  },
};
