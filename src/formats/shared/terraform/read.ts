import type { Document, Intent, Sink, Unit } from '../../../core/types.js';
import { allows, denies } from '../cloud/rules.js';
import { fieldOf, plainKey } from '../cloud/values.js';
import type { ObjectValue } from '../cloud/values.js';
import { readObject, readValue } from '../cloud/walk.js';
import type { Place } from '../cloud/walk.js';
import type { HclAttribute, HclBlock, HclBody, HclExpression } from '../hcl-model.js';
import { jsonUnit } from '../json.js';
import { evaluate, objectOf } from './evaluate.js';
import type { At } from './evaluate.js';
import { createMerger } from '../cloud/merge.js';
import type { Merger } from '../cloud/merge.js';
import { readModule, readProviders } from './modules.js';
import { linkedFiles, scopeOf } from './scope.js';
import { readTerraform } from './syntax.js';

const MAX_VALUES = 30_000;
const LISTS =
  /domain_list$|teams_list$|trust_list$|ip_set$|_address(?:_group)?$|url_?list$|url_category$|network_object$/;

/** Reads a configuration of Terraform or of another tool that is written in HCL. */
export function readConfiguration(document: Document, sink: Sink): void {
  const { path, text } = document;
  const body = readTerraform(path, text, sink);
  const at: At = {
    scope: scopeOf(document, body),
    text,
    depth: 0,
    budget: { left: MAX_VALUES },
    readFile: linkedFiles(document),
  };
  const merger = createMerger(sink);
  const lists = listIntents(body, at);
  for (const attribute of body.attributes) readName(attribute, attribute.name, at, merger);
  for (const block of body.blocks) readBlock(block, at, merger, lists);
  merger.flush();
}

function readBlock(block: HclBlock, at: At, merger: Merger, lists: ReadonlyMap<string, Intent>): void {
  const { type, labels, body, span, node } = block;
  const { used } = merger;
  if (type === 'variable' || type === 'locals' || type === 'local') {
    for (const attribute of body.attributes) {
      const isValue = type === 'locals' || attribute.name === 'default' || attribute.name === 'expression';
      if (isValue) readName(attribute, type === 'locals' ? attribute.name : (labels[0] ?? ''), at, merger);
    }
    return;
  }
  const unit: Unit = node ? jsonUnit(at.text, node, type) : { span, what: type };
  const object = objectOf(body, span, at, labels[1] ?? labels[0]);
  const [kind = ''] = labels;
  const intent = LISTS.test(kind) ? (lists.get(labels.join('.')) ?? 'mention') : 'use';
  const place: Place = {
    sink: used,
    intent,
    unit,
    key: type === 'resource' || type === 'data' ? '' : plainKey(type),
    type: kind,
    platform: /windows|powershell/i.test(kind) ? 'powershell' : undefined,
  };
  if (type === 'terraform') readProviders(object, used);
  const taken = type === 'module' || type === 'terraform' ? readModule(object, place) : [];
  const rest = object.fields.filter(({ name }) => !taken.includes(name));
  readObject({ ...object, fields: rest }, type === 'terraform' ? { ...place, unit: undefined } : place);
}

/** A name and what it stands for: the name tells what its value is. */
function readName(attribute: HclAttribute, name: string, at: At, { written }: Merger): void {
  const { span, value, node } = attribute;
  if (name === 'description') return;
  const unit = node ? jsonUnit(at.text, node, 'setting') : { span, what: 'setting' };
  const place: Place = { sink: written, intent: 'use', unit, key: plainKey(name), type: 'variable' };
  readValue(evaluate(value, at), { ...place, intent: nameIntent(name) });
}

function nameIntent(name: string): Intent {
  return /(?:^|_)(?:deny|denied|blocked|blocklist|blacklist|denylist|forbidden)(?:_|$)/i.test(name)
    ? 'remove'
    : 'use';
}

/** What rules do with the lists that they name. */
function listIntents({ blocks }: HclBody, at: At): Map<string, Intent> {
  const found = new Map<string, Intent>();
  for (const { type, labels, body, span } of blocks) {
    if (type !== 'resource' || LISTS.test(labels[0] ?? '')) continue;
    const names = [...referencesIn(body)].filter((name) => LISTS.test(name.split('.')[0] ?? ''));
    if (names.length === 0) continue;
    const object = objectOf(body, span, at);
    const intent = isDenying(object) ? 'remove' : allows(object) ? 'use' : 'mention';
    for (const name of names) found.set(name, found.get(name) === 'use' ? 'use' : intent);
  }
  return found;
}

function isDenying(object: ObjectValue): boolean {
  const rule = fieldOf(object, 'rule', 'rules')?.value;
  return denies(object) || (rule?.kind === 'object' && denies(rule));
}

function* referencesIn(body: HclBody): Generator<string> {
  for (const { value } of body.attributes) yield* namesIn(value, 0);
  for (const block of body.blocks) yield* referencesIn(block.body);
}

function* namesIn(expression: HclExpression, depth: number): Generator<string> {
  if (depth > 20) return;
  switch (expression.kind) {
    case 'reference':
      yield expression.path.slice(0, 2).join('.');
      break;
    case 'list':
      for (const item of expression.items) yield* namesIn(item, depth + 1);
      break;
    case 'call':
      for (const arg of expression.args) yield* namesIn(arg, depth + 1);
      break;
    case 'object':
      for (const { value } of expression.entries) yield* namesIn(value, depth + 1);
      break;
    case 'compound':
      for (const operand of expression.operands) yield* namesIn(operand, depth + 1);
      break;
    case 'string':
      for (const { value } of expression.templates) if (value) yield* namesIn(value, depth + 1);
      break;
    default:
  }
}
