import { parseAllDocuments } from 'yaml';
import { withoutDeepLines } from '../../core/text/depth.js';
import { sourceSpan } from '../../core/text/view.js';
import type { Document, Sink, Span } from '../../core/types.js';
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
 * Reads a stream of YAML documents. Syntax errors go to the sink, if there is one, except in templates, whose `{{ }}` and
 * `{% %}` are masked first; scalars are read from the text as it stands all the same.
 * @param options.apart Parts that need not be read where the document tells what may matter.
 */
export function parseYaml(
  document: Pick<Document, 'text' | 'mayMatter' | 'changed'>,
  sink?: Pick<Sink, 'problem' | 'skip'>,
  options: { readonly template?: boolean; readonly apart?: Apart } = {},
): YamlDocument[] {
  const { text, mayMatter } = document;
  const template = options.template === true;
  const shallow = withoutDeepLines(text);
  for (const span of shallow?.lines ?? []) sink?.skip(span, 'too-deep');
  const readable = shallow?.text ?? text;
  const source: YamlSource = { text, masked: template ? maskTemplate(readable) : readable };
  const view = options.apart && mayMatter && withoutIdleParts(source, options.apart, document);
  const place = (span: Span): Span => (view ? sourceSpan(view, span) : span);
  let left = template ? 0 : MAX_PROBLEMS;
  const problem = (span: Span, message: string): void => {
    if (left-- > 0) sink?.problem(span, message);
  };
  try {
    // The parser takes a list behind a byte order mark for something else.
    const parsed = parseAllDocuments((view?.text ?? source.masked).replace(/^\uFEFF/, '\n'), {
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
  } catch (error) {
    // The parser recurses; what nests over many lines gets here.
    if (error instanceof RangeError) sink?.skip([0, text.length], 'too-deep');
    else problem([0, text.length], 'unreadable');
    return [];
  }
}

function within(text: string, [start, end]: readonly [number, number]): Span {
  const from = Math.min(start, text.length);
  return [from, Math.min(Math.max(end, from + 1), text.length)];
}
