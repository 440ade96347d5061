import { sourceOffset } from '../../core/text/view.js';
import type { Span } from '../../core/types.js';
import { createResolver, wordsOfSegments } from './commands/segments.js';
import type { Resolver, Segment } from './commands/segments.js';
import type { Word } from './commands/words.js';
import { subWord } from './commands/words.js';
import { listItemUnit } from './list-item.js';
import { listUnit } from './lists.js';
import type { Script } from './resources/script.js';
import { allRubyCalls, rubyParents } from './ruby.js';
import type { RubyArray, RubyCall, RubyString, RubyValue } from './ruby.js';
import { wordOf } from './yaml-emit.js';

/** What the names of a Ruby file stand for. */
export interface RubyScope {
  /** The texts that a value comes to at a call; one that is not known is a word that is only dynamic. */
  words(value: RubyValue | undefined, call: RubyCall): Word[];
  /** A text as it is written, with its variables, for another language to read. */
  script(value: RubyValue | undefined, call: RubyCall): Script | undefined;
}

const NAME =
  /^(?:::)?[@$]{0,2}[A-Za-z_]\w*(?:(?:\.|::)\w+|\[(?:"[^"\]]*"|'[^'\]]*'|:\w+)\]|\.(?:dig|read|fetch)\([^()]*\))*$/;
const STEP = /\w+[?!]?/g;
const LEVELS = /^(?:node\.)?(?:default|normal|override|automatic|force_default|force_override)\./;
const LOOPS = /\.?(?:each|each_with_index|map|each_pair|each_key)$/;
const MAX_DEPTH = 10;

/**
 * The name of an attribute or variable however it is written: `node['a']['b']`, `default[:a][:b]` and
 * `node.a.b` are `node.a.b`. Undefined for what is no name.
 */
export function rubyName(text: string): string | undefined {
  if (text.length > 300 || !NAME.test(text)) return undefined;
  const steps = [...text.matchAll(STEP)].map(([step]) => step);
  return attributeName(steps.filter((step) => !/^(?:dig|read|fetch|to_s|freeze)$/.test(step)).join('.'));
}

function attributeName(name: string): string {
  return LEVELS.test(name) ? `node.${name.replace(LEVELS, '')}` : name.replace(/^self\./, '');
}

/**
 * Gathers the variables, constants, attributes of nodes and defaults of properties that a file sets.
 * @param via Learns of variables that are part of longer texts.
 */
export function createRubyScope(text: string, calls: readonly RubyCall[], via: Resolver['via']): RubyScope {
  const values = new Map<string, { value: RubyValue; call: RubyCall }[]>();
  const set = (name: string, value: RubyValue | undefined, call: RubyCall): void => {
    if (value) values.set(name, [...(values.get(name) ?? []), { value, call }].slice(0, 64));
  };
  for (const call of allRubyCalls(calls)) {
    const { name, operator, args, options } = call;
    if (operator !== undefined) set(attributeName(name.replace(/^[@$]+/, '')), args[0], call);
    const [property] = args;
    if (!/^(?:property|attribute)$/.test(name) || property?.kind !== 'symbol') continue;
    set(`new_resource.${property.text}`, options.find(({ key }) => key === 'default')?.value, call);
  }

  const resolver = createResolver(text, via);
  const unknown = (span: Span): Word => ({ text: '${_}', span, argument: span, dynamic: true, pieces: [] });

  const named = (name: string, call: RubyCall, depth: number): Word[] => {
    if (depth >= MAX_DEPTH) return [];
    for (const parent of [call, ...rubyParents(call)]) {
      const index = parent.params.indexOf(name);
      if (index < 0) continue;
      const { receiver } = parent;
      if (receiver?.kind === 'hash') {
        return receiver.pairs.flatMap(({ key, keySpan, value }) =>
          index === 0 ? [{ text: key, span: keySpan }] : words(value, parent, depth + 1),
        );
      }
      if (receiver) return words(receiver, parent, depth + 1);
      const list = rubyName(parent.name.replace(LOOPS, ''));
      return list === undefined || !LOOPS.test(parent.name) ? [] : named(list, parent, depth + 1);
    }
    const found = values.get(name) ?? values.get(`new_resource.${name}`) ?? [];
    return found.flatMap((each) => words(each.value, each.call, depth + 1));
  };

  const used = (list: readonly Word[], use: Span): Word[] => {
    if (list.length === 0 || !resolver.spend(list.length)) return [unknown(use)];
    return list.map((word) => (isUnknown(word) ? word : { ...word, argument: use, uses: [use] }));
  };

  const composed = (string: RubyString, call: RubyCall, depth: number): Word[] => {
    const segments = partsOf(text, string).map((part): Segment => {
      if ('word' in part) {
        const { word } = part;
        const { span } = word;
        return { kind: 'text', piece: { text: word.text, span, verbatim: word.pieces === undefined } };
      }
      const found = named(part.name, call, depth).filter((word) => !isUnknown(word));
      if (found.length === 0)
        return { kind: 'text', piece: { text: '${_}', span: part.span, verbatim: false } };
      return {
        kind: 'variable',
        span: part.span,
        quoted: true,
        values: [{ words: found, list: found.length > 1 }],
      };
    });
    return wordsOfSegments(segments, string.raw, true, resolver, false);
  };

  const listed = ({ items, raw }: RubyArray, call: RubyCall, depth: number): Word[] => {
    const spans = items.map((item) => item.raw);
    const isWords = text[raw[0]] === '%';
    return items.flatMap((item, index) => {
      const unit = isWords
        ? listUnit(spans, index, { what: 'list item', span: item.raw }, 'list item')
        : listItemUnit('list item', text, item.raw);
      return words(item, call, depth + 1).map((word) =>
        items.length > 1 && !word.uses && !word.item ? { ...word, item: unit } : word,
      );
    });
  };

  const words = (value: RubyValue | undefined, call: RubyCall, depth: number): Word[] => {
    if (!value || depth >= MAX_DEPTH) return [];
    switch (value.kind) {
      case 'string':
        if (value.interpolated) return composed(value, call, depth);
        return [{ ...wordOf(value), argument: value.raw }];
      case 'symbol':
        return [{ text: value.text, span: value.span, argument: value.raw }];
      case 'array':
        return listed(value, call, depth);
      case 'hash':
        return [];
      default: {
        const name = rubyName(value.text);
        if (name !== undefined) return used(named(name, call, depth), value.raw);
        const strings = value.items.filter((item) => item.kind === 'string');
        if (/^(?:::)?File\.join\b/.test(value.text)) {
          return words(
            value.items.flatMap((item) => ('items' in item ? item.items : [])).at(-1),
            call,
            depth + 1,
          );
        }
        // The sides of `a || 'b'` and `x ? 'a' : 'b'`; a comparison has none.
        const chooses = /\|\||\?/.test(value.text) || !/[=!<>]=|=~/.test(value.text);
        const found = chooses ? strings.flatMap((item) => words(item, call, depth + 1)) : [];
        return found.length > 0 ? found : [unknown(value.raw)];
      }
    }
  };

  const script = (value: RubyValue | undefined, call: RubyCall): Script | undefined => {
    const variables = new Map<string, Word>();
    if (value?.kind !== 'string') {
      const name = value?.kind === 'other' ? rubyName(value.text) : undefined;
      const [only] = name === undefined ? [] : (values.get(name) ?? []);
      if (only?.value.kind === 'string') return script(only.value, only.call);
      const [word] = words(value, call, 0);
      return word && !isUnknown(word) ? { word, variables } : undefined;
    }
    for (const part of partsOf(text, value)) {
      if ('word' in part) continue;
      const [known] = named(part.name, call, 0);
      if (!known || isUnknown(known)) continue;
      variables.set(part.masked, known);
      via(part.span, known.span, false);
    }
    return { word: { ...wordOf(value), argument: value.raw }, variables };
  };

  return { words: (value, call) => words(value, call, 0), script };
}

function isUnknown(word: Word): boolean {
  return word.dynamic === true && word.pieces?.length === 0;
}

type StringPart =
  { readonly word: Word } | { readonly name: string; readonly masked: string; readonly span: Span };

/** A string in pieces: texts, and the expressions that are put between them. */
function partsOf(source: string, string: RubyString): StringPart[] {
  const whole = wordOf(string);
  const parts: StringPart[] = [];
  let at = 0;
  const cut = (to: number): void => {
    if (to > at) parts.push({ word: subWord(whole, at, to) });
    at = to;
  };
  for (const match of string.text.matchAll(/\$\{(\w*)\}/g)) {
    const start = sourceOffset(string.view, match.index);
    const end = sourceOffset(string.view, match.index + match[0].length - 1) + 1;
    // What is no expression of Ruby's is a variable of the text's own language.
    if (source[start] !== '#') continue;
    const name = rubyName(source.slice(start + 2, end - 1).trim());
    if (name === undefined) continue;
    cut(match.index);
    parts.push({ name, masked: match[1] ?? '', span: [start, end] });
    at = match.index + match[0].length;
  }
  cut(string.text.length);
  return parts;
}
