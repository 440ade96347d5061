import { wholeLines } from '../../core/text/edits.js';
import type { Sink, Span, Unit } from '../../core/types.js';
import { decodeXml } from './xml-text.js';
import type { XmlRun, XmlText } from './xml-text.js';
import { isTemplate } from './yaml-template.js';

export type { XmlText } from './xml-text.js';

/** An attribute of a start tag. */
export interface XmlAttribute extends XmlText {
  /** Without its prefix. */
  readonly name: string;
  /** Empty where it has none. */
  readonly prefix: string;
  readonly nameSpan: Span;
  /** From the name to the closing quote. */
  readonly whole: Span;
}

/** An element, whole or cut short. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly parent: XmlElement | undefined;
  readonly children: readonly XmlElement[];
  readonly runs: readonly XmlRun[];
  /** The start tag. */
  readonly tag: Span;
  /** From the start tag to the end tag. */
  readonly span: Span;
  /** Between the tags; empty at the end of an empty-element tag. */
  readonly content: Span;
}

/** What a text holds of elements. */
export interface XmlDocument {
  readonly text: string;
  readonly root: XmlElement | undefined;
  /** Every element in the order of the document, so that no reader has to recurse. */
  readonly elements: readonly XmlElement[];
}

type Building = { -readonly [K in keyof XmlElement]: XmlElement[K] } & {
  readonly children: XmlElement[];
  readonly runs: XmlRun[];
  readonly key: string;
};

const NAME = /[\p{L}_:][\p{L}\p{N}_:.\u00B7-]*/uy;
const SPACE = /[\s/]*/y;
const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
const MAX_PROBLEMS = 20;

/**
 * Reads XML (https://www.w3.org/TR/xml/) as far as it can be read: a tag that is not closed ends with the text
 * or with its parent, an end tag without a start is passed over. Mistakes become problems, except in templates.
 * Namespaces count for nothing: names are compared without their prefix. Linear, whatever the nesting.
 */
export function parseXml(text: string, sink: Pick<Sink, 'problem'>): XmlDocument {
  const elements: Building[] = [];
  const open: Building[] = [];
  const openCount = new Map<string, number>();
  let left = isTemplate(text) ? 0 : MAX_PROBLEMS;
  const problem = (span: Span, message: string): void => {
    if (left-- > 0) sink.problem(span, message);
  };
  const close = (end: number, contentEnd: number): void => {
    const element = open.pop();
    if (!element) return;
    openCount.set(element.key, (openCount.get(element.key) ?? 1) - 1);
    element.content = [element.tag[1], Math.max(contentEnd, element.tag[1])];
    element.span = [element.tag[0], Math.max(end, element.tag[1])];
  };
  const run = (start: number, end: number, cdata = false): void => {
    if (start < end) open.at(-1)?.runs.push({ span: [start, end], cdata });
  };

  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    if (next < 0) break;
    run(at, next);
    const end = skipMarkup(text, next);
    if (end !== undefined) {
      const closed = end <= text.length ? end - CDATA_END.length : text.length;
      if (text.startsWith(CDATA, next)) run(next + CDATA.length, closed, true);
      if (end > text.length) problem([next, text.length], 'markup is not closed');
      at = Math.min(end, text.length);
      continue;
    }
    const closing = text[next + 1] === '/';
    const name = nameAt(text, next + (closing ? 2 : 1));
    if (name === '') {
      run(next, next + 1);
      at = next + 1;
    } else if (closing) {
      const stop = text.indexOf('>', next);
      at = stop < 0 ? text.length : stop + 1;
      if ((openCount.get(name) ?? 0) === 0) {
        problem([next, at], `no <${name}> to close`);
        continue;
      }
      for (let top = open.at(-1); top && top.key !== name; top = open.at(-1)) {
        problem(top.tag, `<${top.key}> is not closed`);
        close(next, next);
      }
      close(at, next);
    } else {
      const tag = readTag(text, next, name, problem);
      const parent = open.at(-1);
      const element: Building = {
        key: name,
        name: localName(name),
        attributes: tag.attributes,
        parent,
        children: [],
        runs: [],
        tag: [next, tag.end],
        span: [next, tag.end],
        content: [tag.end, tag.end],
      };
      parent?.children.push(element);
      elements.push(element);
      at = tag.end;
      if (tag.empty) continue;
      open.push(element);
      openCount.set(name, (openCount.get(name) ?? 0) + 1);
    }
  }
  run(at, text.length);
  for (let top = open.at(-1); top; top = open.at(-1)) {
    problem(top.tag, `<${top.key}> is not closed`);
    close(text.length, text.length);
  }
  return { text, root: elements[0], elements };
}

