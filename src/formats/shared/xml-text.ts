import { createViewBuilder } from '../../core/text/view.js';
import type { Span, View } from '../../core/types.js';

/** Text of an attribute or element with references and CDATA undone, and the way back to the source. */
export interface XmlText {
  readonly text: string;
  /** Without quotes and surrounding white space. */
  readonly span: Span;
  readonly view: View;
}

/** A stretch of character data, without markup. */
export interface XmlRun {
  readonly span: Span;
  readonly cdata: boolean;
}

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Joins stretches of a source without the white space around them, with character references undone. */
export function decodeXml(source: string, runs: readonly XmlRun[]): XmlText {
  const pieces = trim(source, runs);
  const builder = createViewBuilder(source);
  for (const { span, cdata } of pieces) {
    let [from] = span;
    if (!cdata) {
      const pattern = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,8}));/gi;
      for (const match of source.slice(...span).matchAll(pattern)) {
        const text = referenced(match);
        const start = span[0] + match.index;
        if (text === undefined) continue;
        builder.copy(from, start);
        builder.put(text, start);
        from = start + match[0].length;
      }
    }
    builder.copy(from, span[1]);
  }
  const view = builder.view();
  const start = pieces[0]?.span[0] ?? runs[0]?.span[0] ?? 0;
  return { text: view.text, view, span: [start, pieces.at(-1)?.span[1] ?? start] };
}

function referenced([, decimal, hex, name = '']: RegExpExecArray): string | undefined {
  if (decimal === undefined && hex === undefined) return REFERENCES[name.toLowerCase()];
  const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
  return code > 0x10ffff ? undefined : String.fromCodePoint(code);
}

function trim(source: string, runs: readonly XmlRun[]): XmlRun[] {
  const kept = runs.filter(({ span }) => source.slice(...span).trim() !== '');
  return kept.map(({ span, cdata }, index) => {
    const text = source.slice(...span);
    const lead = index === 0 ? text.length - text.trimStart().length : 0;
    const trail = index === kept.length - 1 ? text.length - text.trimEnd().length : 0;
    return { cdata, span: [span[0] + lead, span[1] - trail] };
  });
}
