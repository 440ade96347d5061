/** What a value of a configuration file may be: what its reader takes, as data. */
export type Shape =
  TextShape | ListShape | MappingShape | { readonly kind: 'count' } | { readonly kind: 'truth' };

/** A text: one of some words, a name of the catalog or the law, or anything of a form. */
export interface TextShape {
  readonly kind: 'text';
  readonly words?: readonly string[];
  /** What the words are names of; where there are no words, what the text is the name of. */
  readonly names?: NameKind;
  /** Regular expression (ECMA-262) that the whole text fulfils. */
  readonly pattern?: string;
}

/** What a text names. */
export type NameKind = 'category' | 'entry' | 'profile' | 'regime' | 'type';

export interface ListShape {
  readonly kind: 'list';
  readonly item: Shape;
}

export interface MappingShape {
  readonly kind: 'mapping';
  readonly fields: Readonly<Record<string, FieldShape>>;
  /** Groups of fields of which exactly one is there, or at least one. */
  readonly oneOf?: readonly string[];
  readonly anyOf?: readonly string[];
}

export interface FieldShape {
  readonly shape: Shape;
  readonly required: boolean;
  /** A sentence for people. */
  readonly about: string;
}

/** A JSON Schema, draft 07 (https://json-schema.org/draft-07). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of what a shape describes. */
export function schemaOf(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'count':
      return { type: 'integer', minimum: 0 };
    case 'truth':
      return { type: 'boolean' };
    case 'list':
      return { type: 'array', items: schemaOf(shape.item) };
    case 'text':
      return {
        type: 'string',
        ...(shape.words ? { enum: shape.words } : {}),
        ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }),
      };
    case 'mapping':
      return mappingSchema(shape);
  }
}

function mappingSchema({ fields, oneOf, anyOf }: MappingShape): JsonSchema {
  const all = Object.entries(fields);
  const required = all.filter(([, field]) => field.required).map(([name]) => name);
  const only = (names: readonly string[]): JsonSchema[] => names.map((name) => ({ required: [name] }));
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      all.map(([name, { shape, about }]) => [name, { description: about, ...schemaOf(shape) }]),
    ),
    ...(required.length > 0 ? { required } : {}),
    ...(oneOf ? { oneOf: only(oneOf) } : {}),
    ...(anyOf ? { anyOf: only(anyOf) } : {}),
  };
}
