import type { Format } from '../core/types.js';
import { parseJson } from './shared/json.js';
import { readResources } from './shared/windows/intune.js';
import { distinctSink } from './shared/yaml-emit.js';

/**
 * Exports of Intune: resources of Microsoft Graph in JSON
 * (https://learn.microsoft.com/graph/api/resources/intune-graph-overview).
 */
export const intune: Format = {
  id: 'intune',
  title: 'Intune export',
  reads:
    'apps with their commands and detection rules, scripts (also in Base64), firewall rules, exclusions, extensions, ' +
    'lists of apps, custom settings and profiles',
  files: [],
  candidates: ['**/*.json'],
  looksLike: (text) =>
    /"@odata\.(?:type|context)"\s*:\s*"[^"]*(?:microsoft\.graph|deviceManagement|deviceAppManagement)/.test(
      text,
    ) ||
    /"(?:installCommandLine|omaSettings|settingDefinitionId|detectionScriptContent)"\s*:/.test(text) ||
    (/"scriptContent"\s*:/.test(text) &&
      /"(?:runAsAccount|enforceSignatureCheck|executionFrequency)"\s*:/.test(text)),
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    if (root) readResources({ text, sink: distinctSink(sink) }, root);
  },
};
