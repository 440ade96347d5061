import { parseAllDocuments } from 'yaml';
import { sourceSpan } from '../../core/text/view.js';
import type { Document, Sink, Span } from '../../core/types.js';
import { TOO_DEEP, withoutDeepLines } from './depth.js';
import { buildDocument } from './yaml-build.js';
import type { YamlDocument, YamlSource } from './yaml-model.js';
import { withoutIdleParts } from './yaml-parts.js';
import type { Apart } from './yaml-parts.js';
import { maskTemplate } from './yaml-template.js';

export type {
  YamlDocument,
  YamlItem,
  YamlMap,
  YamlNode,
  YamlPair,
  YamlScalar,
  YamlSeq,
} from './yaml-model.js';
export { entries, get, items, lookup, pairOf, scalar, textAt, walkPairs } from './yaml-read.js';
export type { ScalarText } from './yaml-read.js';
export { isTemplate } from './yaml-template.js';
export { documentUnit, itemUnit, pairUnit } from './yaml-unit.js';

/** More of them say nothing new about a broken file. */
const MAX_PROBLEMS = 20;

/**
 * Reads a stream of YAML documents. Syntax errors go to the sink, except in templates, whose `{{ }}` and
 * `{% %}` are masked first; scalars are read from the text as it stands all the same.
 * @param options.apart Parts that need not be read where the document tells what may matter.
 */
export function parseYaml(
  document: Pick<Document, 'text' | 'mayMatter' | 'changed'>,
  sink: Pick<Sink, 'problem'>,
  options: { readonly template?: boolean; readonly apart?: Apart } = {},
): YamlDocument[] {
  const { text, mayMatter } = document;
  const template = options.template === true;
  const source: YamlSource = { text, masked: template ? maskTemplate(text) : text };
  const view = options.apart && mayMatter && withoutIdleParts(source, options.apart, document);
  const place = (span: Span): Span => (view ? sourceSpan(view, span) : span);
  let left = template ? 0 : MAX_PROBLEMS;
  const problem = (span: Span, message: string): void => {
    if (left-- > 0) sink.problem(span, message);
  };
  const read = (masked: string): YamlDocument[] => {
    // The parser takes a list behind a byte order mark for something else.
    const parsed = parseAllDocuments(masked.replace(/^\uFEFF/, '\n'), {
      schema: 'failsafe',
      keepSourceTokens: true,
      uniqueKeys: false,
      strict: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return [...parsed].map((each) => {
      for (const { pos, message } of each.errors) problem(within(text, place(pos)), message);
      return buildDocument(each, source, place, (span, name) => {
        problem(span, `no anchor ${name} before this alias`);
      });
    });
  };
  for (let masked = view?.text ?? source.masked; ;) {
    try {
      return read(masked);
    } catch (error) {
      // The parser recurses; only nesting that no person writes gets here.
      const deep = error instanceof RangeError;
      const shallow = deep ? withoutDeepLines(masked) : undefined;
      const lost = shallow?.lines ?? [[0, masked.length] as const];
      for (const span of lost) problem(place(span), deep ? TOO_DEEP : 'unreadable');
      if (!shallow) return [];
      masked = shallow.text;
    }
  }
}

function within(text: string, [start, end]: readonly [number, number]): Span {
  const from = Math.min(start, text.length);
  return [from, Math.min(Math.max(end, from + 1), text.length)];
}
