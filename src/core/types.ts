/**
 * The vocabulary that formats, catalog, engine and hosts share. Everything here is data; offsets are UTF-16
 * code units and spans are half-open.
 */

import type { Category, IdentifierType, Matcher } from './knowledge.js';
import type { Words } from './say.js';
import type { Edit, Names, Span, Unit } from './units.js';

export * from './knowledge.js';
export * from './units.js';

/** A place in a file of the workspace. `path` is relative to the scanned root, with `/`. */
export interface Location {
  readonly path: string;
  readonly span: Span;
}

/** What a format is asked to read. */
export interface Document {
  /** Relative to the scanned root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** VS Code's language identifier, where a host knows one. */
  readonly languageId?: string;
  /**
   * Text of another file of the workspace by its path relative to the root, or undefined when the host has not
   * got it. Hosts load what the format's `links` names before they scan.
   */
  readonly read?: (path: string) => string | undefined;
  /** False for a text that can name nothing that is looked for: formats that would try every word can ask first. */
  readonly mayMatter?: (text: string) => boolean;
  /** In order, what a change has written or where it has taken away: read in any case, so that a break shows. */
  readonly changed?: readonly Span[];
}

export type Kind =
  | 'image'
  | 'package'
  | 'module'
  | 'repository'
  | 'service'
  | 'process'
  | 'path'
  | 'url'
  | 'installer'
  | 'command'
  | 'vm-extension'
  | 'marketplace'
  | 'app-id'
  | 'config';

/**
 * How a reference names its target. Beside the catalog's own types there are three that stand for several:
 * `os` (a distribution's package whose manager is not known), `url` (host, path and file name in one) and
 * `value` (a bare scalar, such as a variable's default, of which only the text is known).
 */
export type ReferenceType = IdentifierType | 'os' | 'url' | 'value';

/** Whether the construct deploys a thing, takes it away, looks for it, or only talks of it. */
export type Intent = 'use' | 'remove' | 'detect' | 'mention';

/** `login` is the credentials for an image's registry, which another one refuses. */
type ImageRole = 'registry' | 'repository' | 'tag' | 'digest' | 'login';
export type PartRole = ImageRole | 'group' | 'name' | 'version' | 'publisher' | 'type';

/** A piece of a reference that must change with it when the reference is replaced. */
export interface Part {
  readonly role: PartRole;
  readonly span: Span;
  /** Text that goes before a new value, where the span holds more than the old one: `newTag: `. */
  readonly before?: string;
  /** Text that goes behind a new value, for the same reason. */
  readonly after?: string;
  /** The edits that take the part away, where an empty text in its place says something else. */
  readonly remove?: readonly Edit[];
}

/** Something that a file names, whoever made it. */
export interface Reference {
  readonly kind: Kind;
  readonly type: ReferenceType;
  /** As written, after variables were resolved and quotes and escapes were undone. */
  readonly name: string;
  readonly version?: string;
  readonly intent: Intent;
  /** Exactly the text that names the thing: the underline. */
  readonly span: Span;
  /** The file that `span`, `parts`, `unit` and `uninstall` lie in, when it is not the scanned one. */
  readonly path?: string;
  readonly parts?: readonly Part[];
  readonly unit?: Unit;
  /** The edits that turn an install into a removal, where the construct has such a form. */
  readonly uninstall?: readonly Edit[];
  /** Places in the scanned file that use the name through a variable. */
  readonly uses?: readonly Span[];
  /**
   * Other names that the construct gives the same thing, such as its publisher beside its file. The one that is
   * known best stands for all of them; the others are related places.
   */
  readonly also?: readonly Reference[];
  /** Nothing can stand in its name's place: the file is its own definition, as a recipe is, or the name is encoded. */
  readonly defines?: boolean;
}

/** Why a value was left unread. */
export type SkipReason =
  'dynamic-value' | 'encoded-value' | 'too-deep' | 'too-large' | 'unresolved-variable' | 'unsupported-syntax';

export interface Skip {
  readonly span: Span;
  readonly reason: SkipReason;
}

/** Something that kept part of a file from being read. Never thrown, always reported. */
export interface Problem {
  readonly span: Span;
  readonly message: string;
  /** The message, for hosts that say it in another language. */
  readonly words?: Words;
}

/**
 * Text that was decoded out of a file, with the way back: `map` lists pairs of (offset in `text`, offset in the
 * source), ascending, each holding until the next pair. See `text/view.ts`.
 */
export interface View {
  readonly text: string;
  readonly map: readonly number[];
}

/**
 * What is wrong with an exception: it lacks a field or has one that is no such thing, it has expired, it hides nothing
 * that is found, or it holds but will soon expire. The first three hide nothing.
 */
export type ExceptionState = 'incomplete' | 'expired' | 'unused' | 'expiring';

