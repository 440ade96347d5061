import type { Format } from '../core/types.js';
import { readResource, readService } from './shared/compose-service.js';
import type { ComposeContext } from './shared/compose-service.js';
import { distinctSink } from './shared/yaml-emit.js';
import { readDotenv } from './shared/yaml-interpolate.js';
import { yamlNames } from './shared/yaml-names.js';
import type { NameRule } from './shared/yaml-names.js';
import { entries, parseYaml } from './shared/yaml.js';

const service = (at: string, rule: Partial<NameRule> = {}): NameRule => ({ what: 'service', at, ...rule });
const resource = (what: string, at: string, rule: Partial<NameRule> = {}): NameRule => ({
  what,
  at,
  ...rule,
});

const NAMES = yamlNames({
  given: [
    service('services.*', { needed: true }),
    ...['volume', 'network', 'secret', 'config'].map((what) =>
      resource(what, `${what}s.*`, { passive: true }),
    ),
  ],
  used: [
    service('services.*.depends_on'),
    service('services.*.links', { pattern: /^([^:]+)/ }),
    service('services.*.volumes_from', { pattern: /^(?!container:)([^:]+)/ }),
    ...['network_mode', 'ipc', 'pid'].map((key) =>
      service(`services.*.${key}`, { pattern: /^service:(.+)/, keep: true }),
    ),
    service('services.*.extends', { name: 'service', keep: true }),
    resource('volume', 'services.*.volumes.*', { name: 'source', pattern: /^([\w.-]+)(?::|$)/ }),
    resource('network', 'services.*.networks'),
    resource('secret', 'services.*.secrets', { name: 'source' }),
    resource('config', 'services.*.configs', { name: 'source' }),
  ],
});

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
  names: NAMES,
  extract: (document, sink) => {
    const path = dotenvBeside(document.path);
    const context: ComposeContext = {
      sink: distinctSink(sink),
      variables: readDotenv(path, document.read?.(path) ?? ''),
    };
    for (const { root } of parseYaml(document, sink, { apart: { pairsAt: ['services'] } })) {
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
