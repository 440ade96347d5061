import type { Span } from '../../core/types.js';

/** A `key = value` line of a settings file, or one line of a value that goes on over several. */
export interface Setting {
  /** Name of the section above it; empty before the first. */
  readonly section: string;
  readonly key: string;
  readonly keySpan: Span;
  /** Without quotes around it and a comment behind it. */
  readonly value: string;
  readonly span: Span;
  /** The line without the white space around it. */
  readonly line: Span;
}

/** How a dialect writes its lines. */
export interface SettingSyntax {
  /** Characters between key and value; the first of them on a line counts. */
  readonly separators?: string;
  /** Characters that begin a comment on a line of its own. */
  readonly comments?: string;
  /** Indented lines go on with the value above them. */
  readonly folded?: boolean;
  /** `[section]` heads are read unless false. */
  readonly sections?: boolean;
}

/** Reads settings line by line; what is no setting is passed over. Linear. */
export function readSettings(text: string, syntax: SettingSyntax = {}): Setting[] {
  const { separators = '=', comments = '#', folded = false, sections = true } = syntax;
  const found: Setting[] = [];
  const separator = new RegExp(`[${separators}]`);
  let section = '';
  let last: Setting | undefined;
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const [whole] = match;
    const lead = /^[\s\uFEFF]*/.exec(whole)?.[0].length ?? 0;
    const start = match.index + lead;
    const content = whole.slice(lead).trimEnd();
    if (content === '' || comments.includes(content[0] ?? '')) continue;
    const line: Span = [start, start + content.length];
    if (folded && lead > 0 && last && !whole.startsWith('\uFEFF')) {
      found.push({ ...last, ...valueAt(content, start, 0), line });
      continue;
    }
    if (sections && content.startsWith('[')) {
      section = content.slice(1).replace(/\].*$/, '').trim();
      last = undefined;
      continue;
    }
    const at = content.search(separator);
    last = undefined;
    if (at < 1) continue;
    const raw = content.slice(0, at).trimEnd();
    const key = raw.replace(/^export[ \t]+/, '');
    const from = start + raw.length - key.length;
    last = { section, key, keySpan: [from, from + key.length], ...valueAt(content, start, at + 1), line };
    found.push(last);
  }
  return found;
}

function valueAt(content: string, start: number, at: number): { value: string; span: Span } {
  const lead = /^\s*/.exec(content.slice(at))?.[0].length ?? 0;
  const from = at + lead;
  const quote = content[from] ?? '';
  const close = quote === '"' || quote === "'" ? content.indexOf(quote, from + 1) : -1;
  if (close > from) return cut(content, start, from + 1, close);
  const comment = /(?:^|\s)[#;](?=\s|$)/.exec(content.slice(from))?.index ?? content.length - from;
  return cut(content, start, from, from + comment);
}

function cut(content: string, start: number, from: number, to: number): { value: string; span: Span } {
  const value = content.slice(from, to).trimEnd();
  return { value, span: [start + from, start + from + value.length] };
}
