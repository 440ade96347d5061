import type { Format, Intent } from '../core/types.js';
import { readOmaSetting } from './shared/windows/oma.js';
import { child, childText, elementUnit, parseXml } from './shared/xml.js';
import type { XmlDocument } from './shared/xml.js';
import { wordOf } from './shared/yaml-emit.js';

const VERBS = /^(?:Add|Replace|Delete|Exec|Get)$/;

/**
 * Settings of devices in SyncML, as they are sent to Windows
 * (https://learn.microsoft.com/windows/client-management/mdm/structure-of-oma-dm-provisioning-files).
 */
export const syncml: Format = {
  id: 'syncml',
  title: 'SyncML device settings',
  reads:
    'packages, exclusions of the scanner, firewall rules and AppLocker policies that a device is given or loses',
  files: [],
  candidates: ['**/*.{xml,syncml}'],
  looksLike: (text) =>
    /<(?:SyncML|SyncBody)\b/.test(text.slice(0, 4096)) ||
    /<LocURI>\s*\.\/(?:Device|User|Vendor)\//.test(text.slice(0, 8192)),
  comment: { block: ['<!--', '-->'] },
  extract({ text }, sink) {
    const document = parseXml(text, sink);
    const blocked = blockedRules(document);
    for (const item of document.elements) {
      const verb = item.parent?.name ?? '';
      const uri = childText(document, child(item, 'Target'), 'LocURI');
      if (item.name !== 'Item' || !uri || !VERBS.test(verb)) continue;
      const rule = /\/FirewallRules\/([^/]+)\//i.exec(uri.text)?.[1]?.toLowerCase();
      const denied = verb === 'Delete' || (rule !== undefined && blocked.has(rule));
      const intent: Intent = denied ? 'remove' : verb === 'Get' ? 'detect' : 'use';
      const value = childText(document, item, 'Data');
      const unit = elementUnit(document, item, 'setting', ['Add', 'Replace', 'Delete', 'Exec']);
      readOmaSetting({ uri: wordOf(uri), value: value && wordOf(value) }, { unit, intent }, sink);
    }
  },
};

/** Names of the firewall rules whose action is to block, which a setting of its own says. */
function blockedRules(document: XmlDocument): Set<string> {
  const items = document.elements.filter(({ name }) => name === 'Item');
  return new Set(
    items.flatMap((item) => {
      const uri = childText(document, child(item, 'Target'), 'LocURI')?.text ?? '';
      const rule = /\/FirewallRules\/([^/]+)\/Action\/Type$/i.exec(uri)?.[1];
      return rule !== undefined && childText(document, item, 'Data')?.text === '0' ? rule.toLowerCase() : [];
    }),
  );
}
