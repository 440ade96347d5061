import type { Node } from 'jsonc-parser';
import { wholeLines } from '../../../core/text/edits.js';
import { sourceEdits, sourceSpan } from '../../../core/text/view.js';
import type { Span, Unit, View } from '../../../core/types.js';
import { viewOf } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import { jsonString, jsonUnit } from '../json.js';
import { wordOf } from '../yaml-emit.js';
import { entries, itemUnit, pairUnit, parseYaml, scalar } from '../yaml.js';
import type { YamlNode } from '../yaml.js';
import type { Value } from './values.js';

const MAX_DEPTH = 100;
const MAX_NODES = 200_000;

/** The values of a YAML node. Aliases count as often as they are used, up to a limit. */
export function loadYaml(node: YamlNode | undefined): Value | undefined {
  let left = MAX_NODES;
  const load = (at: YamlNode | undefined, depth: number): Value | undefined => {
    if (!at || depth > MAX_DEPTH || left-- <= 0) return undefined;
    const { span, tag } = at;
    if (at.kind === 'map') {
      const fields = entries(at).map((pair) => {
        const value = load(pair.value, depth + 1) ?? { kind: 'unknown' as const, span: pair.pairSpan };
        return {
          name: pair.key,
          nameSpan: pair.keySpan,
          value,
          unit: () => pairUnit('setting', pair),
        };
      });
      return { kind: 'object', span, fields, tag };
    }
    if (at.kind === 'seq') {
      const items = at.items.flatMap((item) => {
        const value = load(item.value, depth + 1);
        return value ? [{ value, unit: () => itemUnit('list item', item) }] : [];
      });
      return { kind: 'list', span, items, tag };
    }
    const read = scalar(at);
    return read ? { kind: 'text', word: wordOf(read), tag } : undefined;
  };
  return load(node, 0);
}

/** The values of a JSON node. */
export function loadJson(source: string, node: Node | undefined): Value | undefined {
  if (!node) return undefined;
  const span: Span = [node.offset, node.offset + node.length];
  switch (node.type) {
    case 'object':
      return {
        kind: 'object',
        span,
        fields: (node.children ?? []).flatMap((property) => {
          const [key, held] = property.children ?? [];
          const value = loadJson(source, held);
          if (!key || !value) return [];
          const nameSpan: Span = [key.offset + 1, Math.max(key.offset + 1, key.offset + key.length - 1)];
          const unit = (): Unit => jsonUnit(source, property, 'setting');
          return [{ name: String(key.value), nameSpan, value, unit }];
        }),
      };
    case 'array':
      return {
        kind: 'list',
        span,
        items: (node.children ?? []).flatMap((child) => {
          const value = loadJson(source, child);
          return value ? [{ value, unit: () => jsonUnit(source, child, 'list item') }] : [];
        }),
      };
    case 'string': {
      const read = jsonString(source, node);
      return read ? { kind: 'text', word: wordOf(read) } : undefined;
    }
    default:
      return { kind: 'text', word: { text: String(node.value), span } };
  }
}

/** The value that a text of JSON or YAML is, with its places in the text's source; undefined if it is none. */
export function loadText(word: Word): Value | undefined {
  const view = viewOf(word);
  const faults: Span[] = [];
  const fault = (span: Span): void => {
    faults.push(span);
  };
  const [document] = parseYaml({ text: word.text }, { problem: fault, skip: fault });
  const value = faults.length > 0 ? undefined : loadYaml(document?.root);
  return value && lift(value, view, word);
}

function lift(value: Value, view: View, outer: Word): Value {
  const unit = (make: (() => Unit) | undefined): (() => Unit) | undefined =>
    make && outer.path === undefined ? () => liftUnit(make(), view) : undefined;
  switch (value.kind) {
    case 'object':
      return {
        ...value,
        span: sourceSpan(view, value.span),
        fields: value.fields.map((field) => ({
          ...field,
          nameSpan: sourceSpan(view, field.nameSpan),
          value: lift(field.value, view, outer),
          unit: unit(field.unit),
        })),
      };
    case 'list':
      return {
        ...value,
        span: sourceSpan(view, value.span),
        items: value.items.map((item) => ({
          value: lift(item.value, view, outer),
          unit: unit(item.unit),
        })),
      };
    case 'text':
      return { kind: 'text', word: liftWord(value.word, view, outer) };
    default:
      return value;
  }
}

function liftUnit({ what, span, remove }: Unit, view: View): Unit {
  const edits = remove ?? [{ span: wholeLines(view.text, span), text: '' }];
  return { what, span: sourceSpan(view, span), remove: sourceEdits(view, edits) };
}

function liftWord(word: Word, view: View, { path, uses }: Word): Word {
  const span = sourceSpan(view, word.span);
  const pieces = word.pieces?.map((piece) => ({ ...piece, span: sourceSpan(view, piece.span) }));
  const verbatim = span[1] - span[0] === word.text.length;
  const cut = pieces ?? (verbatim ? undefined : [{ text: word.text, span, verbatim: false }]);
  return { text: word.text, span, path, uses, ...(cut ? { pieces: cut } : {}) };
}
