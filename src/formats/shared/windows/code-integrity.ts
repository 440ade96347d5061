import { wholeLines } from '../../../core/text/edits.js';
import type { Intent, Reference, Sink, Unit } from '../../../core/types.js';
import { commandReference, reportOne } from '../references.js';
import { attribute, elementUnit, textOf } from '../xml.js';
import type { XmlDocument, XmlElement } from '../xml.js';
import { placement, wordOf } from '../yaml-emit.js';
import { productReference, publisherReference } from './applocker.js';
import { fileOf } from './setting.js';

interface Policy {
  readonly document: XmlDocument;
  readonly sink: Sink;
  /** What becomes of a thing that is denied. */
  readonly denial: Intent;
  /** Elements that name a rule or signer, by its id. */
  readonly uses: ReadonlyMap<string, readonly XmlElement[]>;
}

/**
 * Rules and signers of App Control: https://learn.microsoft.com/windows/security/application-security/application-control/app-control-for-business/design/select-types-of-rules-to-create
 * A signer does what the list says that names it; in audit mode nothing is denied but only looked for.
 */
export function readCodeIntegrity(document: XmlDocument, sink: Sink): void {
  if (document.root?.name !== 'SiPolicy') return;
  const audits = document.elements.some(
    (element) => element.name === 'Option' && /^enabled:audit mode$/i.test(textOf(document, element).text),
  );
  const uses = new Map<string, XmlElement[]>();
  for (const element of document.elements) {
    const id = attribute(element, 'SignerId') ?? attribute(element, 'RuleID');
    if (id) uses.set(id.text, [...(uses.get(id.text) ?? []).slice(-99), element]);
  }
  const policy: Policy = { document, sink, denial: audits ? 'detect' : 'remove', uses };
  for (const element of document.elements) {
    if (element.name === 'Allow' || element.name === 'Deny') readRule(element, policy);
    else if (element.name === 'FileAttrib') readRule(element, policy);
    else if (element.name === 'Signer') readSigner(element, policy);
  }
}

function readRule(rule: XmlElement, policy: Policy): void {
  const { document, sink, denial } = policy;
  const intent =
    rule.name === 'FileAttrib' ? intentOfSigners(rule, policy) : rule.name === 'Deny' ? denial : 'use';
  const around = { intent, unit: unitOf(document, rule, policy, 'rule') };
  const references: Reference[] = [];
  const path = attribute(rule, 'FilePath');
  const file = path && fileOf(wordOf(path), around);
  if (file) references.push(file);
  const program = attribute(rule, 'FileName');
  if (program && program.text !== '*')
    references.push(commandReference(program.text, placement(wordOf(program), around), 'process'));
  for (const name of ['InternalName', 'ProductName', 'FileDescription', 'PackageFamilyName']) {
    const product = attribute(rule, name);
    if (product && product.text !== '') references.push(productReference(wordOf(product), around));
  }
  reportOne(sink, references);
}

function readSigner(signer: XmlElement, policy: Policy): void {
  const { document, sink } = policy;
  const publisher = attribute(
    signer.children.find(({ name }) => name === 'CertPublisher'),
    'Value',
  );
  if (!publisher || publisher.text === '') return;
  const around = { intent: intentOf(signer, policy), unit: unitOf(document, signer, policy, 'signer') };
  sink.reference(publisherReference(wordOf(publisher), around));
}

/** What the lists do that name a signer. */
function intentOf(signer: XmlElement, { uses, denial }: Policy): Intent {
  const lists = (uses.get(attribute(signer, 'ID')?.text ?? '') ?? []).map(({ name }) => name);
  if (lists.includes('DeniedSigner')) return denial;
  return lists.some((name) => /^(?:Allowed|UpdatePolicy|Ci)Signer$/.test(name)) ? 'use' : 'mention';
}

/** A file's attributes narrow the signers that name them. */
function intentOfSigners(rule: XmlElement, policy: Policy): Intent {
  const refs = policy.uses.get(attribute(rule, 'ID')?.text ?? '') ?? [];
  const signers = refs.flatMap(({ name, parent }) => (name === 'FileAttribRef' && parent ? parent : []));
  const intents = signers.map((signer) => intentOf(signer, policy));
  return intents.find((intent) => intent === policy.denial) ?? intents[0] ?? 'mention';
}

/** A rule or signer with every element that names it. */
function unitOf(document: XmlDocument, element: XmlElement, { uses }: Policy, what: string): Unit {
  const unit = elementUnit(document, element, what);
  const naming = uses.get(attribute(element, 'ID')?.text ?? '') ?? [];
  const spans = naming.filter(({ tag }) => tag[0] < element.span[0] || tag[0] >= element.span[1]);
  const remove = [
    ...(unit.remove ?? []),
    ...spans.map(({ span }) => ({ span: wholeLines(document.text, span), text: '' })),
  ];
  return { ...unit, remove };
}
