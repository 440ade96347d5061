import type { Span } from '../../../core/types.js';
import { createResolver, wordsOfSegments } from '../commands/segments.js';
import type { Resolver, Segment } from '../commands/segments.js';
import type { Piece, Word } from '../commands/words.js';
import { listItemUnit } from '../list-item.js';
import type { Script } from '../resources/script.js';
import type { PuppetPair, PuppetText, PuppetValue } from './model.js';
import type { PuppetScope } from './scope.js';

/** Reads the texts of values. */
export interface PuppetTexts {
  /** The texts that a value comes to; one that is not known is a word that is only dynamic. */
  words(value: PuppetValue | undefined, scope: PuppetScope): Word[];
  /** The pairs of a hash, or of the variable that holds one. */
  pairs(value: PuppetValue | undefined, scope: PuppetScope): readonly PuppetPair[];
  /** A text for another language to read, with the variables in it left as they are. */
  whole(value: PuppetValue | undefined, scope: PuppetScope): Script | undefined;
}

const MAX_DEPTH = 12;
/** Functions whose value is one of their arguments, or made of them all. */
const PASSES =
  /^(?:pick|pick_default|concat|flatten|union|unique|any2array|intersection|sort|join|merge|strip|downcase|String|Sensitive|Sensitive\.new|unwrap|lest|then)$/;
const LOOKUPS = /^(?:lookup|hiera|hiera_array|get_var|getvar|dig|get)$/;

/** A reader of the values of one manifest. `via` learns of variables that are part of longer texts. */
export function createPuppetTexts(text: string, via: Resolver['via']): PuppetTexts {
  const resolver = createResolver(text, via);
  const unknown = (raw: Span): Word => ({
    text: '${_}',
    span: raw,
    argument: raw,
    dynamic: true,
    pieces: [],
  });

  const variable = (name: string, scope: PuppetScope, depth: number): Word[] => {
    if (depth >= MAX_DEPTH) return [];
    return scope.lookup(name).flatMap((binding) => words(binding.value, binding.scope, depth + 1));
  };

  const composed = (value: PuppetText, scope: PuppetScope, depth: number): Word[] => {
    const [only] = value.parts;
    if (value.parts.length === 1 && only && 'variable' in only) {
      return used(variable(only.variable, scope, depth), only.span, value.raw);
    }
    const segments = value.parts.map((part): Segment => {
      if ('text' in part) return { kind: 'text', piece: part };
      const found = variable(part.variable, scope, depth).filter(({ dynamic }) => !dynamic);
      if (found.length > 0) {
        return {
          kind: 'variable',
          span: part.span,
          quoted: true,
          values: [{ words: found, list: found.length > 1 }],
        };
      }
      return { kind: 'text', piece: { text: '${_}', span: part.span, verbatim: false } };
    });
    return wordsOfSegments(segments, value.raw, value.quoted, resolver, false);
  };

  const used = (list: readonly Word[], use: Span, argument: Span): Word[] => {
    if (list.length === 0 || !resolver.spend(list.length)) return [unknown(argument)];
    return list.map((word) =>
      word.dynamic && word.pieces?.length === 0 ? word : { ...word, argument, uses: [use] },
    );
  };

  const words = (value: PuppetValue | undefined, scope: PuppetScope, depth: number): Word[] => {
    if (!value || depth >= MAX_DEPTH) return [];
    switch (value.kind) {
      case 'text':
        return composed(value, scope, depth);
      case 'variable':
        return used(variable(value.name, scope, depth), value.raw, value.raw);
      case 'list': {
        const several = value.items.length > 1;
        return value.items.flatMap((item) =>
          words(item, scope, depth + 1).map((word) => {
            const own = several && !word.uses && !word.item;
            return own ? { ...word, item: listItemUnit('list item', text, item.raw) } : word;
          }),
        );
      }
      case 'choice':
        return value.items.flatMap((item) => words(item, scope, depth + 1));
      case 'access': {
        const [key] = words(value.key, scope, depth + 1);
        const found = pairs(value.base, scope, depth + 1).filter((pair) => keyOf(pair) === key?.text);
        return used(
          found.flatMap((pair) => words(pair.value, scope, depth + 1)),
          value.raw,
          value.raw,
        );
      }
      case 'call': {
        if (PASSES.test(value.name)) return value.args.flatMap((arg) => words(arg, scope, depth + 1));
        const rest = LOOKUPS.test(value.name) ? value.args.slice(1) : [];
        const found = rest.flatMap((arg) => {
          const given =
            arg.kind === 'hash' ? arg.pairs.find((pair) => keyOf(pair) === 'default_value') : undefined;
          return words(given ? given.value : arg, scope, depth + 1);
        });
        const texts = found.filter(({ text: each }) => !/^(?:first|unique|hash|deep)$|^[A-Z]/.test(each));
        return texts.length > 0 ? texts : [unknown(value.raw)];
      }
      case 'other':
        return [unknown(value.raw)];
      default:
        return [];
    }
  };

  const keyOf = ({ key }: PuppetPair): string =>
    key.kind === 'text' ? key.parts.map((part) => ('text' in part ? part.text : '${_}')).join('') : '';

  const pairs = (
    value: PuppetValue | undefined,
    scope: PuppetScope,
    depth: number,
  ): readonly PuppetPair[] => {
    if (!value || depth >= MAX_DEPTH) return [];
    if (value.kind === 'hash') return value.pairs;
    if (value.kind === 'variable') {
      return scope.lookup(value.name).flatMap((each) => pairs(each.value, each.scope, depth + 1));
    }
    if (value.kind === 'choice' || value.kind === 'call') {
      const inner = value.kind === 'choice' ? value.items : value.args;
      return inner.flatMap((each) => pairs(each, scope, depth + 1));
    }
    if (value.kind !== 'access' || value.key.kind !== 'text') return [];
    const name = keyOf({ key: value.key, value: value.key });
    return pairs(value.base, scope, depth + 1)
      .filter((pair) => keyOf(pair) === name)
      .flatMap((pair) => pairs(pair.value, scope, depth + 1));
  };

  const whole = (value: PuppetValue | undefined, scope: PuppetScope): Script | undefined => {
    const variables = new Map<string, Word>();
    if (value?.kind !== 'text') {
      const [word] = words(value, scope, 0);
      return !word || word.dynamic ? undefined : { word, variables };
    }
    const pieces = value.parts.map((part): Piece => {
      if ('text' in part) return part;
      // `::` is no part of a name in the other languages.
      const written = text.slice(...part.span).replaceAll(':', '_');
      const name = part.variable.replaceAll(':', '_');
      const [known] = variable(part.variable, scope, 0);
      if (known && !known.dynamic) {
        variables.set(name, known);
        via(part.span, known.span, false);
      }
      return { text: written, span: part.span, verbatim: true };
    });
    const [only] = pieces;
    const joined = pieces.map((piece) => piece.text).join('');
    const span = pieces.length === 1 && only?.verbatim ? only.span : value.inner;
    const apart = span === value.inner ? { pieces } : {};
    return { word: { text: joined, span, ...apart, argument: value.raw }, variables };
  };

  return {
    words: (value, scope) => words(value, scope, 0),
    pairs: (value, scope) => pairs(value, scope, 0),
    whole,
  };
}
