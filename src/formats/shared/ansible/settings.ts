import type { Intent, Sink } from '../../../core/types.js';
import type { Word } from '../commands/words.js';
import {
  configReference,
  fileReference,
  packageReference,
  serviceReference,
  isInstallerName,
} from '../references.js';
import { emitImage, emitKey, emitValue, isUnknownText, placement, wordOf } from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';
import { entries, itemUnit, items, pairUnit, scalar, textAt } from '../yaml.js';
import type { YamlNode } from '../yaml.js';
import { knownTail } from '../resources/named.js';

const MAX_DEPTH = 20;
const SETTING = /^[A-Z][A-Z0-9_]+$/;
const REMOVAL =
  /(?:^|[_-])(?:remov(?:e|ed|al)|uninstall(?:ed)?|absent|purged?|deleted?|obsolete|unwanted|forbidden|prohibited|banned|denied|deny|blocked|blocklist|blacklist(?:ed)?|denylist)(?:[_-]|$)/i;
const CHECK = /(?:^|[_-])(?:check|detect(?:ed)?|known|find|search|conflict(?:s|ing)?)(?:[_-]|$)/i;
const PACKAGE = /(?:^|[_-])(?:packages?|pkgs?)(?:[_-]|$)/i;
const SERVICE = /(?:^|[_-])(?:services?|daemons?|units?)(?:[_-]|$)/i;
const IMAGE = /(?:^|[_-])image(?:[_-](?:name|repo|repository|url))?$/i;
const WINDOWS_PATH = /^(?:[a-z]:[\\/]|\\\\\w|%\w+%\\)/i;
const PROPERTY = /[_-](?:user|group|account|owner|dir|directory|folder|version|state|port|role|tag)s?$/i;

/** What the name of a variable, file or role says of the things in it, where that is not that they are used. */
export function intentOfName(name: string): Intent | undefined {
  if (REMOVAL.test(name)) return 'remove';
  return CHECK.test(name) ? 'detect' : undefined;
}

/** Reads variables: what each is for shows in its name or in the shape of its value. */
export function readSettings(node: YamlNode | undefined, sink: Sink, intent?: Intent): void {
  readMap('', node, intent, sink, 0);
}

function readMap(
  outer: string,
  node: YamlNode | undefined,
  intent: Intent | undefined,
  sink: Sink,
  depth: number,
): void {
  const removed = /^(?:absent|removed|purged|stopped)$/i.test(textAt(node, 'state')?.trim() ?? '');
  for (const pair of entries(node)) {
    const around: Around = {
      unit: pairUnit('variable', pair),
      intent: removed ? 'remove' : (intentOfName(pair.key) ?? intent),
    };
    if (SETTING.test(pair.key)) emitKey(sink, pair.keySpan, pair.key, around);
    // A name, or the choice of a distribution, is of what the variable around it says.
    const chosen = pair.key === 'name' || (pair.value?.kind === 'seq' && !PACKAGE.test(pair.key));
    const key = chosen && outer !== '' ? outer : pair.key;
    readSetting(key, pair.value, around, sink, depth + 1);
  }
}

function readSetting(
  key: string,
  node: YamlNode | undefined,
  around: Around,
  sink: Sink,
  depth: number,
): void {
  if (depth > MAX_DEPTH) return;
  if (node?.kind === 'map') readMap(key, node, around.intent, sink, depth);
  for (const item of items(node)) {
    readSetting(key, item.value, { ...around, unit: itemUnit('list item', item) }, sink, depth + 1);
  }
  const read = scalar(node);
  if (read) reportSetting(key, wordOf(read), around, sink);
}

/** Reports the value of a variable or setting by the variable's name and the value's shape. */
export function reportSetting(key: string, word: Word, around: Around, sink: Sink): void {
  const known = knownTail(word);
  const { text } = known;
  if (text === '' || text.length > 2048 || isUnknownText(text)) return;
  const bare = /^[\w.+@-]+$/.test(text) && !isInstallerName(text) && !PROPERTY.test(key);
  const at = placement(known, around);
  if (WINDOWS_PATH.test(text) && !/[\r\n]/.test(text)) sink.reference(fileReference(text, at));
  else if (IMAGE.test(key) && /^\S+$/.test(text)) emitImage(sink, known, around);
  else if (bare && SETTING.test(key)) sink.reference(configReference('config-value', text, at));
  else if (bare && PACKAGE.test(key)) sink.reference(packageReference('os', { name: text }, at));
  else if (bare && SERVICE.test(key)) sink.reference(serviceReference('systemd', text, at));
  else emitValue(sink, known, key, around);
}
