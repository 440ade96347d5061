/** Start and end offset in a document's text; `text.slice(...span)` is what the span names. */
export type Span = readonly [start: number, end: number];

/** One text change: `span` is replaced by `text`. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** The smallest construct around a reference that can be removed whole. */
export interface Unit {
  /** From its first to its last character, without the surrounding white space and line break. */
  readonly span: Span;
  /** What a person calls it: `task`, `service`, `RUN instruction`. */
  readonly what: string;
  /** The edits that remove it, where deleting its lines is not enough (separators, an emptied parent). */
  readonly remove?: readonly Edit[];
  /** What it is a member of, where the last member that goes takes more with it than the others do. */
  readonly among?: Siblings;
}

/** Members of one construct, such as the items of a list; the same object for all of them. */
export interface Siblings {
  readonly count: number;
}

/** A place where a file gives something a name of its own, such as a service or a job, or uses that name. */
export interface NamedPlace {
  /** What a person calls it: `service`, `job`. */
  readonly what: string;
  readonly name: string;
  readonly span: Span;
  /** What can go whole if the name means nothing any more; absent where that would say something else. */
  readonly unit?: Unit;
  /** Who else may use the name that is given here, unseen: `other files of the module`. */
  readonly elsewhere?: string;
  /** The file is of no use without a thing of this kind. */
  readonly needed?: boolean;
  /** It does nothing unless something uses it. */
  readonly passive?: boolean;
}

/** The names that a file gives and those that it uses, its own or not. */
export interface Names {
  readonly given: readonly NamedPlace[];
  readonly used: readonly NamedPlace[];
}
