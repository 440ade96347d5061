import { isDate } from './text/dates.js';
import { worded as say } from './say.js';
import { bool, list, oneOf, record, text } from './text/read-yaml.js';
import type { Field, Reader } from './text/read-yaml.js';
import { CATEGORIES, IDENTIFIER_TYPES } from './types.js';
import type { CatalogEntry, Example, Matcher, Replacement, Source } from './types.js';

/** A key that may be left out. */
export const optional = <T>(reader: Reader<T>, about: string): Field<T> => ({
  reader,
  required: false,
  about,
});

/** A key that has to be there. */
export const required = <T>(reader: Reader<T>, about: string): Field<T> => ({
  reader,
  required: true,
  about,
});

/** A day of the calendar. */
export const date = text((value) => (isDate(value) ? undefined : [say('expected a date, YYYY-MM-DD')]), {
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
});

const ID = '^[a-z0-9]+(?:-[a-z0-9]+)*$';
const entryId = text(
  (value) =>
    new RegExp(ID).test(value) ? undefined : [say('expected lower-case letters, digits and hyphens')],
  { pattern: ID },
);
const category = oneOf(CATEGORIES, 'category');
const type = oneOf(IDENTIFIER_TYPES, 'type');

const sources = list(
  record<Source>({
    url: required(text(), 'Where it is said.'),
    read: required(date, 'The day on which it was read.'),
  }),
);

const matcherFields = record<Matcher>(
  {
    type: required(type, 'The kind of identifier.'),
    name: optional(text(), 'The identifier, compared after the normalisation of its type.'),
    prefix: optional(text(), 'How the identifier begins, up to a separator of its type.'),
    domain: optional(text(), 'A domain, with its subdomains; goes with the type domain.'),
    versions: optional(text(), 'The versions that it holds for, as a semver range.'),
    certainty: optional(
      oneOf(['weak', 'beside']),
      'weak: counts only in a place that asks for an identifier of this type; beside: and only next to a sure product.',
    ),
  },
  { oneOf: ['name', 'prefix', 'domain'] },
);

const matcher: Reader<Matcher> = {
  ...matcherFields,
  read: (node, place, report) => {
    const read = matcherFields.read(node, place, report);
    if (!read) return undefined;
    const given = [read.name, read.prefix, read.domain].filter((each) => each !== undefined);
    const domain = (read.type === 'domain') === (read.domain !== undefined);
    if (given.length === 1 && domain) return read;
    report(
      node?.range ? [node.range[0], node.range[1]] : place,
      say('expected exactly one of "name" and "prefix", or "domain" with type domain'),
    );
    return undefined;
  },
};

const example = record<Example>({
  format: required(text(), 'The id of the format that reads the text.'),
  text: required(text(), 'A text of that format.'),
  why: optional(text(), 'What it shows.'),
});

const entryFields = record<CatalogEntry>(
  {
    id: required(entryId, 'A name of its own, in lower-case letters, digits and hyphens.'),
    title: required(text(), 'What people call the product.'),
    category: optional(category, 'The kind of product, by which the rules judge it.'),
    lookalike: optional(
      bool,
      'true: shares a name with a product but is none, so that it is not found in its place.',
    ),
    match: required(list(matcher), 'The identifiers by which code names it.'),
    notes: optional(text(), 'Anything else that is worth knowing.'),
    sources: optional(sources, 'Where this is known from.'),
    examples: optional(
      record<NonNullable<CatalogEntry['examples']>>({
        hit: required(list(example), 'Texts in which it is found.'),
        miss: required(list(example), 'Texts in which it is not found.'),
      }),
      'Texts that show what is found and what is not.',
    ),
  },
  { anyOf: ['category', 'lookalike'] },
);

/** An entry of an organisation's own catalog, in the shape of the shipped ones. */
export const entry: Reader<CatalogEntry> = {
  ...entryFields,
  read: (node, place, report) => {
    const read = entryFields.read(node, place, report);
    if (!read || read.category !== undefined || read.lookalike) return read;
    report(node?.range ? [node.range[0], node.range[1]] : place, say('missing key "{0}"', 'category'));
    return undefined;
  },
};

/** What an organisation prefers in place of what is banned. */
export const replacement = record<Replacement>({
  for: required(
    record<Replacement['for']>({
      category: optional(category, 'Products of this kind.'),
      entry: optional(text(undefined, { names: 'entry' }), 'The product of this entry.'),
      type: optional(type, 'Where it is named by an identifier of this kind.'),
      name: optional(text(), 'Where it is named by this identifier.'),
    }),
    'What it stands in for: all of these hold.',
  ),
  use: required(
    record<Replacement['use']>({
      name: required(text(), 'The identifier that takes the place of the old one.'),
      title: required(text(), 'What people call it.'),
      version: optional(text(), 'The version to write where one is written.'),
      note: optional(text(), 'What is left to do by hand.'),
    }),
    'What to use instead.',
  ),
  sources: optional(sources, 'Where this is known from.'),
});
