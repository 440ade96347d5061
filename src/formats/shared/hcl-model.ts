import type { Node } from 'jsonc-parser';
import type { Span } from '../../core/types.js';
import type { Word } from './commands/words.js';

/** `${…}` or `%{…}` in a string; offsets are in the string's text, where it stands as written. */
export interface HclTemplate {
  readonly from: number;
  readonly to: number;
  /** Absent in directives (`%{ if … }`) and where nothing could be read. */
  readonly value?: HclExpression | undefined;
}

/** A quoted string or a here-document. */
export interface HclString {
  readonly kind: 'string';
  /** With its quotes or markers. */
  readonly span: Span;
  /** Its text: escapes undone, the common indentation of `<<-` taken off, templates as they are written. */
  readonly word: Word;
  readonly templates: readonly HclTemplate[];
  readonly heredoc: boolean;
}

/** A number, `true`, `false` or `null`. */
export interface HclLiteral {
  readonly kind: 'literal';
  readonly span: Span;
  readonly text: string;
}

/** A variable with the attributes and constant indexes that follow it: `var.images["agent"]`. */
export interface HclReference {
  readonly kind: 'reference';
  readonly span: Span;
  readonly path: readonly string[];
}

/** `[a, b]`. */
export interface HclList {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly HclExpression[];
}

/** An entry of an object, from its key to its value. */
export interface HclEntry {
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: HclExpression;
  /** Where it is written in the JSON syntax. */
  readonly node?: Node;
}

/** `{ a = b }`. */
export interface HclObject {
  readonly kind: 'object';
  readonly span: Span;
  readonly entries: readonly HclEntry[];
}

/** `name(a, b)`. */
export interface HclCall {
  readonly kind: 'call';
  readonly span: Span;
  readonly name: string;
  readonly args: readonly HclExpression[];
}

/** An expression whose value is one of several or made of several: conditionals, `for`, arithmetic. */
export interface HclCompound {
  readonly kind: 'compound';
  readonly span: Span;
  /** What may become part of the value; what is only compared is left out. */
  readonly operands: readonly HclExpression[];
  /** Members and indexes behind the only operand. */
  readonly path?: readonly string[];
}

export type HclExpression =
  HclString | HclLiteral | HclReference | HclList | HclObject | HclCall | HclCompound;

/** `name = value` in a body. */
export interface HclAttribute extends HclEntry {
  readonly kind: 'attribute';
}

/** `type "label" { … }`. */
export interface HclBlock {
  readonly kind: 'block';
  /** From its type to its closing brace. */
  readonly span: Span;
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
  /** Where it is written in the JSON syntax. */
  readonly node?: Node;
}

/** What stands in a file or between the braces of a block. */
export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}
