import type { Format } from '../core/types.js';
import { justfileScripts } from './shared/just.js';

/** Files of the command runner just: https://just.systems/man/en/ */
export const justfile: Format = {
  id: 'justfile',
  title: 'Justfile',
  reads: 'recipes as shell or PowerShell, with variables followed',
  files: ['**/{.,}justfile', '**/*.just'],
  comment: { line: '#' },
  extract: ({ text }, sink) => {
    const windows = /^set[ \t]+(?:windows-)?shell[ \t]*:=[^\r\n]*(?:pwsh|powershell)/m.test(text);
    const format = windows ? 'powershell' : 'shell';
    for (const view of justfileScripts(text))
      if (view.text !== '') sink.embed({ format, view, lenient: true });
  },
};
