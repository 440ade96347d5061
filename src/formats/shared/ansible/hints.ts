import type { Sink, Span, Unit } from '../../../core/types.js';
import { configReference } from '../references.js';
import type { Parameter } from '../resources/model.js';

/** Variables without a known value that name something by their own names. */
export interface Hints {
  /** Notes the use of a variable in a parameter. */
  add(as: Parameter['as'], variable: { readonly name: string; readonly span: Span }, unit: Unit): void;
  /** Leaves a variable out: it holds the result of a task. */
  exclude(name: string): void;
  /** Reports each variable once, where it is used most plainly. */
  report(sink: Sink): void;
}

/** The parameters in which a variable's name says what is installed, the plainest last. */
const POSITIONS: readonly Parameter['as'][] = ['url', 'service', 'image', 'package'];

/** An empty collection of hints. */
export function createHints(): Hints {
  const best = new Map<string, { rank: number; span: Span; unit: Unit }>();
  const excluded = new Set<string>();
  return {
    add: (as, { name, span }, unit) => {
      const rank = POSITIONS.indexOf(as);
      const known = best.get(name);
      if (rank >= 0 && name.includes('_') && (!known || known.rank < rank))
        best.set(name, { rank, span, unit });
    },
    exclude: (name) => {
      excluded.add(name);
    },
    report: (sink) => {
      for (const [name, { span, unit }] of best) {
        if (excluded.has(name)) continue;
        const first = name.replace(/^_+/, '').split('_')[0] ?? '';
        // The name of what is wanted comes first: `agent_package` of one product is no `package` of another.
        if (first.length > 2)
          sink.reference({ ...configReference('config-value', first, { span, unit }), type: 'value' });
      }
    },
  };
}