/** Something that is wrong with an exception, at the exception itself. */
export interface ExceptionNotice extends Problem {
  readonly state: ExceptionState;
}

/** A stretch of another language inside a document. */
export interface Embedded {
  /** Id of the format that reads it. */
  readonly format: string;
  readonly view: View;
  /** The construct that holds the text; it is what goes when the text has nothing else in it. */
  readonly unit?: Unit;
  /** What the construct does with things that the text uses, where that is not `use`: a health check detects. */
  readonly intent?: Intent;
  /** The text runs where nothing was installed before, so that there is nothing that it could remove. */
  readonly fresh?: boolean;
  /** How much of the view's text only sets what the rest of it uses, as its file does elsewhere. */
  readonly lead?: number;
  /** The text is written in a code such as Base64, so that nothing can be changed inside of it. */
  readonly encoded?: boolean;
  /** The text is of that language but for what its file puts into it: what reads as a mistake in it may be none. */
  readonly lenient?: boolean;
}

/** Where a format puts what it understood. */
export interface Sink {
  reference(reference: Reference): void;
  embed(embedded: Embedded): void;
  skip(span: Span, reason: SkipReason): void;
  problem(span: Span, message: string): void;
}

/** How a format writes comments; absent where it has none. */
export type CommentStyle =
  { readonly line: string } | { readonly block: readonly [open: string, close: string] };

/** A kind of file and the way it is read. One file in `src/formats`, one line in its index. */
export interface Format {
  /** Equal to the name of its file and of its fixture folder. */
  readonly id: string;
  readonly title: string;
  /** What it understands, in a phrase for the list of formats: `FROM, COPY --from, scripts in RUN`. */
  readonly reads: string;
  /** Globs of the paths that are of this format whatever they hold. */
  readonly files: readonly string[];
  /** Globs of the paths that are of this format if `looksLike` says so. */
  readonly candidates?: readonly string[];
  readonly languageIds?: readonly string[];
  looksLike?(text: string): boolean;
  readonly comment?: CommentStyle;
  /**
   * For files that a tool writes: how to change what they say, such as `change package.json, then run "npm
   * install"`. Nothing in them is fixed by hand.
   */
  readonly generated?: string;
  /** Read by an audit alone, not while somebody types. */
  readonly auditOnly?: boolean;
  /** Paths, relative to the root, of the files that `extract` may ask for through `Document.read`. */
  links?(document: Pick<Document, 'path' | 'text'>): readonly string[];
  /** The names by which parts of the file refer to each other. Must not throw on any text. */
  names?(document: Document): Names;
  /** Reports everything the format understands. Must not throw on any text. */
  extract(document: Document, sink: Sink): void;
}

export type Certainty = 'exact' | 'family' | 'weak';
export type Verdict = 'prohibited' | 'review' | 'exempt' | 'remediation' | 'mention';
export type Severity = 'error' | 'warning' | 'information' | 'none';

/** Why a finding is not shown as open. */
export interface Suppression {
  readonly kind: 'inSource' | 'external';
  readonly reason: string;
  readonly owner?: string;
  readonly until?: string;
  /** It is known and still to be mended, as what a baseline holds; no one has said that it may stay. */
  readonly known?: true;
}

/** A reference that the catalog knows, judged. */
export interface Finding {
  /** Catalog entry id. */
  readonly entry: string;
  readonly title: string;
  readonly category: Category;
  /** Id of the format that understood the reference; of the embedded one where it was embedded. */
  readonly format: string;
  readonly path: string;
  readonly span: Span;
  readonly reference: Reference;
  readonly matcher: Matcher;
  readonly certainty: Certainty;
  readonly verdict: Verdict;
  readonly severity: Severity;
  /** Ids of the regimes that decide the verdict, in the order of the profile. */
  readonly regimes: readonly string[];
  readonly related: readonly Location[];
  /** What to do where the file is not to be edited, since a tool writes it. */
  readonly advice?: string;
  readonly suppression?: Suppression;
}

export type FixKind = 'replace' | 'uninstall' | 'remove' | 'suppress';

/** A change that was applied in memory, parsed and scanned again before it was offered. */
export interface Fix {
  readonly title: string;
  readonly kind: FixKind;
  /** The one that fix-all takes. */
  readonly preferred: boolean;
  readonly path: string;
  readonly edits: readonly Edit[];
  /** What is left for a person to do. */
  readonly note?: string;
}

/** What a scan of one document gives. */
export interface ScanResult {
  readonly path: string;
  /** Undefined when no format reads the file or no catalog keyword stands in it. */
  readonly format?: string;
  /** In the order of their offsets. */
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly skips: readonly Skip[];
  /** Suppression comments of the file that hide nothing or soon will hide nothing. */
  readonly notices: readonly ExceptionNotice[];
}
