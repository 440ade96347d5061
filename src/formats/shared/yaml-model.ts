import type { Span } from '../../core/types.js';

/** A stream's text as it stands and as the parser saw it; equally long. */
export interface YamlSource {
  readonly text: string;
  readonly masked: string;
}

interface NodeBase {
  readonly source: YamlSource;
  /** From the first to the last character, quotes and brackets included, anchor and tag not. */
  readonly span: Span;
  /** A local tag such as `!vault`. */
  readonly tag: string | undefined;
  /** Where the node is written; undefined at the root. */
  readonly holder: YamlPair | YamlItem | undefined;
}

export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** Indentation of the node that holds a block scalar. */
  readonly parentIndent: number;
}

export interface YamlMap extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  /** As written, merge keys included; `entries` resolves those. */
  readonly pairs: readonly YamlPair[];
}

export interface YamlSeq extends NodeBase {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly YamlItem[];
}

export type YamlNode = YamlScalar | YamlMap | YamlSeq;

/** A key with its value. */
export interface YamlPair {
  readonly key: string;
  /** Without quotes. */
  readonly keySpan: Span;
  /** Undefined where nothing is written. Behind an alias, the node that it stands for. */
  readonly value: YamlNode | undefined;
  /** From the key to the end of the value. */
  readonly pairSpan: Span;
  /** Where the value is an alias: its place. */
  readonly alias?: Span;
  readonly parent: YamlMap;
}

/** An item of a sequence. */
export interface YamlItem {
  readonly value: YamlNode | undefined;
  /** From the dash, where there is one, to the end of the value. */
  readonly itemSpan: Span;
  readonly alias?: Span;
  readonly parent: YamlSeq;
}

/** A document of a stream. */
export interface YamlDocument {
  readonly source: YamlSource;
  readonly root: YamlNode | undefined;
}
