import type { Intent, Reference, Sink } from '../../../core/types.js';
import { spanIn, subWord } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import { commandReference, reportOne, typedReference } from '../references.js';
import { attribute, elementUnit } from '../xml.js';
import type { XmlDocument, XmlElement } from '../xml.js';
import { placement, wordOf } from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';
import { fileOf } from './setting.js';

const CONDITIONS = /^File(?:Publisher|Path)Condition$|^FileHash$/;

/**
 * Rules of AppLocker. What a rule denies is taken away where its collection is enforced and only looked for where
 * it is audited; an exception says the opposite of its rule.
 */
export function readAppLocker(document: XmlDocument, sink: Sink): void {
  for (const condition of document.elements) {
    if (!CONDITIONS.test(condition.name)) continue;
    const parents = ancestors(condition);
    const rule = parents.find(({ name }) => /^File\w+Rule$/.test(name));
    if (!rule) continue;
    const collection = parents.find(({ name }) => name === 'RuleCollection');
    const mode = attribute(collection, 'EnforcementMode')?.text ?? '';
    const excepted = parents.some(({ name }) => name === 'Exceptions');
    const denies = /^deny$/i.test(attribute(rule, 'Action')?.text ?? '') !== excepted;
    const denied: Intent = /^auditonly$/i.test(mode) ? 'detect' : 'remove';
    const unit = excepted
      ? elementUnit(document, condition, 'exception', ['Exceptions'])
      : elementUnit(document, rule, 'rule');
    reportOne(sink, conditionReferences(condition, { unit, intent: denies ? denied : 'use' }));
  }
}

function ancestors(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let { parent } = element; parent && found.length < 16; { parent } = parent) found.push(parent);
  return found;
}

function conditionReferences(condition: XmlElement, around: Around): Reference[] {
  const references: Reference[] = [];
  const path = attribute(condition, 'Path');
  const file = path && fileOf(wordOf(path), around);
  if (file) references.push(file);
  for (const name of ['BinaryName', 'SourceFileName']) {
    const program = wordAt(condition, name);
    if (program) references.push(commandReference(program.text, placement(program, around), 'process'));
  }
  const product = wordAt(condition, 'ProductName');
  if (product) references.push(productReference(product, around));
  const publisher = wordAt(condition, 'PublisherName');
  if (publisher) references.push(publisherReference(publisher, around));
  return references;
}

function wordAt(element: XmlElement, name: string): Word | undefined {
  const found = attribute(element, name);
  return found && /[\p{L}\p{N}]/u.test(found.text) ? wordOf(found) : undefined;
}

/** A program or its maker, by the name under which Windows lists it. */
export function productReference(word: Word, around: Around): Reference {
  return typedReference('app-id', 'msi-product', word.text, placement(word, around));
}

/** The organisation in a distinguished name, or the whole where it is none. */
export function publisherReference(word: Word, around: Around): Reference {
  const organisation = /(?:^|,\s*)O=("?)((?:[^,"\\]|\\.)+)/i.exec(word.text);
  const name = organisation?.[2]?.trimEnd();
  if (!organisation || name === undefined) return productReference(word, around);
  const from = organisation.index + organisation[0].length - (organisation[2]?.length ?? 0);
  const inner: Word = {
    ...subWord(word, from, from + name.length),
    span: spanIn(word, from, from + name.length),
  };
  return productReference(inner, around);
}
