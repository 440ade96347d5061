import type { Node } from 'jsonc-parser';
import type { Sink, Span } from '../../../core/types.js';
import { jsonString, members, parseJson } from '../json.js';
import { parseHcl, parseHclTemplate } from '../hcl.js';
import type { HclAttribute, HclBlock, HclBody, HclEntry, HclExpression } from '../hcl-model.js';
import { wordOf } from '../yaml-emit.js';

/** How many names stand between the type of a top-level block and its body, in the JSON syntax. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  source: 2,
  variable: 1,
  module: 1,
  provider: 1,
  output: 1,
  check: 1,
  terraform: 0,
  locals: 0,
  build: 0,
  target: 1,
  group: 1,
  packer: 0,
};

/** Reads a configuration in its native syntax or, by the path, in that of JSON. */
export function readTerraform(path: string, text: string, sink?: Sink): HclBody {
  if (!/\.json$/i.test(path)) return parseHcl(text, sink);
  const quiet: Sink = { reference: ignore, embed: ignore, skip: ignore, problem: ignore };
  const root = parseJson(text, sink ?? quiet);
  const blocks = members(root).flatMap(({ key, value }) => {
    const count = LABELS[key];
    return count === undefined ? [] : blocksOf(text, key, [], value, count);
  });
  const attributes = members(root).flatMap((member): HclAttribute[] =>
    LABELS[member.key] === undefined ? [{ kind: 'attribute', ...entryOf(text, member.node) }] : [],
  );
  return { attributes, blocks };
}

function ignore(): void {
  // Another file's problems are reported when it is scanned itself.
}

/**
 * The blocks that a property stands for (https://developer.hashicorp.com/terraform/language/syntax/json): one
 * object for each label, at last a body or a list of them.
 */
function blocksOf(
  text: string,
  type: string,
  labels: readonly string[],
  node: Node,
  count: number,
): HclBlock[] {
  if (node.type === 'array')
    return (node.children ?? []).flatMap((child) => blocksOf(text, type, labels, child, count));
  if (count > 0)
    return members(node).flatMap(({ key, value }) =>
      blocksOf(text, type, [...labels, key], value, count - 1),
    );
  const holder = node.parent?.type === 'property' ? node.parent : node;
  const attributes = (node.children ?? [])
    .filter((property) => (property.children ?? []).length === 2)
    .map((property): HclAttribute => ({ kind: 'attribute', ...entryOf(text, property) }));
  return [
    { kind: 'block', type, labels, span: spanOf(holder), body: { attributes, blocks: [] }, node: holder },
  ];
}

function entryOf(text: string, property: Node): HclEntry {
  const [key, value] = property.children ?? [];
  const span = spanOf(property);
  const nameSpan: Span = key ? [key.offset + 1, Math.max(key.offset + 1, key.offset + key.length - 1)] : span;
  return {
    span,
    nameSpan,
    name: String(key?.value),
    value: expressionOf(text, value ?? property),
    node: property,
  };
}

function expressionOf(text: string, node: Node): HclExpression {
  const span = spanOf(node);
  switch (node.type) {
    case 'object': {
      const properties = (node.children ?? []).filter((property) => (property.children ?? []).length === 2);
      return { kind: 'object', span, entries: properties.map((property) => entryOf(text, property)) };
    }
    case 'array':
      return { kind: 'list', span, items: (node.children ?? []).map((child) => expressionOf(text, child)) };
    case 'string': {
      const read = jsonString(text, node);
      if (!read) break;
      const verbatim = read.span[1] - read.span[0] === read.text.length;
      if (verbatim && read.text.includes('{')) return { ...parseHclTemplate(text, read.span), span };
      return { kind: 'string', span, word: { ...wordOf(read), quoted: true }, templates: [], heredoc: false };
    }
    default:
  }
  return { kind: 'literal', span, text: String(node.value) };
}

function spanOf({ offset, length }: Node): Span {
  return [offset, offset + length];
}
