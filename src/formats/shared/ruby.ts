import { createRubyValues } from './ruby-values.js';
import type { RubyArguments, RubyCursor } from './ruby-values.js';
import { lexRuby } from './ruby-lexer.js';
import type { RubyToken } from './ruby-lexer.js';
import type { RubyCall, RubyPair, RubyString, RubyValue } from './ruby-model.js';

export type {
  RubyArray,
  RubyCall,
  RubyHash,
  RubyOther,
  RubyPair,
  RubyString,
  RubySymbol,
  RubyValue,
} from './ruby-model.js';

const OPENERS = /^(?:if|unless|while|until|case|for|begin|def|class|module)$/;
const MIDDLES = /^(?:else|elsif|when|in|rescue|ensure|then)$/;
const MODIFIERS = /^(?:if|unless|while|until|rescue)$/;
const JOINTS = /^(?:&&|\|\||and|or|!|not|;|\?|:)$/;
const ASSIGNMENTS = /^(?:=|\|\|=|&&=|\+=|<<)$/;
const MAX_BLOCKS = 200;

type Draft = { -readonly [Key in keyof RubyCall]: RubyCall[Key] } & { body: Draft[] };

interface Frame {
  readonly calls: Draft[];
  readonly owner?: Draft;
  readonly parent?: Draft;
  readonly close: '' | 'end' | '}';
}

/**
 * Reads Ruby code, as Gemfiles, Podfiles, Vagrantfiles, recipes and formulae are written in, as the calls that it
 * makes, each with the calls of its block. Nothing is evaluated. What is not understood is passed over; blocks
 * that are not closed end with the text. Linear.
 */
