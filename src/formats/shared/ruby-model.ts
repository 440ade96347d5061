import type { Span, View } from '../../core/types.js';

/** A string literal; its text has escapes undone and interpolation turned into `${…}` of the same length. */
export interface RubyString {
  readonly kind: 'string';
  readonly text: string;
  /** Inside of its quotes; the lines of a heredoc. */
  readonly span: Span;
  /** With its quotes; the opener of a heredoc. */
  readonly raw: Span;
  readonly view: View;
  readonly interpolated: boolean;
}

export interface RubySymbol {
  readonly kind: 'symbol';
  readonly text: string;
  /** Without the colon and quotes. */
  readonly span: Span;
  readonly raw: Span;
}

/** `[…]` or `%w[…]`. */
export interface RubyArray {
  readonly kind: 'array';
  readonly items: readonly RubyValue[];
  readonly raw: Span;
}

/** `{…}` with the pairs that have a literal key. */
export interface RubyHash {
  readonly kind: 'hash';
  readonly pairs: readonly RubyPair[];
  readonly raw: Span;
}

/** Any other expression, with the literals that stand in it. */
export interface RubyOther {
  readonly kind: 'other';
  /** As written. */
  readonly text: string;
  readonly items: readonly RubyValue[];
  readonly raw: Span;
}

export type RubyValue = RubyString | RubySymbol | RubyArray | RubyHash | RubyOther;

/** `key: value`, `:key => value` or `"key" => value`. */
export interface RubyPair {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: RubyValue | undefined;
  /** From the key to the end of the value. */
  readonly raw: Span;
}

/** A call, an assignment, or a construct with an `end`, such as `if` or `class`. */
export interface RubyCall {
  /** The chain before the arguments joined with dots, literal indexes with it: `config.vm.box`, `default.app.version`. */
  readonly name: string;
  /** The last word of the chain. */
  readonly method: string;
  /** `=`, `||=`, `<<` …, where the call is an assignment. */
  readonly operator?: string;
  readonly nameSpan: Span;
  /** The literal that the method is called on: `%w[a b].each`. */
  readonly receiver?: RubyValue;
  readonly args: readonly RubyValue[];
  readonly options: readonly RubyPair[];
  /** Names between the bars of its block. */
  readonly params: readonly string[];
  /** The calls in its block, in the order of the text. */
  readonly body: readonly RubyCall[];
  /** The construct whose block it stands in. */
  readonly parent?: RubyCall;
  /** `if`, `unless` … behind it, with the literals of the condition. */
  readonly condition?: { readonly word: string; readonly items: readonly RubyValue[]; readonly raw: Span };
  /** The whole statement, with its block, heredocs and condition. */
  readonly span: Span;
}
