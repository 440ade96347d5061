import * as vscode from 'vscode';
import { lineStarts } from '../core/text/lines.js';
import type { Document, Finding, ScanResult, Span } from '../core/types.js';
import { isOwnReport } from '../report/own.js';
import { rangeOf } from './convert.js';
import type { Rules } from './engines.js';
import { readText } from './files.js';

/** A text to scan, and where it is from. */
export interface Source {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly languageId?: string;
  /** It is being typed, so that formats for audits alone leave it. */
  readonly typed?: boolean;
}

/** A finding with its place in the workspace. */
export interface Placed {
  readonly finding: Finding;
  readonly location: vscode.Location;
  readonly related: readonly vscode.Location[];
}

/** A scanned document. */
export interface Scanned {
  readonly uri: vscode.Uri;
  readonly rules: Rules;
  readonly document: Document;
  readonly result: ScanResult;
  readonly starts: readonly number[];
  readonly placed: readonly Placed[];
  /** Other files that the scan asked for, as strings of their URIs. */
  readonly links: ReadonlySet<string>;
}

/** A finding in a document, with the scan that it is from. */
export interface Found {
  readonly placed: Placed;
  readonly scanned: Scanned;
}

/** Reads another file for a scan. */
export type ReadLink = (uri: vscode.Uri) => Promise<string | undefined>;

/** Waits for a turn, so that long work of many parts leaves room for others. */
export type Turn = () => Promise<void>;

const MAX_LINKS = 64;

/** Whether a text is worth a scan: its file is left out, it is too large, no keyword stands in it, or one does. */
export type Look = 'out' | 'large' | 'empty' | 'worth';

/** Looks whether a text is worth a scan, at the cost of one pass over it. */
export function lookAt({ uri, text }: Source, rules: Rules): Look {
  const { engine, settings } = rules;
  if (!settings.enable || rules.excluded(rules.pathOf(uri))) return 'out';
  if (text.length > settings.maxFileSize) return 'large';
  return engine.prefilter.test(text) ? 'worth' : 'empty';
}

/**
 * Scans a text with the files that its format asks for. Undefined where it is left out or nothing can be in it.
 * @param turn Waited for before the text is parsed.
 */
export async function scanSource(
  source: Source,
  rules: Rules,
  readLink?: ReadLink,
  turn?: Turn,
): Promise<Scanned | undefined> {
  return lookAt(source, rules) === 'worth' ? scanWorth(source, rules, readLink, turn) : undefined;
}

/** Scans a text in which a keyword stands. */
export async function scanWorth(
  { uri, text, languageId, typed = false }: Source,
  rules: Rules,
  readLink: ReadLink = readText,
  turn?: Turn,
): Promise<Scanned | undefined> {
  const { engine } = rules;
  const path = rules.pathOf(uri);
  if (isOwnReport(path, text)) return undefined;
  const plain: Document = { path, text, ...(languageId === undefined ? {} : { languageId }) };
  const format = engine.formatOf(plain);
  if (!format || (typed && format.auditOnly)) return undefined;
  const linked = await readLinks(format.links?.(plain) ?? [], rules, readLink);
  const document: Document = { ...plain, read: (name) => linked.texts.get(name) };
  await turn?.();
  return judge(uri, document, rules, linked);
}

/** True if a file is read by some rules as by others: the same words are looked for in it, under the same path. */
export function readAlike(uri: vscode.Uri, rules: Rules, others: Rules): boolean {
  return rules.keywords === others.keywords && rules.pathOf(uri) === others.pathOf(uri);
}

/**
 * Judges by other rules what was scanned before, without reading or parsing it again.
 * @returns Undefined where it has to be scanned anew, since the rules read it in another way or see other files.
 */
export function judgeAgain({ uri, document, links, rules }: Scanned, by: Rules): Scanned | undefined {
  if (links.size > 0 || !readAlike(uri, rules, by)) return undefined;
  return judge(uri, document, by, { texts: new Map(), uris: links });
}

/** Other files that a scan asked for: their texts by path, and all of them. */
interface Linked {
  readonly texts: ReadonlyMap<string, string>;
  readonly uris: ReadonlySet<string>;
}

function judge(uri: vscode.Uri, document: Document, rules: Rules, linked: Linked): Scanned {
  const { path, text } = document;
  const result = rules.hideKnown(rules.engine.scan(document));
  const starts = new Map<string, readonly number[]>([[path, lineStarts(text)]]);
  const locate = (name: string, span: Span): vscode.Location => {
    const lines = starts.get(name) ?? lineStarts(linked.texts.get(name) ?? '');
    starts.set(name, lines);
    return new vscode.Location(name === path ? uri : rules.uriOf(name), rangeOf(lines, span));
  };
  const placed = result.findings.map((finding) => ({
    finding,
    location: locate(finding.path, finding.span),
    related: finding.related.map((each) => locate(each.path, each.span)),
  }));
  return { uri, rules, document, result, starts: starts.get(path) ?? [0], placed, links: linked.uris };
}

async function readLinks(names: readonly string[], rules: Rules, readLink: ReadLink): Promise<Linked> {
  const texts = new Map<string, string>();
  const uris = new Set<string>();
  const read = async (name: string): Promise<void> => {
    const uri = rules.uriOf(name);
    uris.add(uri.toString());
    const text = await readLink(uri);
    if (text !== undefined && text.length <= rules.settings.maxFileSize) texts.set(name, text);
  };
  await Promise.all(names.slice(0, MAX_LINKS).map(read));
  return { texts, uris };
}