export function readRuby(text: string): RubyCall[] {
  const tokens = lexRuby(text);
  const cursor: RubyCursor = { text, tokens, at: 0 };
  const { readList, readOperand } = createRubyValues(cursor);
  const root: Draft[] = [];
  const frames: Frame[] = [{ calls: root, close: '' }];
  /** The tokens of the statement that were looked at for its end. */
  let looked = 0;
  let end = 0;

  const peek = (ahead = 0): RubyToken | undefined => tokens[cursor.at + ahead];
  const isOp = (token: RubyToken | undefined, op: string): boolean =>
    token?.kind === 'op' && token.text === op;
  const isWord = (token: RubyToken | undefined, pattern: RegExp): boolean =>
    token?.kind === 'word' && pattern.test(token.text);
  const lastEnd = (): number => {
    for (; looked < cursor.at; looked++) {
      const token = tokens[looked];
      if (token && token.kind !== 'newline') end = Math.max(end, token.end);
    }
    return end;
  };

  const add = (call: Pick<Draft, 'name' | 'method' | 'nameSpan'> & Partial<Draft>): Draft => {
    const frame = frames.at(-1);
    const draft: Draft = {
      args: [],
      options: [],
      params: [],
      body: [],
      span: call.nameSpan,
      ...(frame?.parent ? { parent: frame.parent } : {}),
      ...call,
    };
    frame?.calls.push(draft);
    return draft;
  };
  const open = (owner: Draft, close: 'end' | '}'): void => {
    // Deeper blocks than a person writes are read as if their calls stood in the one around them.
    const around = frames.at(-1);
    if (around && frames.length > MAX_BLOCKS) frames.push({ ...around, owner, close });
    else frames.push({ calls: owner.body, owner, parent: owner, close });
  };
  const shut = (close: 'end' | '}', end: number): void => {
    if (frames.at(-1)?.close !== close) return;
    const owner = frames.pop()?.owner;
    if (owner) owner.span = [owner.span[0], end];
  };

  /** `do |a, b|` or `{ |a, b|`; false where no block follows. */
  const readBlock = (call: Draft): boolean => {
    const token = peek();
    const brace = isOp(token, '{');
    if (!brace && !isWord(token, /^do$/)) return false;
    cursor.at++;
    if (isOp(peek(), '|')) {
      const params: string[] = [];
      for (cursor.at++; peek() && !isOp(peek(), '|') && peek()?.kind !== 'newline'; cursor.at++) {
        if (peek()?.kind === 'word') params.push(peek()?.text ?? '');
      }
      if (isOp(peek(), '|')) cursor.at++;
      call.params = params;
    }
    open(call, brace ? '}' : 'end');
    return true;
  };

  const readCondition = (call: Draft | undefined): void => {
    const token = peek();
    if (!isWord(token, MODIFIERS) || !token) return;
    cursor.at++;
    const { args } = readList();
    if (!call) return;
    call.condition = { word: token.text, items: args, raw: [token.span[0], lastEnd()] };
    call.span = [call.span[0], lastEnd()];
  };

  const readOpener = (token: RubyToken): void => {
    cursor.at++;
    const { args, options } = token.text === 'begin' ? { args: [], options: [] } : readList();
    if (token.text === 'def' && isEndless(args[0])) return;
    const owner = add({ name: token.text, method: token.text, nameSpan: token.span, args, options });
    if (isWord(peek(), /^(?:do|then)$/)) cursor.at++;
    open(owner, 'end');
  };

  /** The words of a chain with its literal indexes; ends before arguments, operators and blocks. */
  const readChain = (path: string[]): RubyToken | undefined => {
    let last: RubyToken | undefined;
    for (let token = peek(); token; token = peek()) {
      const previous = tokens[cursor.at - 1];
      const dot = token.kind === 'op' && /^(?:\.|&\.|::)$/.test(token.text);
      const next = peek(1);
      if (token.kind === 'word' && (last === undefined || dot)) {
        path.push(token.text);
        last = token;
        cursor.at++;
      } else if (last && dot && (next?.kind === 'word' || next?.kind === 'label')) {
        path.push(next.text);
        last = next;
        cursor.at += 2;
      } else if (last && isOp(token, '[') && previous?.end === token.span[0]) {
        const { items } = readOperand() as { items?: readonly RubyValue[] };
        const [index] = items ?? [];
        if (index?.kind === 'string' || index?.kind === 'symbol') path.push(index.text);
      } else if (last && token.kind === 'newline' && isOp(next, '.')) {
        cursor.at++;
      } else break;
    }
    return last;
  };

  const finish = (call: Draft): boolean => {
    call.span = [call.span[0], Math.max(call.span[1], lastEnd())];
    return readBlock(call);
  };

  const readExpression = (): void => {
    const first = peek();
    if (!first) return;
    const path: string[] = [];
    const receiver = first.kind === 'word' ? undefined : readOperand();
    if (receiver && isOp(peek(), '.')) cursor.at++;
    let call: Draft | undefined;
    for (let name = readChain(path); name; name = readChain(path)) {
      const token = peek();
      const base = {
        name: path.join('.'),
        method: name.text,
        nameSpan: [first.span[0], Math.max(first.span[1], name.span[1])] as const,
        ...(receiver && !call ? { receiver } : {}),
      };
      const direct = isOp(token, '(') && tokens[cursor.at - 1]?.end === token?.span[0];
      if (direct) {
        cursor.at++;
        call = add({ ...base, ...readList(')') });
        if (isOp(peek(), ')')) cursor.at++;
        if (finish(call)) return;
        while (peek()?.kind === 'newline' && isOp(peek(1), '.')) cursor.at++;
        if (!isOp(peek(), '.') && !isOp(peek(), '&.')) break;
        cursor.at++;
        continue;
      }
      if (token?.kind === 'op' && ASSIGNMENTS.test(token.text)) {
        cursor.at++;
        while (peek()?.kind === 'newline') cursor.at++;
        const value: RubyArguments = isWord(peek(), OPENERS) ? { args: [], options: [] } : readList();
        call = add({ ...base, operator: token.text, ...value });
      } else if (isOp(token, '{')) {
        call = add(base);
      } else call = add({ ...base, ...readList() });
      if (finish(call)) return;
      break;
    }
    readCondition(call);
  };

  while (cursor.at < tokens.length) {
    const token = peek();
    if (!token) break;
    const before = cursor.at;
    looked = before;
    end = 0;
    if (token.kind === 'newline' || (token.kind === 'op' && JOINTS.test(token.text))) cursor.at++;
    else if (isOp(token, '}')) {
      cursor.at++;
      shut('}', token.end);
    } else if (isWord(token, /^end$/)) {
      cursor.at++;
      while (frames.at(-1)?.close === '}') shut('}', token.span[0]);
      shut('end', token.end);
    } else if (isWord(token, MIDDLES)) {
      cursor.at++;
      if (!/^(?:else|ensure|then)$/.test(token.text)) readList();
    } else if (isWord(token, /^(?:and|or|not|do)$/)) cursor.at++;
    else if (isWord(token, OPENERS)) readOpener(token);
    else if (token.kind === 'op' && !/^[[{(]$/.test(token.text)) cursor.at++;
    else readExpression();
    if (cursor.at === before) cursor.at++;
  }
  for (const { owner } of frames) if (owner) owner.span = [owner.span[0], text.trimEnd().length];
  return root;
}

/** `def name = value`, which has no `end`. */
function isEndless(header: RubyValue | undefined): boolean {
  return header?.kind === 'other' && /^[\w.]+[?!]?(?:\([^()]*\))? *= /.test(header.text);
}

/** All calls, those of blocks with them, in the order of the text. */
export function allRubyCalls(calls: readonly RubyCall[]): RubyCall[] {
  const found: RubyCall[] = [];
  const queue = [...calls].reverse();
  for (let call = queue.pop(); call; call = queue.pop()) {
    found.push(call);
    for (let index = call.body.length - 1; index >= 0; index--) {
      const inner = call.body[index];
      if (inner) queue.push(inner);
    }
  }
  return found;
}

/** The constructs around a call, the innermost first. */
export function rubyParents(call: RubyCall): RubyCall[] {
  const found: RubyCall[] = [];
  for (let parent = call.parent; parent; parent = parent.parent) found.push(parent);
  return found;
}

/** The string of a value, or undefined for anything else; a symbol is none. */
export function rubyString(value: RubyValue | undefined): RubyString | undefined {
  return value?.kind === 'string' ? value : undefined;
}

/** The strings of a value: itself, or the items of an array, of either kind of literal. */
export function rubyStrings(value: RubyValue | undefined): RubyString[] {
  if (value?.kind === 'string') return [value];
  if (value?.kind === 'array' || value?.kind === 'other') return value.items.flatMap(rubyStrings);
  return [];
}

/** The option of a name, `name:` or `:name =>`, in a call or a hash. */
export function rubyOption(pairs: readonly RubyPair[], name: string): RubyPair | undefined {
  return pairs.find(({ key }) => key === name);
}
