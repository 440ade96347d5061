import type { Format } from '../core/types.js';
import { subWord } from './shared/commands/words.js';
import { readRecipe } from './shared/recipe.js';
import type { RecipeSyntax } from './shared/recipe.js';

const ATOM = /^(!{0,2})[<>=~]{0,2}([A-Za-z0-9][\w+.-]*\/[\w+-]+?)(?:-\d[\w.]*(?:-r\d+)?\*?)?(?:[:[]\S*)?$/d;

const SYNTAX: RecipeSyntax = {
  type: 'ebuild',
  fields: [
    [/^(?:[BRPI]|COMMON_)?DEPEND$/, { holds: 'packages' }],
    [/^(?:SRC_URI|EGIT_REPO_URI)$/, { holds: 'sources' }],
    [/^HOMEPAGE$/, { holds: 'homepage' }],
    [/^(?:DESCRIPTION|LICENSE|KEYWORDS|IUSE|SLOT|EAPI|RESTRICT|QA_\w+)$/, { holds: 'nothing' }],
  ],
  packageOf: (item) => {
    const match = ATOM.exec(item.text);
    const place = match?.indices?.[2];
    if (!place) return undefined;
    const word = subWord(item, place[0], place[1]);
    return match[1] === '' ? { word } : { word, intent: 'remove' };
  },
};

/** Gentoo build scripts and eclasses: https://devmanual.gentoo.org/ebuild-writing/variables/ */
export const ebuild: Format = {
  id: 'ebuild',
  title: 'Gentoo ebuild',
  reads: 'dependencies, blockers, sources, functions',
  files: ['**/*.{ebuild,eclass}'],
  comment: { line: '#' },
  extract: ({ text }, sink) => {
    readRecipe(text, SYNTAX, sink);
  },
};
