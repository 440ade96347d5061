import type { Edit, Reference, Sink } from '../../../core/types.js';
import { lineBreakOf } from '../../../core/text/edits.js';
import type { Word } from '../commands/words.js';
import { reportOne } from '../references.js';
import { plistString } from '../plist.js';
import type { PlistEntry, PlistFile } from '../plist.js';
import { textOf } from '../xml.js';
import type { XmlElement } from '../xml.js';
import { emitCommand, wordOf } from '../yaml-emit.js';
import { identifierReferences } from './identifiers.js';

/**
 * A job of launchd (https://www.manpagez.com/man/5/launchd.plist/): its label and program are one thing, which a
 * disabled job takes away. False for other dictionaries.
 */
export function readJob(
  { document, sink }: PlistFile,
  dict: XmlElement,
  entries: readonly PlistEntry[],
): boolean {
  const find = (key: string): PlistEntry | undefined => entries.find((entry) => entry.key.text === key);
  const label = find('Label');
  const program = find('Program') ?? find('BundleProgram');
  const list = find('ProgramArguments')?.value;
  if (!label || !(program ?? list ?? find('MachServices'))) return false;
  const disabled = find('Disabled');
  const intent = disabled?.value?.name === 'true' ? 'remove' : 'use';
  const uninstall = intent === 'use' ? disable(document.text, dict, disabled) : undefined;
  const names: Reference[] = [];
  const own: Sink = { ...sink, reference: (reference) => names.push({ ...reference, intent }) };
  const name = plistString(document, label.value);
  if (name) names.push(...identifierReferences(wordOf(name), { intent }));
  const words = (list?.children ?? []).map((each): Word => wordOf(textOf(document, each)));
  const path = plistString(document, program?.value);
  emitCommand(own, path ? [wordOf(path), ...words.slice(1)] : words, {});
  reportOne(
    sink,
    names.map((each) => ({ ...each, ...(uninstall ? { uninstall } : {}) })),
  );
  return true;
}

function disable(text: string, dict: XmlElement, disabled: PlistEntry | undefined): Edit[] | undefined {
  if (disabled?.value) return [{ span: disabled.value.span, text: '<true/>' }];
  const [at] = dict.content;
  const indent = /^\s*\n([ \t]*)(?=<)/.exec(text.slice(...dict.content))?.[1];
  if (indent === undefined) return undefined;
  const line = `${lineBreakOf(text)}${indent}`;
  return [{ span: [at, at], text: `${line}<key>Disabled</key>${line}<true/>` }];
}
