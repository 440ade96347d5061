import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { law } from '../catalog/law.js';
import type { Engine } from '../core/engine.js';
import { isDate } from '../core/text/dates.js';
import { CATEGORIES, IDENTIFIER_TYPES } from '../core/types.js';
import { explain } from '../report/explain.js';
import { entriesSummary, entriesText, selectEntries } from '../report/list.js';
import { UsageError, choice } from './args.js';

/**
 * `list-entries [--type T] [--category C] [--format text|json] [--summary]`: the catalog as text, or as JSON in
 * the shape of its data files.
 * @throws UsageError
 */
export function listEntries(argv: readonly string[], engine: Engine): string {
  const { values } = parseOptions(argv, {
    type: { type: 'string' },
    category: { type: 'string' },
    format: { type: 'string' },
    summary: { type: 'boolean' },
  });
  const entries = selectEntries(engine.entries.values(), {
    ...(values.type === undefined ? {} : { type: choice('--type', values.type, IDENTIFIER_TYPES) }),
    ...(values.category === undefined ? {} : { category: choice('--category', values.category, CATEGORIES) }),
  });
  if (values.summary) return entriesSummary(entries);
  const format = choice('--format', values.format ?? 'text', ['text', 'json']);
  return format === 'json' ? `${JSON.stringify(entries, undefined, 2)}\n` : entriesText(entries);
}

/**
 * `explain ENTRY|REGIME|IDENTIFIER [--as-of DATE]`: what it is, why it matches, its verdict under each profile,
 * its sources.
 * @throws UsageError for a text that is none of these.
 */
export function explainText(argv: readonly string[], engine: Engine, today: string): string {
  const { positionals, values } = parseOptions(argv, { 'as-of': { type: 'string' } }, true);
  const [text, ...more] = positionals;
  if (text === undefined || more.length > 0)
    throw new UsageError('explain: expected one entry, regime or identifier');
  const asOf = values['as-of'] ?? today;
  if (!isDate(asOf)) throw new UsageError(`--as-of: "${asOf}" is no date, YYYY-MM-DD`);
  const words = explain(text, engine, law, asOf);
  if (words !== undefined) return words;
  throw new UsageError(
    `explain: "${text}" is no entry, regime or identifier (such as pkg:deb/kesl or docker:team/app)`,
  );
}

/**
 * Reads the options of a subcommand.
 * @throws UsageError
 */
export function parseOptions<const T extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: T,
  allowPositionals = false,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'unreadable arguments');
  }
}
