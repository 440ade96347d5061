import type { Document, Span } from '../../core/types.js';
import { joinPath } from './paths.js';
import type { Word } from './maven.js';
import { child, childText, parseXml, textOf } from './xml.js';
import type { XmlDocument, XmlElement } from './xml.js';

/** A text after its properties were put in, and where it is written. */
export interface Resolved extends Word {
  /** The file of `span`, where it is not the document's own. */
  readonly path?: string | undefined;
  /** Where the document uses the property that the text comes from. */
  readonly use?: Span;
}

/** Puts properties into a text; undefined where one is not known. */
export type Resolve = (word: Word) => Resolved | undefined;

type Properties = ReadonlyMap<string, Resolved>;

const REFERENCE = /\$\{([^${}]+)\}/g;
const MAX_DEPTH = 8;
const MAX_PARENTS = 4;

/** The paths at which the parents of a project may lie, by the `relativePath` of its own. */
export function parentPaths({ path, text }: Pick<Document, 'path' | 'text'>): string[] {
  const written = /<parent>[\s\S]{0,2000}?<relativePath>\s*([^<\s]+)\s*<\/relativePath>/.exec(text)?.[1];
  const first = written === undefined || written.endsWith('.xml') ? written : `${written}/pom.xml`;
  const paths: string[] = [];
  let at = path;
  for (let level = 0; level < MAX_PARENTS; level++) {
    const next = joinPath(at, level === 0 ? (first ?? '../pom.xml') : '../pom.xml');
    if (next === undefined) break;
    paths.push(next);
    at = next;
  }
  return text.includes('<parent>') ? paths : [];
}

/**
 * Makes the look-up of a project's properties: its own, those of its profiles and of the parents that can be
 * read, and the built-in ones (https://maven.apache.org/pom.html#properties).
 */
export function readProperties(document: Document, pom: XmlDocument): Resolve {
  const properties = new Map<string, Resolved>();
  collect(pom, undefined, properties);
  for (const path of parentPaths(document)) {
    const text = document.read?.(path);
    if (text !== undefined) collect(parseXml(text, { problem: () => undefined }), path, properties);
  }
  return (word) => resolve(word, properties, 0);
}

function collect(pom: XmlDocument, path: string | undefined, properties: Map<string, Resolved>): void {
  const { root } = pom;
  if (!root) return;
  const set = (name: string, value: Word | undefined): void => {
    if (value && !properties.has(name)) properties.set(name, { text: value.text, span: value.span, path });
  };
  for (const holder of [root, ...(child(root, 'profiles')?.children ?? [])]) {
    for (const property of child(holder, 'properties')?.children ?? []) {
      set(property.name, textOf(pom, property));
    }
  }
  const parent = child(root, 'parent');
  const own = (element: XmlElement | undefined, name: string): Word | undefined =>
    childText(pom, element, name);
  for (const name of ['groupId', 'artifactId', 'version']) {
    const value = own(root, name) ?? (name === 'artifactId' ? undefined : own(parent, name));
    set(`project.${name}`, value);
    set(`pom.${name}`, value);
    set(name, value);
    set(`project.parent.${name}`, own(parent, name));
    set(`parent.${name}`, own(parent, name));
  }
}

function resolve(word: Word, properties: Properties, depth: number): Resolved | undefined {
  if (!word.text.includes('${')) return word;
  if (depth === MAX_DEPTH || word.text.length > 1000) return undefined;
  const whole = /^\$\{([^${}]+)\}$/.exec(word.text)?.[1];
  if (whole !== undefined) {
    const value = properties.get(whole);
    const found = value && resolve(value, properties, depth + 1);
    return found && { ...found, path: found.path ?? value.path, use: word.span };
  }
  const unknown: string[] = [];
  const text = word.text.replace(REFERENCE, (_, name: string) => {
    const value = properties.get(name);
    const found = value && resolve(value, properties, depth + 1);
    if (!found) unknown.push(name);
    return found?.text ?? '';
  });
  return unknown.length === 0 ? { text, span: word.span } : undefined;
}
