import type { Format } from '../core/types.js';
import { makefileScripts } from './shared/make.js';
import { MAKE_VARIABLES, variableNames } from './shared/variable-names.js';

/** Makefiles: https://www.gnu.org/software/make/manual/make.html */
export const makefile: Format = {
  id: 'makefile',
  title: 'Makefile',
  reads: 'recipes as shell, with variables followed',
  files: ['**/{GNUmakefile,Makefile,makefile}{,.*}', '**/*.{mk,mak,make}'],
  languageIds: ['makefile'],
  comment: { line: '#' },
  names: ({ text }) => variableNames(text, MAKE_VARIABLES),
  extract: ({ text }, sink) => {
    for (const view of makefileScripts(text))
      if (view.text !== '') sink.embed({ format: 'shell', view, lenient: true });
  },
};
