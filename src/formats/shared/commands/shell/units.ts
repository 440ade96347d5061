import type { AndOr, Statement } from 'unbash';
import type { Span, Unit } from '../../../../core/types.js';
import { siblingsIn } from '../../siblings.js';

/**
 * A statement of a list as a unit, among the others where the list must not be left empty. One that shares its line goes with the separator beside it; the only one of
 * a body leaves the command that does nothing, because the shell wants one there.
 */
export function statementUnit(
  text: string,
  statements: readonly Statement[],
  index: number,
  inBody: boolean,
  heredocEnd: number,
): Unit | undefined {
  const unit = unitOf(text, statements, index, inBody, heredocEnd);
  return unit && inBody ? { ...unit, among: siblingsIn(statements, statements.length) } : unit;
}

function unitOf(
  text: string,
  statements: readonly Statement[],
  index: number,
  inBody: boolean,
  heredocEnd: number,
): Unit | undefined {
  const statement = statements[index];
  if (!statement) return undefined;
  const end = Math.max(statement.end, heredocEnd);
  const span: Span = [statement.pos, end];
  const what = 'command';
  if (inBody && statements.length === 1) return { span, what, remove: [{ span, text: ':' }] };
  const next = statements[index + 1];
  const before = statements[index - 1];
  const sharesNext = next !== undefined && !/[\r\n]/.test(text.slice(statement.end, next.pos));
  const sharesBefore = before !== undefined && !/[\r\n]/.test(text.slice(before.end, statement.pos));
  if (heredocEnd > statement.end) return sharesNext || sharesBefore ? undefined : { span, what };
  if (sharesNext) return { span, what, remove: [{ span: [statement.pos, next.pos], text: '' }] };
  if (sharesBefore) return { span, what, remove: [{ span: [before.end, statement.end], text: '' }] };
  const tail = /^[ \t]*;(?!;)/.exec(text.slice(statement.end, statement.end + 16))?.[0].length ?? 0;
  return tail > 0 ? { span: [statement.pos, statement.end + tail], what } : { span, what };
}

/**
 * The commands of `a && b || c` as units, each with the fallbacks behind it, which have no sense without it.
 * Undefined where nothing of weight would be left, so that the whole list is the unit.
 */
export function andOrUnits(
  { commands, operators }: AndOr,
  isTest: (index: number) => boolean,
): (Unit | undefined)[] {
  const weight = (first: number, last: number): number => {
    let sum = 0;
    for (let index = first; index <= last; index++) if (!isTest(index)) sum++;
    return sum;
  };
  const groups: (readonly [first: number, last: number])[] = [];
  for (let first = 0; first < commands.length;) {
    let last = first;
    while (operators[last] === '||' && last + 1 < commands.length) last++;
    groups.push([first, last]);
    first = last + 1;
  }
  const whole = weight(0, commands.length - 1);
  const among = siblingsIn(commands, groups.filter((group) => weight(...group) > 0).length);
  return groups.flatMap(([first, last]) => {
    const unit = whole > weight(first, last) ? groupUnit(commands, first, last) : undefined;
    return commands.slice(first, last + 1).map(() => unit && { ...unit, among });
  });
}

function groupUnit(commands: AndOr['commands'], first: number, last: number): Unit | undefined {
  const head = commands[first];
  const tail = commands[last];
  if (!head || !tail) return undefined;
  const after = commands[last + 1];
  const before = commands[first - 1];
  const cut: Span = after && first === 0 ? [head.pos, after.pos] : [before?.end ?? head.pos, tail.end];
  return { span: [head.pos, tail.end], what: 'command', remove: [{ span: cut, text: '' }] };
}
