import { choiceOf, select, textsOf, usePiece } from '../cloud/values.js';
import type { TextValue, Value } from '../cloud/values.js';
import type { Piece } from '../commands/words.js';
import type { HclCall } from '../hcl-model.js';
import { concatenate } from '../cloud/interpolate.js';
import { evaluate, textOf, valueOf } from './evaluate.js';
import type { At } from './evaluate.js';

/** Functions whose value is or holds that of their first argument. */
const THROUGH = new Set(
  (
    'base64encode base64gzip base64decode textencodebase64 jsonencode jsondecode yamlencode yamldecode tostring tolist toset ' +
    'tomap trimspace trim chomp lower upper sensitive nonsensitive compact distinct flatten sort reverse values ' +
    'base64 json string toLower toUpper any replace trimprefix trimsuffix indent split element templatestring abspath one urlencode keys'
  ).split(' '),
);
const FILES = new Set([
  'loadTextContent',
  'loadFileAsBase64',
  'file',
  'templatefile',
  'filebase64',
  'filebase64gzip',
]);

const VERBS = /%[-+#0 ]*\d*(?:\.\d+)?[a-zA-Z%]|[^%]+|%/g;

/**
 * The value of a call, as far as it is text that stands in the configuration
 * (https://developer.hashicorp.com/terraform/language/functions).
 */
export function callFunction(call: HclCall, at: At): Value {
  const { name, args, span } = call;
  const use = at.use ?? span;
  const values = args.map((arg) => evaluate(arg, at));
  const [first, second, ...rest] = values;
  if (!first) return { kind: 'unknown', span: use };
  if (FILES.has(name)) return fileOf(call, first, at) ?? { kind: 'unknown', span: use };
  if (name === 'parameters' || name === 'variables') {
    const known = at.scope.get(`${name} ${textsOf(first)[0]?.word.text ?? ''}`);
    return known ? valueOf(known, use, at) : { kind: 'unknown', span: use, variable: true };
  }
  if (name === 'if') return choiceOf(values.slice(1).filter(isKnown), use);
  if (name === 'concat' && values.every(({ kind }) => kind === 'text' || kind === 'unknown'))
    return concatenate(values, undefined, use);
  if (THROUGH.has(name)) return name === 'split' && second ? second : first;
  if (name === 'lookup') {
    const key = textsOf(second)[0]?.word.text ?? '';
    return choiceOf([select(first, [key], use), ...rest].filter(isKnown), use);
  }
  if (name === 'format') return format(first, values.slice(1), use) ?? { kind: 'unknown', span: use };
  if (name === 'join') return join(first, second, use);
  return choiceOf(values.filter(isKnown), use);
}

function isKnown({ kind }: Value): boolean {
  return kind !== 'unknown';
}

function fileOf({ args, span }: HclCall, first: Value, at: At): Value | undefined {
  const [argument] = args;
  const written = argument?.kind === 'string' ? argument.word.text : (textsOf(first)[0]?.word.text ?? '');
  const file = at.path === undefined ? at.readFile(written) : undefined;
  return file && { kind: 'file', ...file, span: at.use ?? span };
}

/** `format("%s/agent:%s", a, b)`; a value that is not known stays as its verb. */
function format(spec: Value, values: readonly Value[], use: readonly [number, number]): Value | undefined {
  const [text] = textsOf(spec);
  if (!text) return undefined;
  let next = 0;
  const pieces: Piece[] = [];
  // `{0}` in Azure's languages, `%s` elsewhere.
  const numbered = /\{\d+\}/.test(text.word.text);
  const verbs = numbered ? /\{\d+\}|[^{]+|\{/g : VERBS;
  for (const [piece] of text.word.text.matchAll(verbs)) {
    const index = numbered
      ? Number(/^\{(\d+)\}$/.exec(piece)?.[1] ?? -1)
      : /^%[^%]/.test(piece)
        ? next++
        : -1;
    const value = textsOf(values[index])[0];
    pieces.push(
      value
        ? usePiece(value, value.word.uses?.[0] ?? value.word.span)
        : { text: piece, span: text.word.span, verbatim: false },
    );
  }
  return textOfPieces(pieces, text, use);
}

function join(separator: Value, list: Value | undefined, use: readonly [number, number]): Value {
  const [text] = textsOf(separator);
  const parts = textsOf(list);
  const [only] = parts;
  // A list of lines or names says more than the text that they make.
  if (!text || list?.kind !== 'list' || !/^[/:@.-]$/.test(text.word.text))
    return list ?? { kind: 'unknown', span: use };
  if (parts.length === 1 && only) return only;
  const pieces = parts.flatMap((part, index): Piece[] => [
    ...(index > 0 ? [{ text: text.word.text, span: text.word.span, verbatim: false }] : []),
    usePiece(part, part.word.uses?.[0] ?? part.word.span),
  ]);
  return textOfPieces(pieces, text, use);
}

function textOfPieces(
  pieces: readonly Piece[],
  { word }: TextValue,
  use: readonly [number, number],
): TextValue {
  const path = word.path;
  return {
    kind: 'text',
    word: { text: textOf(pieces), span: use, pieces, path, uses: path === undefined ? undefined : word.uses },
  };
}
