import type { Format } from '../core/types.js';
import { readResource, readService } from './shared/compose-service.js';
import type { ComposeContext } from './shared/compose-service.js';
import { distinctSink } from './shared/yaml-emit.js';
import { readDotenv } from './shared/yaml-interpolate.js';
import { entries, parseYaml } from './shared/yaml.js';

/** Compose files (https://github.com/compose-spec/compose-spec/blob/main/spec.md). */
export const compose: Format = {
  id: 'compose',
  title: 'Docker Compose',
  reads: 'images, builds, environment, volumes, commands and health checks, with `.env`',
  files: [
    '**/{docker,podman}-compose*.{yml,yaml}',
    '**/compose{,.*,-*,_*}.{yml,yaml}',
    '**/*.compose.{yml,yaml}',
    '**/docker-stack*.{yml,yaml}',
  ],
  languageIds: ['dockercompose'],
  comment: { line: '#' },
  links: ({ path }) => [dotenvBeside(path)],
  extract: (document, sink) => {
    const path = dotenvBeside(document.path);
    const context: ComposeContext = {
      sink: distinctSink(sink),
      variables: readDotenv(path, document.read?.(path) ?? ''),
    };
    for (const { root } of parseYaml(document, sink)) {
      for (const pair of entries(root)) {
        if (pair.key === 'services') for (const service of entries(pair.value)) readService(service, context);
        else if (/^(?:configs|secrets|volumes)$/.test(pair.key)) readResource(pair, context);
        else if (pair.key.startsWith('x-')) readService(pair, context, 'extension');
      }
    }
  },
};

function dotenvBeside(path: string): string {
  return `${path.slice(0, path.lastIndexOf('/') + 1)}.env`;
}
