import type { Format } from '../core/types.js';
import { readJunos } from './shared/junos.js';

/**
 * Configuration of Junos, as `set` commands or as a hierarchy
 * (https://www.juniper.net/documentation/us/en/software/junos/cli/topics/topic-map/junos-config-files-loading.html).
 */
export const junos: Format = {
  id: 'junos',
  title: 'Junos configuration',
  reads:
    'security features and their engines, addresses by name, URLs; deleted and inactive statements as removals',
  files: ['**/*.junos', '**/juniper.conf*'],
  candidates: [
    '**/*.{conf,cfg,config,txt,set,j2,jinja2,tmpl,tpl,erb,startup,running}',
    '**/{junos,juniper,srx,configs}*/**',
  ],
  looksLike: (text) =>
    /^[ \t\uFEFF]*(?:set|delete|deactivate|activate)[ \t]+(?:security|system|interfaces|services|groups|version|routing-options|policy-options|applications)\b/m.test(
      text,
    ) ||
    /^(?:security|system|groups)[ \t]*\{\s*$/m.test(text) ||
    /^[ \t]*(?:feature-profile|utm|anti-virus)[ \t]*\{/m.test(text),
  comment: { line: '#' },
  extract({ text }, sink) {
    readJunos(text, sink);
  },
};
