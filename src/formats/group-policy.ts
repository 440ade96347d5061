import type { Format } from '../core/types.js';
import { readPreference } from './shared/windows/preferences.js';
import { attribute, childText, elementUnit, parseXml } from './shared/xml.js';
import { distinctSink, wordOf } from './shared/yaml-emit.js';
import { emitCommandLine } from './shared/windows/command-line.js';
import { fileReference, typedReference } from './shared/references.js';

const ROOT =
  /<(?:NTServices|Files|Folders|RegistrySettings|ScheduledTasks|Shortcuts|EnvironmentVariables|IniFiles|Groups|NetworkShareSettings|DataSources|Drives|Printers)\b[^>]*\bclsid=|<(?:policyDefinitions|policyDefinitionResources)\b|microsoft\.com\/GroupPolicy\//i;

/**
 * Group policy: preferences (https://learn.microsoft.com/openspecs/windows_protocols/ms-gppref/), reports of whole
 * policies, and the templates that define settings.
 */
export const groupPolicy: Format = {
  id: 'group-policy',
  title: 'Group policy',
  reads:
    'services, files, folders, registry values, scheduled tasks, shortcuts and group members of preferences by their ' +
    'action, packages and scripts of reports, keys of ADMX templates',
  files: ['**/*.admx'],
  candidates: ['**/*.{xml,xml.j2,xml.tpl,xml.tmpl,adml}'],
  looksLike: (text) => ROOT.test(text.slice(0, 8192)),
  comment: { block: ['<!--', '-->'] },
  extract({ text }, target) {
    const sink = distinctSink(target);
    const document = parseXml(text, sink);
    for (const element of document.elements) {
      if (element.name === 'Properties' && element.parent)
        readPreference(document, element.parent, element, sink);
      else if (element.name === 'policy' || element.name === 'key') {
        const key = attribute(element, 'key') ?? attribute(element, 'name');
        if (!key || !/[\\]/.test(key.text)) continue;
        // A template only says what could be set.
        sink.reference(
          typedReference('config', 'registry-key', key.text, { span: key.span, intent: 'mention' }),
        );
      } else if (element.name === 'MsiApplication') {
        const path = childText(document, element, 'Path');
        const unit = elementUnit(document, element, 'application');
        if (path) sink.reference(fileReference(path.text, { span: wordOf(path).span, unit }));
      } else if (element.name === 'Script') {
        const unit = elementUnit(document, element, 'script');
        emitCommandLine(
          sink,
          childText(document, element, 'Command'),
          childText(document, element, 'Parameters'),
          {
            unit,
          },
        );
      }
    }
  },
};
