import type { Unit } from '../../core/types.js';
import type { Statement } from './powershell-syntax.js';

/** A statement as a unit; one that shares its line goes with the semicolon beside it. */
export function statementUnit(
  text: string,
  statements: readonly Statement[],
  index: number,
): Unit | undefined {
  const statement = statements[index];
  if (!statement) return undefined;
  const { span } = statement;
  const what = 'command';
  const next = statements[index + 1];
  const before = statements[index - 1];
  if (next && !/[\r\n]/.test(text.slice(span[1], next.span[0]))) {
    return { span, what, remove: [{ span: [span[0], next.span[0]], text: '' }] };
  }
  if (before && !/[\r\n]/.test(text.slice(before.span[1], span[0]))) {
    return { span, what, remove: [{ span: [before.span[1], span[1]], text: '' }] };
  }
  const tail = /^[ \t]*;/.exec(text.slice(span[1], span[1] + 16))?.[0].length ?? 0;
  return { span: [span[0], span[1] + tail], what };
}
