import type { Span } from '../../../core/types.js';
import type { PuppetPart } from './lexer.js';

/** A string, bare word or number. */
export interface PuppetText {
  readonly kind: 'text';
  readonly parts: readonly PuppetPart[];
  /** With its quotes. */
  readonly raw: Span;
  /** Inside of its quotes. */
  readonly inner: Span;
  readonly quoted: boolean;
}

/** An expression of Puppet's language as far as it can hold texts. */
export type PuppetValue =
  | PuppetText
  | { readonly kind: 'variable'; readonly name: string; readonly raw: Span }
  | { readonly kind: 'list'; readonly items: readonly PuppetValue[]; readonly raw: Span }
  | { readonly kind: 'hash'; readonly pairs: readonly PuppetPair[]; readonly raw: Span }
  /** One of several: the arms of a selector, the sides of a sum. */
  | { readonly kind: 'choice'; readonly items: readonly PuppetValue[]; readonly raw: Span }
  /** `Package['a', 'b']`. */
  | {
      readonly kind: 'reference';
      readonly type: string;
      readonly items: readonly PuppetValue[];
      readonly raw: Span;
    }
  | { readonly kind: 'access'; readonly base: PuppetValue; readonly key: PuppetValue; readonly raw: Span }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly PuppetValue[];
      readonly raw: Span;
    }
  /** A condition or a comparison, which has no text of its own. */
  | { readonly kind: 'other'; readonly items: readonly PuppetValue[]; readonly raw: Span };

export interface PuppetPair {
  readonly key: PuppetValue;
  readonly value: PuppetValue;
}

/** `name => value`. */
export interface PuppetAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: PuppetValue;
  /** From the name to the end of the value. */
  readonly raw: Span;
}

/** One title with its attributes, or several titles that share them. */
export interface PuppetBody {
  readonly titles: PuppetValue;
  readonly attributes: readonly PuppetAttribute[];
  /** Behind the colon of the titles. */
  readonly start: number;
  /** From the titles to the end of the attributes, with a semicolon or comma behind. */
  readonly span: Span;
}

export interface PuppetParameter {
  readonly name: string;
  readonly value?: PuppetValue;
  readonly raw: Span;
}

interface Statement {
  readonly span: Span;
}

export interface PuppetAssignment extends Statement {
  readonly kind: 'assignment';
  readonly name: string;
  readonly value: PuppetValue;
}

/** `package { 'a': … }`; in an expression of its own right, `class { 'a': }` too. */
export interface PuppetResource extends Statement {
  readonly kind: 'resource';
  readonly type: string;
  readonly typeSpan: Span;
  readonly bodies: readonly PuppetBody[];
  /** With the arrow that chains it to a neighbour. */
  readonly chained: Span;
}

/** `Package { … }`, `Package['a'] { … }` and `Package <| … |> { … }`. */
export interface PuppetAmendment extends Statement {
  readonly kind: 'defaults' | 'override' | 'collector';
  readonly type: string;
  /** The titles of an override, or those that a collector asks for. */
  readonly targets: readonly PuppetValue[];
  readonly attributes: readonly PuppetAttribute[];
  /** Behind its opening brace. */
  readonly start: number;
}

export interface PuppetCall extends Statement {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly PuppetValue[];
  /** What the method is called on. */
  readonly receiver?: PuppetValue;
  readonly parameters: readonly PuppetParameter[];
  readonly body: readonly PuppetStatement[];
}

/** `class`, `define`, `node`, `plan`, `function`, `if`, `unless`, `else`, `case` and its arms. */
export interface PuppetBlock extends Statement {
  readonly kind: 'block';
  readonly word: string;
  readonly name: string;
  readonly inherits?: string;
  readonly parameters: readonly PuppetParameter[];
  readonly body: readonly PuppetStatement[];
}

/** An expression that does nothing by itself, such as the `Package['a']` of a chain. */
export interface PuppetExpression extends Statement {
  readonly kind: 'expression';
  readonly value: PuppetValue;
  /** With the arrow that chains it to a neighbour. */
  readonly chained: Span;
}

export type PuppetStatement =
  PuppetAssignment | PuppetResource | PuppetAmendment | PuppetCall | PuppetBlock | PuppetExpression;
