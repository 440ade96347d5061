import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { MappingShape, NameKind, Shape, TextShape } from './shape.js';
import { english, spoken, worded as say } from '../say.js';
import type { Words } from '../say.js';
import { knownWords } from './suggest.js';
import type { Problem, Span } from '../types.js';

/** Reads one kind of value. */
export interface Reader<T> {
  /** Reads a value out of a YAML node, or reports why it cannot and gives undefined. */
  readonly read: (node: Node | null, place: Span, report: Report) => T | undefined;
  /** What it takes. */
  readonly shape: Shape;
}

/** Takes a problem at its place. */
export type Report = (span: Span, ...words: Words) => void;

/** A key of a mapping. */
export interface Field<T> {
  readonly reader: Reader<T>;
  readonly required: boolean;
  /** A sentence for people. */
  readonly about: string;
}

/**
 * Reads a configuration file with a reader for its root. Every mistake is reported at its place; an empty file
 * reads as `empty`.
 */
export function readYaml<T>(
  text: string,
  reader: Reader<T>,
  empty: T,
): { value: T | undefined; problems: Problem[] } {
  const problems: Problem[] = [];
  const source = text.replace(/^\uFEFF/, ' ');
  const document = parseDocument(source, { prettyErrors: false });
  for (const error of document.errors) {
    problems.push({ span: [error.pos[0], Math.max(error.pos[1], error.pos[0] + 1)], message: error.message });
  }
  const report: Report = (span, ...words) => problems.push({ span, message: spoken(words, english), words });
  const root = resolve(document, document.contents);
  const value =
    root === null && problems.length === 0 ? empty : reader.read(root, spanOf(root, [0, 1]), report);
  return { value, problems };
}

function resolve(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

function spanOf(node: Node | null, fallback: Span): Span {
  return node?.range ? [node.range[0], Math.max(node.range[1], node.range[0] + 1)] : fallback;
}

/** A text; numbers and dates count as the text they were written as. */
export function text(
  check: (value: string) => Words | undefined = () => undefined,
  about: Omit<TextShape, 'kind'> = {},
): Reader<string> {
  return {
    shape: { kind: 'text', ...about },
    read: (node, place, report) => {
      const value = isScalar(node) && node.value !== null ? node.source : undefined;
      const complaint = value === undefined ? [say('expected a text')] : check(value);
      if (complaint === undefined) return value;
      report(spanOf(node, place), ...complaint);
      return undefined;
    },
  };
}

/** A whole number that is not negative. */
export const count: Reader<number> = {
  shape: { kind: 'count' },
  read: (node, place, report) => {
    if (isScalar(node) && typeof node.value === 'number' && Number.isInteger(node.value) && node.value >= 0) {
      return node.value;
    }
    report(spanOf(node, place), say('expected a whole number'));
    return undefined;
  },
};

/** `true` or `false`. */
export const bool: Reader<boolean> = {
  shape: { kind: 'truth' },
  read: (node, place, report) => {
    if (isScalar(node) && typeof node.value === 'boolean') return node.value;
    report(spanOf(node, place), say('expected true or false'));
    return undefined;
  },
};

/** One of some words. */
export function oneOf<const T extends string>(words: readonly T[], names?: NameKind): Reader<T> {
  return {
    shape: { kind: 'text', words, ...(names === undefined ? {} : { names }) },
    read: (node, place, report) => {
      const value = isScalar(node) ? node.value : undefined;
      const found = words.find((word) => word === value);
      if (found !== undefined) return found;
      const known = knownWords(typeof value === 'string' ? value : '', words);
      const unknown = typeof value === 'string' ? say('unknown "{0}"', value) : say('unknown value');
      report(spanOf(node, place), unknown, ...known);
      return undefined;
    },
  };
}

/** A list; items that cannot be read are left out after they were reported. */
export function list<T>(item: Reader<T>): Reader<T[]> {
  return {
    shape: { kind: 'list', item: item.shape },
    read: (node, place, report) => {
      if (!isSeq(node)) {
        report(spanOf(node, place), say('expected a list'));
        return undefined;
      }
      const values = node.items.map((each) => item.read(each as Node | null, spanOf(node, place), report));
      return values.filter((value) => value !== undefined);
    },
  };
}

/**
 * A mapping with known keys; unknown keys and missing required ones are reported.
 */
export function record<T extends object>(
  fields: { readonly [K in keyof T]-?: Field<NonNullable<T[K]>> },
  groups: Pick<MappingShape, 'oneOf' | 'anyOf'> = {},
): Reader<T> {
  const known = new Map(Object.entries<Field<unknown>>(fields));
  const shapes = [...known].map(([name, { reader, required, about }]) => [
    name,
    { shape: reader.shape, required, about },
  ]);
  return {
    shape: { kind: 'mapping', fields: Object.fromEntries(shapes) as MappingShape['fields'], ...groups },
    read: (node, place, report) => {
      if (!isMap(node)) {
        report(spanOf(node, place), say('expected a mapping'));
        return undefined;
      }
      const value: Record<string, unknown> = {};
      let complete = true;
      for (const { key, value: child } of node.items) {
        const keyNode = key as Node;
        const name = isScalar(keyNode) ? String(keyNode.value) : '';
        const field = known.get(name);
        if (!field) {
          report(
            spanOf(keyNode, place),
            say('unknown key "{0}"', name),
            ...knownWords(name, [...known.keys()]),
          );
          continue;
        }
        const read = field.reader.read(child as Node | null, spanOf(keyNode, place), report);
        if (read !== undefined) value[name] = read;
      }
      for (const [name, { required }] of known) {
        if (!required || name in value) continue;
        complete = false;
        if (!node.has(name)) report(spanOf(node, place), say('missing key "{0}"', name));
      }
      return complete ? (value as T) : undefined;
    },
  };
}
