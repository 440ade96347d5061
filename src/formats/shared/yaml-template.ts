/** A construct of a template language in a text; `line` if its lines hold nothing but such constructs. */
interface Construct {
  readonly start: number;
  readonly end: number;
}

const OPEN = /\{[{%#]/g;
const CLOSE: Readonly<Record<string, string>> = { '{{': '}}', '{%': '%}', '{#': '#}' };

/**
 * Masks Go template and Jinja constructs so that a YAML parser can read the rest: those that fill their lines
 * become blanks, the others a word. Every character keeps its place and every line its break.
 */
export function maskTemplate(text: string): string {
  const constructs = findConstructs(text);
  if (constructs.length === 0) return text;
  let masked = '';
  let at = 0;
  for (let index = 0; index < constructs.length;) {
    const count = lineGroup(text, constructs, index);
    const filler = count > 0 ? ' ' : 'x';
    for (const { start, end } of constructs.slice(index, index + Math.max(1, count))) {
      masked += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, filler);
      at = end;
    }
    index += Math.max(1, count);
  }
  return masked + text.slice(at);
}

/** True if the text holds a construct of Go templates or Jinja. */
export function isTemplate(text: string): boolean {
  return /\{\{|\{%/.test(text);
}

function findConstructs(text: string): Construct[] {
  const found: Construct[] = [];
  const closes = new Map<string, number>();
  const closeAfter = (close: string, from: number): number => {
    const known = closes.get(close);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const next = text.indexOf(close, from);
    closes.set(close, next);
    return next;
  };
  let at = 0;
  let open: RegExpExecArray | null;
  const pattern = new RegExp(OPEN);
  while ((open = pattern.exec(text))) {
    const start = open.index;
    if (start < at) continue;
    const comment = /^\{\{-?[ \t]?\/\*/.test(text.slice(start, start + 8));
    const inner = comment ? closeAfter('*/', start) : start;
    const close = inner < 0 ? -1 : closeAfter(CLOSE[open[0]] ?? '}}', inner + 2);
    if (close < 0) continue;
    const next = text.indexOf(open[0], start + 2);
    if (!comment && next >= 0 && next < close) continue;
    at = close + 2;
    pattern.lastIndex = at;
    found.push({ start, end: at });
  }
  return found;
}

/** How many constructs from `index` on fill whole lines together; 0 if other text stands beside them. */
function lineGroup(text: string, constructs: readonly Construct[], index: number): number {
  const first = constructs[index];
  if (!first) return 0;
  let before = first.start;
  while (before > 0 && isBlank(text[before - 1])) before--;
  if (before > 0 && !isBreak(text[before - 1])) return 0;
  for (let count = 1; ; count++) {
    const last = constructs[index + count - 1];
    let after = last?.end ?? text.length;
    while (after < text.length && isBlank(text[after])) after++;
    if (after >= text.length || isBreak(text[after])) return count;
    if (constructs[index + count]?.start !== after) return 0;
  }
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\uFEFF';
}

function isBreak(char: string | undefined): boolean {
  return char === '\n' || char === '\r';
}
