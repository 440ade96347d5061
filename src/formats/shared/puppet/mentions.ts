import type { Edit, Span } from '../../../core/types.js';
import { listItemUnit } from '../list-item.js';
import type { PuppetAttribute, PuppetStatement, PuppetText, PuppetValue } from './model.js';

/** A place that names a resource of the file, as `require => Package['a']` does. */
export interface Mention {
  /** The title. */
  readonly span: Span;
  /** The edits that take the mention away. */
  readonly remove: readonly Edit[];
}

/** The places that name resources by type and title. */
export interface Mentions {
  of(type: string, title: string): readonly Mention[];
}

/** Gathers the references of a manifest to resources (https://www.puppet.com/docs/puppet/8/lang_data_resource_reference). */
export function readMentions(statements: readonly PuppetStatement[], text: string): Mentions {
  const found = new Map<string, Mention[]>();
  const add = (type: string, title: PuppetText, remove: readonly Edit[]): void => {
    const [only] = title.parts;
    if (!only || !('text' in only) || title.parts.length > 1) return;
    const key = keyOf(type, only.text);
    const list = found.get(key) ?? [];
    list.push({ span: only.span, remove });
    found.set(key, list);
  };
  const readReference = (value: PuppetValue, whole: readonly Edit[]): void => {
    if (value.kind !== 'reference') return;
    const { items, type } = value;
    for (const item of items) {
      if (item.kind !== 'text') continue;
      add(type, item, items.length > 1 ? (listItemUnit('', text, item.raw).remove ?? []) : whole);
    }
  };
  const readAttribute = ({ value, raw }: PuppetAttribute): void => {
    const whole = listItemUnit('', text, raw).remove ?? [];
    const alone = value.kind === 'list' && value.items.length === 1;
    readReference(value, whole);
    if (value.kind !== 'list') return;
    for (const item of value.items) {
      readReference(item, alone ? whole : (listItemUnit('', text, item.raw).remove ?? []));
    }
  };
  const read = (list: readonly PuppetStatement[]): void => {
    for (const statement of list) {
      if (statement.kind === 'expression')
        readReference(statement.value, [{ span: statement.chained, text: '' }]);
      else if (statement.kind === 'resource')
        for (const { attributes } of statement.bodies) attributes.forEach(readAttribute);
      else if ('attributes' in statement) statement.attributes.forEach(readAttribute);
      if ('body' in statement) read(statement.body);
    }
  };
  read(statements);
  return { of: (type, title) => found.get(keyOf(type, title)) ?? [] };
}

function keyOf(type: string, title: string): string {
  return `${type.replace(/^::/, '').toLowerCase()} ${title}`;
}
