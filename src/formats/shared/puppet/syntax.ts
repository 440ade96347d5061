import type { Span } from '../../../core/types.js';
import { createCursor } from './cursor.js';
import { createExpressions } from './expressions.js';
import { lexPuppet } from './lexer.js';
import type { PuppetAttribute, PuppetBlock, PuppetBody, PuppetStatement, PuppetValue } from './model.js';

const BLOCKS = /^(?:class|define|node|plan|function|site|application)$/;
const BRANCHES = /^(?:if|elsif|unless|else|case)$/;
const ARROWS = /^(?:->|~>|<-|<~)$/;
const MAX_DEPTH = 100;

/**
 * Reads a manifest (https://www.puppet.com/docs/puppet/8/puppet_language) as its statements. Nothing is evaluated;
 * what is not understood is passed over, and what is not closed ends with the text. Linear.
 */
export function readPuppet(text: string): PuppetStatement[] {
  const cursor = createCursor(lexPuppet(text), text.length);
  let emitted: PuppetStatement[] = [];
  let depth = 0;

  const block = (): PuppetStatement[] => {
    cursor.at++;
    const outer = emitted;
    const body = depth < MAX_DEPTH ? statements(true) : [];
    emitted = outer;
    cursor.take('}');
    return body;
  };
  const { expression, parameters } = createExpressions(cursor, {
    block,
    emit: (statement) => {
      emitted.push(statement);
    },
  });

  const attributes = (): PuppetAttribute[] => {
    const found: PuppetAttribute[] = [];
    for (;;) {
      const name = cursor.peek();
      const arrow = cursor.isOp('=>', 1) || cursor.isOp('+>', 1);
      if (!name || !arrow || (name.kind === 'op' && name.text !== '*')) break;
      cursor.at += 2;
      const value = expression();
      if (value) found.push({ name: name.text, nameSpan: name.span, value, raw: cursor.since(name.span[0]) });
      if (!cursor.take(',')) break;
    }
    return found;
  };

  const bodies = (): PuppetBody[] => {
    const found: PuppetBody[] = [];
    while (cursor.peek() && !cursor.isOp('}')) {
      // Another resource begins where this one was not closed.
      if (cursor.isName(/./) && cursor.isOp('{', 1)) return found;
      const before = cursor.at;
      const from = cursor.start();
      const titles = expression();
      // A colon that is forgotten costs nothing.
      if (titles && (cursor.take(':') || cursor.isOp('=>', 1))) {
        const start = cursor.end();
        const own = attributes();
        cursor.take(';');
        found.push({ titles, attributes: own, start, span: cursor.since(from) });
      }
      // What is no attribute ends the bodies that can be told apart.
      if (cursor.at === before) cursor.at++;
    }
    cursor.take('}');
    return found;
  };

  const resource = (): PuppetStatement => {
    const start = cursor.start();
    while (cursor.take('@') || cursor.take('@@'));
    const type = cursor.peek();
    cursor.at += 2;
    const found = bodies();
    const span = cursor.since(start);
    return {
      kind: 'resource',
      type: type?.text ?? '',
      typeSpan: type?.span ?? span,
      bodies: found,
      span,
      chained: span,
    };
  };

  const blockStatement = (): PuppetBlock => {
    const start = cursor.start();
    const word = cursor.peek()?.text ?? '';
    cursor.at++;
    const named = cursor.peek();
    const name = named?.kind === 'name' || named?.kind === 'string' ? text.slice(...named.inner) : '';
    while (cursor.peek() && !cursor.isOp('{') && !cursor.isOp('(') && !cursor.isName(/^inherits$/))
      cursor.at++;
    const own = cursor.take('(') ? parameters(')') : [];
    const parent = cursor.isName(/^inherits$/) ? cursor.peek(1)?.text : undefined;
    while (cursor.peek() && !cursor.isOp('{')) cursor.at++;
    const body = cursor.isOp('{') ? block() : [];
    return {
      kind: 'block',
      word,
      name,
      parameters: own,
      body,
      ...(parent === undefined ? {} : { inherits: parent }),
      span: cursor.since(start),
    };
  };

  /** `if condition { … }`; the arms of a `case` are blocks in its own. */
  const branch = (): PuppetBlock => {
    const start = cursor.start();
    const word = cursor.peek()?.text ?? '';
    cursor.at++;
    if (word !== 'else') expression();
    while (cursor.peek() && !cursor.isOp('{') && !cursor.isOp('}')) cursor.at++;
    const body: PuppetStatement[] = [];
    if (word !== 'case') body.push(...(cursor.isOp('{') ? block() : []));
    else if (cursor.take('{')) {
      while (cursor.peek() && !cursor.take('}')) {
        const from = cursor.start();
        const before = cursor.at;
        while (expression() && cursor.take(','));
        if (cursor.take(':') && cursor.isOp('{')) {
          const arm = block();
          body.push({
            kind: 'block',
            word: 'arm',
            name: '',
            parameters: [],
            body: arm,
            span: cursor.since(from),
          });
        } else if (cursor.at === before) cursor.at++;
      }
    }
    return { kind: 'block', word, name: '', parameters: [], body, span: cursor.since(start) };
  };

  /** `include a, b`, in which the call has no brackets. */
  const bareCall = (): PuppetStatement => {
    const start = cursor.start();
    const name = cursor.peek()?.text ?? '';
    const args: PuppetValue[] = [];
    cursor.at++;
    do {
      const value = expression();
      if (value) args.push(value);
    } while (cursor.take(','));
    return { kind: 'call', name, args, parameters: [], body: [], span: cursor.since(start) };
  };

  const amendment = (value: PuppetValue, start: number): PuppetStatement | undefined => {
    const collects = cursor.take('<|') || cursor.take('<<|');
    const targets: PuppetValue[] = value.kind === 'reference' ? [...value.items] : [];
    if (collects) {
      while (cursor.peek() && !cursor.take('|>') && !cursor.take('|>>')) {
        const titled = cursor.isName(/^(?:title|name)$/) && cursor.isOp('==', 1);
        cursor.at += titled ? 2 : 1;
        const token = cursor.peek();
        if (!titled || token?.kind !== 'string') continue;
        const { parts, span: raw, inner } = token;
        targets.push({ kind: 'text', parts, raw, inner, quoted: true });
      }
    }
    if (!collects && !cursor.isOp('{')) return undefined;
    const opens = cursor.take('{');
    const from = cursor.end();
    const own = opens ? attributes() : [];
    if (opens) cursor.take('}');
    return {
      kind: collects ? 'collector' : value.kind === 'reference' ? 'override' : 'defaults',
      type: value.kind === 'reference' ? value.type : text.slice(...value.raw),
      targets,
      attributes: own,
      start: from,
      span: cursor.since(start),
    };
  };

  const other = (): PuppetStatement | undefined => {
    const start = cursor.start();
    const token = cursor.peek();
    const value = expression();
    if (!value) return undefined;
    const amends = token?.kind === 'type' && (value.kind === 'reference' || value.kind === 'text');
    const amended = amends ? amendment(value, start) : undefined;
    if (amended) return amended;
    const span = cursor.since(start);
    if (value.kind !== 'call') return { kind: 'expression', value, span, chained: span };
    return { kind: 'call', name: value.name, args: value.args, parameters: [], body: [], span };
  };

  const statement = (): PuppetStatement | undefined => {
    const token = cursor.peek();
    const next = cursor.peek(1);
    if (token?.kind === 'op' && token.text.startsWith('@')) return resource();
    if (token?.kind === 'variable' && cursor.isOp('=', 1)) {
      cursor.at += 2;
      const value = expression() ?? { kind: 'other', items: [], raw: token.span };
      return { kind: 'assignment', name: token.text, value, span: cursor.since(token.span[0]) };
    }
    if (token?.kind !== 'name') return other();
    if (cursor.isOp('{', 1) && !/^(?:else|case)$/.test(token.text)) return resource();
    if (BLOCKS.test(token.text)) return blockStatement();
    if (BRANCHES.test(token.text)) return branch();
    const sameLine = next !== undefined && !/[\r\n]/.test(text.slice(token.span[1], next.span[0]));
    const takes = next && (next.kind !== 'op' || next.text === '[');
    return sameLine && takes ? bareCall() : other();
  };

  const statements = (nested: boolean): PuppetStatement[] => {
    depth++;
    const found: PuppetStatement[] = [];
    let arrow: { readonly from: number } | undefined;
    while (cursor.peek()) {
      if (nested && cursor.isOp('}')) break;
      const before = cursor.at;
      const token = cursor.peek();
      if (token?.kind === 'op' && ARROWS.test(token.text)) {
        arrow = { from: found.at(-1)?.span[1] ?? token.span[0] };
        cursor.at++;
        continue;
      }
      emitted = [];
      const read = statement();
      for (const each of emitted) found.push(each);
      if (read) {
        if (arrow) chain(found.at(-1), read, arrow.from);
        found.push(read);
      }
      arrow = undefined;
      if (cursor.at === before) cursor.at++;
    }
    depth--;
    return found;
  };

  return statements(false);
}

/** Of two statements with an arrow between them each takes the arrow with it. */
function chain(before: PuppetStatement | undefined, after: PuppetStatement, from: number): void {
  const take = (statement: PuppetStatement | undefined, span: Span): void => {
    if (statement?.kind === 'resource' || statement?.kind === 'expression') {
      (statement as { chained: Span }).chained = span;
    }
  };
  if (before && 'chained' in before && before.chained === before.span)
    take(before, [before.span[0], after.span[0]]);
  take(after, [from, after.span[1]]);
}
