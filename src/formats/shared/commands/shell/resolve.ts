import type { SyntaxNode, Word as AstWord, WordPart } from 'unbash';
import { baseName } from '../../../../core/text/url.js';
import type { Span } from '../../../../core/types.js';
import type { Value } from '../environment.js';
import { isInstallerName } from '../../references.js';
import { wordsOfSegments } from '../segments.js';
import type { Resolver, Segment } from '../segments.js';
import { wordOfPieces } from '../words.js';
import type { Word } from '../words.js';

/**
 * A word of the syntax tree as the words it comes to. A known variable that is the whole word stands where its
 * value is written; inside a longer word its text is put in, unless it already names a place by itself.
 */
export function resolveWord(word: AstWord, resolver: Resolver): Word[] {
  const argument: Span = [word.pos, word.end];
  if (!word.parts) {
    const text = word.value;
    const verbatim = resolver.text.slice(...argument) === text;
    const base = { argument, ...(/^["'\\]/.test(word.text) ? { quoted: true } : {}) };
    return [wordOfPieces([{ text, span: argument, verbatim }], argument, base)];
  }
  const segments = segmentsOf(word.parts, resolver, false);
  return wordsOfSegments(segments, argument, /^["']/.test(word.text), resolver, true);
}

function segmentsOf(parts: readonly WordPart[], resolver: Resolver, quoted: boolean): Segment[] {
  const raw = (part: { pos: number; end: number }): Segment => textSegment(resolver, part.pos, part.end);
  return parts.flatMap((part): Segment[] => {
    switch (part.type) {
      case 'Literal':
      case 'Glob':
        return [textSegment(resolver, part.pos, part.end, part.value)];
      case 'SingleQuoted':
        return [textSegment(resolver, part.pos + 1, part.pos + 1 + part.value.length, part.value)];
      case 'AnsiCQuoted':
        return [textSegment(resolver, part.pos + 2, Math.max(part.pos + 2, part.end - 1), part.value)];
      case 'DoubleQuoted':
      case 'LocaleString':
        return segmentsOf(part.parts, resolver, true);
      case 'SimpleExpansion': {
        const values = resolver.env.get(part.text.slice(1));
        return values ? [{ kind: 'variable', span: [part.pos, part.end], quoted, values }] : [raw(part)];
      }
      case 'ParameterExpansion': {
        const values = valuesOfExpansion(part, resolver);
        return values ? [{ kind: 'variable', span: [part.pos, part.end], quoted, values }] : [raw(part)];
      }
      case 'CommandExpansion': {
        const words = installersIn(part, resolver);
        return words.length > 0
          ? [{ kind: 'variable', span: [part.pos, part.end], quoted, values: [{ words, list: true }] }]
          : [raw(part)];
      }
      default:
        return [raw(part)];
    }
  });
}

/** Programs that print the names of the files they are given or told to look for. */
const NAMES_FILES =
  /^(?:ls|find|fd|fdfind|echo|printf|readlink|realpath|compgen)$|^(?:find|get|latest|newest|pick|select|locate|search|resolve)_/;

/** The installers that a command prints the names of, as they are written in it. */
function installersIn(
  { script }: Extract<WordPart, { type: 'CommandExpansion' }>,
  resolver: Resolver,
): Word[] {
  if (!script || script.source !== undefined || script.commands.length !== 1) return [];
  let node: SyntaxNode | undefined = script.commands[0]?.command;
  if (node?.type === 'Pipeline') node = node.commands[0];
  if (node?.type === 'Redirected') node = node.command;
  if (node?.type !== 'Command' || !NAMES_FILES.test(baseName(node.name?.value ?? '').toLowerCase()))
    return [];
  return node.args
    .flatMap((arg) => (arg.type === 'Word' ? resolveWord(arg, resolver) : []))
    .filter(({ text }) => isInstallerName(text));
}

function textSegment(
  { text }: Resolver,
  start: number,
  end: number,
  value = text.slice(start, end),
): Segment {
  const verbatim = text.slice(start, end) === value;
  return { kind: 'text', piece: { text: value, span: [start, end], verbatim } };
}

type Expansion = Extract<WordPart, { type: 'ParameterExpansion' }>;

function valuesOfExpansion(part: Expansion, resolver: Resolver): readonly Value[] | undefined {
  const { operation, parameter, prefix, index } = part;
  if (prefix !== undefined) return undefined;
  const values = resolver.env.get(parameter);
  if (operation === undefined) {
    const at = index?.value ?? '@';
    if (!/^\d+$/.test(at)) return values;
    return values?.map(({ words, list }) => ({ words: words.slice(Number(at), Number(at) + 1), list }));
  }
  if (operation.type === 'Default' && /^:?[-=]$/.test(operation.operator)) {
    const words = resolveWord(operation.operand, resolver).filter(({ text }) => text !== '');
    return words.length > 0 ? [...(values ?? []), { words, list: false }] : values;
  }
  return undefined;
}

/**
 * The words of a list, such as a loop's or an array's; each can go by itself, with the blank beside it.
 */
export function resolveItems(list: readonly AstWord[], resolver: Resolver, what: string): Word[] {
  return list.flatMap((word, index) => {
    const before = list[index - 1];
    const next = list[index + 1];
    const cut: Span = before ? [before.end, word.end] : [word.pos, next ? next.pos : word.end];
    const item = { span: [word.pos, word.end] as const, what, remove: [{ span: cut, text: '' }] };
    return resolveWord(word, resolver).map((each) => (each.item || each.uses ? each : { ...each, item }));
  });
}
