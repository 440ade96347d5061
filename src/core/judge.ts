import type { Category, Intent, Regime, RegimeNature, Verdict } from './types.js';

/** A verdict and the regimes that decide it. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly regimes: readonly string[];
}

const BINDING: readonly RegimeNature[] = ['prohibition', 'procurement-ban', 'directive'];

/**
 * The regimes that have begun by a date (ISO). One whose beginning is not known counts as begun.
 */
export function regimesInForce(regimes: readonly Regime[], asOf: string): Regime[] {
  return regimes.filter(
    ({ effective }) => effective.length === 0 || effective.some(({ date }) => date <= asOf),
  );
}

/**
 * Judges a reference of a category. In this order: a binding regime that covers it prohibits; a warning or
 * sanction that covers it asks for review; else a carve-out exempts; else it is for review. A match that needs
 * context (`doubtful`) is never more than review. Only the intent `use` is judged by law at all.
 */
export function judge(
  category: Category,
  intent: Intent,
  doubtful: boolean,
  regimes: readonly Regime[],
): Judgement {
  if (intent === 'remove') return { verdict: 'remediation', regimes: [] };
  if (intent !== 'use') return { verdict: 'mention', regimes: [] };
  const covering = regimes.filter(({ covers }) => covers.includes(category));
  const binding = covering.filter(({ nature }) => BINDING.includes(nature));
  if (binding.length > 0) return { verdict: doubtful ? 'review' : 'prohibited', regimes: ids(binding) };
  if (covering.length > 0) return { verdict: 'review', regimes: ids(covering) };
  const exempting = regimes.filter(({ exempts }) => exempts.includes(category));
  if (exempting.length > 0) return { verdict: doubtful ? 'review' : 'exempt', regimes: ids(exempting) };
  return { verdict: 'review', regimes: [] };
}

function ids(regimes: readonly Regime[]): string[] {
  return regimes.map(({ id }) => id);
}
