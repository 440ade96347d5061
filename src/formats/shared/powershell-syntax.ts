import type { Span } from '../../core/types.js';
import { tokenise } from './powershell-lexer.js';
import type { Part } from './powershell-lexer.js';

/** A word, a sign between words, or brackets with statements in them. */
export type Node =
  | { readonly kind: 'word'; readonly parts: readonly Part[]; readonly span: Span; readonly quoted: boolean }
  | { readonly kind: 'mark'; readonly text: string; readonly span: Span }
  | {
      readonly kind: 'group';
      readonly open: string;
      readonly body: readonly Statement[];
      readonly span: Span;
    };

/** Brackets and what is in them. */
export type Group = Extract<Node, { kind: 'group' }>;

/** The commands of a pipeline, each as its nodes. */
export interface Statement {
  readonly pipeline: readonly (readonly Node[])[];
  readonly span: Span;
}

interface Frame {
  readonly open: string;
  readonly start: number;
  readonly statements: Statement[];
  pipeline: Node[][];
}

/**
 * Statements by brackets, pipes and line ends; unknown syntax stays as words. A bracket that closes nothing is
 * left out, one that is not closed ends with what is around it.
 */
export function readStatements(text: string): Statement[] {
  const root: Frame = { open: '', start: 0, statements: [], pipeline: [[]] };
  const stack: Frame[] = [root];
  const counts: Record<string, number> = { ')': 0, '}': 0 };
  const closerOf = (open: string): string => (open.endsWith('(') ? ')' : '}');
  const top = (): Frame => stack[stack.length - 1] ?? root;
  const push = (node: Node): void => {
    top().pipeline[top().pipeline.length - 1]?.push(node);
  };
  const pop = (end: number): void => {
    const frame = stack.pop();
    if (!frame) return;
    finish(frame);
    const closer = closerOf(frame.open);
    counts[closer] = (counts[closer] ?? 0) - 1;
    push({ kind: 'group', open: frame.open, body: frame.statements, span: [frame.start, end] });
  };
  const tokens = tokenise(text);
  tokens.forEach((token, index) => {
    if (token.kind === 'open') {
      const closer = closerOf(token.text);
      counts[closer] = (counts[closer] ?? 0) + 1;
      stack.push({ open: token.text, start: token.span[0], statements: [], pipeline: [[]] });
    } else if (token.kind === 'close') {
      if ((counts[token.text] ?? 0) === 0) return;
      while (stack.length > 1 && closerOf(top().open) !== token.text) pop(token.span[0]);
      if (stack.length > 1) pop(token.span[1]);
    } else if (token.kind === 'word') push(token);
    else if (token.text === '|') top().pipeline.push([]);
    else if (token.text === '\n') {
      const next = tokens[index + 1];
      const goesOn = next?.kind === 'mark' && next.text === '|';
      if (!goesOn && !isOpenEnded(top())) finish(top());
    } else if (/^(?:;|&&|\|\|)$/.test(token.text)) finish(top());
    else push(token);
  });
  while (stack.length > 1) pop(text.length);
  finish(root);
  return root.statements;
}

/** True if the line ends with a sign that asks for more. */
function isOpenEnded({ pipeline }: Frame): boolean {
  const last = pipeline[pipeline.length - 1] ?? [];
  const node = last[last.length - 1];
  if (!node) return pipeline.length > 1;
  return node.kind === 'mark' && node.text !== '&';
}

function finish(frame: Frame): void {
  const pipeline = frame.pipeline.filter((nodes) => nodes.length > 0);
  frame.pipeline = [[]];
  const first = pipeline[0]?.[0];
  const lastNodes = pipeline[pipeline.length - 1];
  const last = lastNodes?.[lastNodes.length - 1];
  if (first && last) frame.statements.push({ pipeline, span: [first.span[0], last.span[1]] });
}
