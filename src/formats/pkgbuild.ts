import type { Format } from '../core/types.js';
import { subWord } from './shared/commands/words.js';
import { readRecipe } from './shared/recipe.js';
import type { RecipeSyntax } from './shared/recipe.js';

const HOOK = /^[ \t]*(?:function[ \t]+)?(?:pre|post)_(?:install|upgrade|remove)[ \t]*(?:\(\)|\{)/m;

const SYNTAX: RecipeSyntax = {
  type: 'alpm',
  fields: [
    [/^pkg(?:name|base)$/, { holds: 'own' }],
    [/^(?:make|check|opt)?depends(?:_\w+)?$/, { holds: 'packages' }],
    [/^(?:conflicts|replaces)(?:_\w+)?$/, { holds: 'packages', intent: 'remove' }],
    [/^provides(?:_\w+)?$/, { holds: 'packages', intent: 'mention' }],
    [/^(?:source(?:_\w+)?|noextract)$/, { holds: 'sources' }],
    [/^url$/, { holds: 'homepage' }],
    [
      /^(?:install|changelog|pkgdesc|license|groups|arch|options|backup|\w+sums(?:_\w+)?)$/,
      { holds: 'nothing' },
    ],
  ],
  // An optional dependency says behind a colon what it is good for.
  packageOf: (item) => ({ word: subWord(item, 0, /:(?:\s|$)/.exec(item.text)?.index) }),
};

/** Arch Linux build scripts (https://man.archlinux.org/man/PKGBUILD.5) and the hooks of their packages. */
export const pkgbuild: Format = {
  id: 'pkgbuild',
  title: 'PKGBUILD',
  reads: 'packages made and depended on, conflicts, sources, functions and install hooks',
  files: ['**/PKGBUILD', '**/PKGBUILD.*'],
  candidates: ['**/*.install'],
  comment: { line: '#' },
  looksLike: (text) => HOOK.test(text),
  extract: ({ text }, sink) => {
    readRecipe(text, SYNTAX, sink);
  },
};
