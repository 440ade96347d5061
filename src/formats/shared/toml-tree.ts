import type { AST } from 'toml-eslint-parser';
import type { Edit, Sink, Span, Unit } from '../../core/types.js';
import { listItemUnit } from './list-item.js';
import { parseToml } from './toml.js';

/** A string of a TOML text. */
export interface TomlString {
  readonly kind: 'string';
  readonly text: string;
  /** Inside of its quotes. */
  readonly span: Span;
}

/** A table, however it is spelled: by headers, dotted keys or inline. */
export interface TomlTable {
  readonly kind: 'table';
  readonly members: readonly TomlMember[];
}

export interface TomlArray {
  readonly kind: 'array';
  readonly items: readonly TomlItem[];
}

/** A number, truth value or date, as written. */
export interface TomlScalar {
  readonly kind: 'scalar';
  readonly text: string;
}

export type TomlNode = TomlString | TomlTable | TomlArray | TomlScalar;

export interface TomlMember {
  readonly key: string;
  /** Where the key is first written, without quotes. */
  readonly keySpan: Span;
  readonly value: TomlNode;
  /** The member as a unit; undefined where it is spread over several places. */
  readonly place?: TomlPlace;
}

export interface TomlItem {
  readonly value: TomlNode;
  readonly place: TomlPlace;
}

/** Where a construct stands and what removes it. */
export interface TomlPlace {
  readonly span: Span;
  readonly remove?: readonly Edit[];
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };
type DraftTable = Draft<TomlTable> & {
  members: Draft<TomlMember>[];
  /** The first member of each key. */
  readonly byKey: Map<string, Draft<TomlMember>>;
};
type DraftArray = Draft<TomlArray> & { items: TomlItem[] };
type Key = AST.TOMLKey['keys'][number];

/**
 * Reads TOML as one tree in which tables of all spellings are alike. Mistakes go to the sink.
 */
export function readTomlTree(text: string, sink?: Pick<Sink, 'problem' | 'skip'>): TomlTable {
  const root = emptyTable();
  for (const node of parseToml(text, sink)?.body[0].body ?? []) {
    if (node.type === 'TOMLKeyValue') addPair(root, node, text);
    else addTable(root, node, text);
  }
  return root;
}

function addTable(root: DraftTable, node: AST.TOMLTable, text: string): void {
  const place: TomlPlace = { span: [node.range[0], node.range[1]] };
  const table = node.key.keys.reduce((at, key, index) => {
    const last = index === node.key.keys.length - 1;
    if (last && node.kind === 'array') return addItem(at, key, place);
    return descend(at, key, last ? place : undefined);
  }, root);
  for (const pair of node.body) addPair(table, pair, text);
}

function addItem(table: DraftTable, key: Key, place: TomlPlace): DraftTable {
  const item = emptyTable();
  const known = table.byKey.get(nameOf(key))?.value;
  if (known?.kind === 'array') (known as DraftArray).items.push({ value: item, place });
  else {
    const array: DraftArray = { kind: 'array', items: [{ value: item, place }] };
    addMember(table, { key: nameOf(key), keySpan: spanOf(key), value: array });
  }
  return item;
}

/** The table of a key, in an array the last one; made where it is missing. */
function descend(table: DraftTable, key: Key, place: TomlPlace | undefined): DraftTable {
  const member = table.byKey.get(nameOf(key));
  const known = member?.value.kind === 'array' ? member.value.items.at(-1)?.value : member?.value;
  if (member && known?.kind === 'table') {
    delete member.place;
    return known as DraftTable;
  }
  const value = emptyTable();
  addMember(table, { key: nameOf(key), keySpan: spanOf(key), value, ...(place ? { place } : {}) });
  return value;
}

function addPair(
  table: DraftTable,
  pair: AST.TOMLKeyValue,
  text: string,
  place: TomlPlace = { span: rangeOf(pair) },
): void {
  const holder = pair.key.keys.slice(0, -1).reduce((at, key) => descend(at, key, place), table);
  const key = pair.key.keys.at(-1);
  if (key)
    addMember(holder, { key: nameOf(key), keySpan: spanOf(key), value: valueOf(pair.value, text), place });
}

function emptyTable(): DraftTable {
  return { kind: 'table', members: [], byKey: new Map() };
}

function addMember({ members, byKey }: DraftTable, member: Draft<TomlMember>): void {
  members.push(member);
  if (!byKey.has(member.key)) byKey.set(member.key, member);
}

function valueOf(node: AST.TOMLContentNode, text: string): TomlNode {
  if (node.type === 'TOMLInlineTable') {
    const table = emptyTable();
    for (const pair of node.body) addPair(table, pair, text, itemPlace(pair, text));
    return table;
  }
  if (node.type === 'TOMLArray') {
    const { elements } = node;
    return {
      kind: 'array',
      items: elements.map((each) => ({
        value: valueOf(each, text),
        place: itemPlace(each, text),
      })),
    };
  }
  if (node.kind !== 'string') return { kind: 'scalar', text: text.slice(...node.range) };
  const quotes = node.multiline ? 3 : 1;
  return { kind: 'string', text: node.value, span: [node.range[0] + quotes, node.range[1] - quotes] };
}

function itemPlace(node: AST.TOMLNode, text: string): TomlPlace {
  return listItemUnit('', text, rangeOf(node));
}

function rangeOf(node: AST.TOMLNode): Span {
  return [node.range[0], node.range[1]];
}

function nameOf(key: Key): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

function spanOf(key: Key): Span {
  const quote = key.type === 'TOMLBare' ? 0 : 1;
  return [key.range[0] + quote, key.range[1] - quote];
}

/** The member at a path of keys. */
export function tomlMember(node: TomlNode | undefined, ...path: readonly string[]): TomlMember | undefined {
  let member: TomlMember | undefined;
  let at = node;
  for (const name of path) {
    member = at?.kind === 'table' ? at.members.find(({ key }) => key === name) : undefined;
    at = member?.value;
  }
  return member;
}

/** The value at a path of keys. */
export function tomlAt(node: TomlNode | undefined, ...path: readonly string[]): TomlNode | undefined {
  return path.length === 0 ? node : tomlMember(node, ...path)?.value;
}

/** The string at a path of keys. */
export function tomlString(node: TomlNode | undefined, ...path: readonly string[]): TomlString | undefined {
  const value = tomlAt(node, ...path);
  return value?.kind === 'string' ? value : undefined;
}

/** The members of a table; none of anything else. */
export function tomlMembers(node: TomlNode | undefined): readonly TomlMember[] {
  return node?.kind === 'table' ? node.members : [];
}

/** The items of an array; none of anything else. */
export function tomlItems(node: TomlNode | undefined): readonly TomlItem[] {
  return node?.kind === 'array' ? node.items : [];
}

/** A construct under the name that a person has for it. */
export function tomlUnit(what: string, place: TomlPlace | undefined): Unit | undefined {
  return place ? { ...place, what } : undefined;
}