/** End of a comment, CDATA section, processing instruction or declaration; past the text if it is not closed. */
function skipMarkup(text: string, start: number): number | undefined {
  const mark = /^<(?:!--|!\[CDATA\[|!|\?|%)/.exec(text.slice(start, start + 9))?.[0];
  if (mark === undefined) return undefined;
  const closers: Record<string, string> = { '<!--': '-->', [CDATA]: CDATA_END, '<?': '?>', '<%': '%>' };
  const bracket = mark === '<!' ? /[[>]/.exec(text.slice(start, start + 1024))?.[0] : undefined;
  const closer = bracket === '[' ? ']>' : (closers[mark] ?? '>');
  const end = text.indexOf(closer, start + mark.length);
  return end < 0 ? text.length + 1 : end + closer.length;
}

function nameAt(text: string, at: number): string {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0] ?? '';
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

interface Tag {
  readonly attributes: readonly XmlAttribute[];
  readonly end: number;
  readonly empty: boolean;
}

function readTag(
  text: string,
  start: number,
  tagName: string,
  problem: (span: Span, message: string) => void,
): Tag {
  const attributes: XmlAttribute[] = [];
  let at = start + 1 + tagName.length;
  for (;;) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    if (text[at] === '>') return { attributes, end: at + 1, empty: text[at - 1] === '/' };
    if (at >= text.length || text[at] === '<') {
      problem([start, at], `the tag <${tagName}> is not finished`);
      return { attributes, end: at, empty: false };
    }
    const name = nameAt(text, at);
    const equals =
      name === '' ? undefined : /^\s*=\s*/.exec(text.slice(at + name.length, at + name.length + 64));
    if (!equals) {
      if (name === '') problem([at, at + 1], 'a name is expected');
      at += Math.max(1, name.length);
      continue;
    }
    const from = at + name.length + equals[0].length;
    const { value, end, closed } = valueAt(text, from);
    if (!closed) problem([from, end], `the value of ${name} is not closed`);
    attributes.push({
      name: localName(name),
      prefix: name.slice(0, Math.max(0, name.lastIndexOf(':'))),
      nameSpan: [at, at + name.length],
      whole: [at, end],
      ...decodeXml(text, [{ span: value, cdata: false }]),
    });
    at = end;
  }
}

/** A value in quotes. Without its closing quote, if a tag begins the line before that, it ends at white space. */
function valueAt(text: string, at: number): { value: Span; end: number; closed: boolean } {
  const quote = text[at];
  if (quote === '"' || quote === "'") {
    const pattern = quote === '"' ? /(?:[^"\r\n]|[\r\n](?![ \t]*<))*"/y : /(?:[^'\r\n]|[\r\n](?![ \t]*<))*'/y;
    pattern.lastIndex = at + 1;
    const length = pattern.exec(text)?.[0].length;
    if (length !== undefined) return { value: [at + 1, at + length], end: at + 1 + length, closed: true };
  }
  const from = quote === '"' || quote === "'" ? at + 1 : at;
  const stop = /[\s<>]/g;
  stop.lastIndex = from;
  const end = stop.exec(text)?.index ?? text.length;
  return { value: [from, end], end, closed: false };
}

/** The text of an element without that of its children; its span is empty where there is none. */
export function textOf({ text }: XmlDocument, element: XmlElement): XmlText {
  const found = decodeXml(text, element.runs);
  return element.runs.length > 0 ? found : { ...found, span: [element.content[0], element.content[0]] };
}

/** The attribute of a local name. */
export function attribute(element: XmlElement | undefined, name: string): XmlAttribute | undefined {
  return element?.attributes.find((each) => each.name === name);
}

/** The first child of a local name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((each) => each.name === name);
}

/** The text of the first child of a local name, or undefined where that has none. */
export function childText(
  document: XmlDocument,
  element: XmlElement | undefined,
  name: string,
): XmlText | undefined {
  const found = child(element, name);
  const text = found && textOf(document, found);
  return text?.text === '' ? undefined : text;
}

/**
 * An element as a unit that goes with its lines. Of the named parents those that it leaves empty go with it.
 */
export function elementUnit(
  { text }: XmlDocument,
  element: XmlElement,
  what: string,
  parents: readonly string[] = [],
): Unit {
  let whole = element;
  for (let { parent } = element; parent && parents.includes(parent.name); { parent } = parent) {
    if (text.slice(...parent.content).trim() !== text.slice(...whole.span)) break;
    whole = parent;
  }
  return { span: element.span, what, remove: [{ span: wholeLines(text, whole.span), text: '' }] };
}
