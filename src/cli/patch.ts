import { diffArrays } from 'diff';
import { maskSecrets } from '../core/secrets.js';

/** A change of a file as a unified diff. */
export interface Patch {
  /** As it may be printed; each line is a comment, which patching ignores, where `flaw` is given. */
  readonly text: string;
  /** Why the diff cannot be applied. */
  readonly flaw?: string;
}

/** Lines around a change that are shown with it. */
const CONTEXT = 3;

/** Lines, counted from 0 and half-open, that others take the place of. */
interface Change {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Changes with the lines around them, in the old text. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly changes: readonly Change[];
}

/**
 * The unified diff of two texts of a file (https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html).
 * A line that holds a secret is never printed: it is left out around a change, down to the one line that `git apply`
 * needs behind it, and where that is not enough the diff is only there to be read.
 * @param name As the headers have it, without the `a/` and `b/`.
 * @param wide True if the file's bytes are not those of the text, as in UTF-16.
 */
export function patchOf(name: string, before: string, after: string, wide: boolean): Patch {
  const old = { lines: linesOf(before), masked: linesOf(maskSecrets(before)) };
  const fresh = { lines: linesOf(after), masked: linesOf(maskSecrets(after)) };
  const changes = changesOf(old.lines, fresh.lines);
  const isSecret = (at: number): boolean => old.lines[at] !== old.masked[at];
  const write = (hunks: readonly Hunk[]): string =>
    [
      `--- ${headerOf(`a/${name}`)}\n`,
      `+++ ${headerOf(`b/${name}`)}\n`,
      ...hunks.map((hunk) => writeHunk(hunk, old.masked, fresh.masked)),
    ].join('');
  const flaw = wide ? 'it is in UTF-16' : flawOf(changes, old, fresh);
  if (flaw !== undefined)
    return { text: commented(write(hunksOf(changes, old.lines.length, () => false))), flaw };
  return { text: write(hunksOf(changes, old.lines.length, isSecret)) };
}

interface Side {
  readonly lines: readonly string[];
  readonly masked: readonly string[];
}

function flawOf(changes: readonly Change[], old: Side, fresh: Side): string | undefined {
  const holds = ({ lines, masked }: Side, from: number, to: number): boolean =>
    lines.slice(from, to).some((line, index) => line !== masked[from + index]);
  if (changes.some(({ from, to, newFrom, newTo }) => holds(old, from, to) || holds(fresh, newFrom, newTo)))
    return 'a changed line holds a secret, which is not printed';
  if (changes.some(({ to }) => holds(old, to, to + 1)))
    return 'the line behind a change holds a secret, which is not printed';
  return undefined;
}

/** Lines with their line feeds; whatever else ends a line is part of it. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function changesOf(before: readonly string[], after: readonly string[]): Change[] {
  const changes: Change[] = [];
  let from = 0;
  let newFrom = 0;
  let open: Change | undefined;
  for (const { added, removed, count } of diffArrays([...before], [...after])) {
    const to = from + (added ? 0 : count);
    const newTo = newFrom + (removed ? 0 : count);
    if (added || removed) open = open ? { ...open, to, newTo } : { from, to, newFrom, newTo };
    else if (open) {
      changes.push(open);
      open = undefined;
    }
    from = to;
    newFrom = newTo;
  }
  return open ? [...changes, open] : changes;
}

/** Changes whose surroundings touch are one hunk. */
function hunksOf(changes: readonly Change[], count: number, isSecret: (at: number) => boolean): Hunk[] {
  const hunks: Hunk[] = [];
  for (const change of changes) {
    let start = change.from;
    while (start > 0 && change.from - start < CONTEXT && !isSecret(start - 1)) start--;
    let end = change.to;
    while (end < count && end - change.to < CONTEXT && !isSecret(end)) end++;
    const last = hunks.at(-1);
    if (last && start <= last.end)
      hunks[hunks.length - 1] = { start: last.start, end, changes: [...last.changes, change] };
    else hunks.push({ start, end, changes: [change] });
  }
  return hunks;
}

function writeHunk({ start, end, changes }: Hunk, old: readonly string[], fresh: readonly string[]): string {
  const written: string[] = [];
  const put = (sign: string, lines: readonly string[]): void => {
    for (const line of lines)
      written.push(line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`);
  };
  let at = start;
  for (const { from, to, newFrom, newTo } of changes) {
    put(' ', old.slice(at, from));
    put('-', old.slice(from, to));
    put('+', fresh.slice(newFrom, newTo));
    at = to;
  }
  put(' ', old.slice(at, end));
  const first = changes[0];
  const last = changes.at(-1);
  const newStart = (first?.newFrom ?? 0) - ((first?.from ?? 0) - start);
  const newEnd = (last?.newTo ?? 0) + (end - (last?.to ?? 0));
  return `@@ -${rangeOf(start, end)} +${rangeOf(newStart, newEnd)} @@\n${written.join('')}`;
}

/** An empty range stands behind the line before it. */
function rangeOf(start: number, end: number): string {
  const count = end - start;
  const line = count === 0 ? start : start + 1;
  return count === 1 ? String(line) : `${line},${count}`;
}

/** A tab ends a name that has spaces in it, and quotes hold one with special characters, as Git writes them. */
function headerOf(name: string): string {
  if (/[\0-\x1F"\\\x7F]/.test(name)) return JSON.stringify(name);
  return name.includes(' ') ? `${name}\t` : name;
}

function commented(text: string): string {
  return text.replace(/^/gm, '# ').replace(/# $/, '');
}
