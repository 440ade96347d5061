import type { Intent, Reference, Span } from '../../../core/types.js';
import type { CommandSink } from './words.js';

/** Gathers references until it is known what becomes of each place. */
export interface Collector extends CommandSink {
  /**
   * A place that is reported only if nothing else reports it, nor any of the other places, such as the value of
   * a variable or the name of one whose value says nothing.
   */
  fallback(reference: Reference, others?: readonly Span[]): void;
  /** The word at the first span takes its beginning (raw) or a part from the value at the second. */
  readonly via: (word: Span, value: Span, raw: boolean) => void;
  /** Hands everything on, each place once. */
  flush(): void;
}

const RANK: Readonly<Record<Intent, number>> = { mention: 0, detect: 1, remove: 2, use: 3 };

/**
 * A collector before a sink. What is told twice, as of the body of a function that is read for each of its calls,
 * is handed on once. Of two references to one place the one that does more stays; a variable that is
 * only part of other words is judged by what is done with them.
 */
export function createCollector(sink: CommandSink): Collector {
  const found = new Map<string, Reference>();
  const spare: { reference: Reference; others: readonly Span[] }[] = [];
  const links = new Map<string, { value: string; raw: boolean }[]>();
  const key = (span: Span): string => `${span[0]}:${span[1]}`;
  const told = new Set<string>();
  const once = (what: string): boolean => !told.has(what) && told.add(what).size > 0;
  return {
    reference: (reference) => {
      const at = key(reference.span);
      const before = found.get(at);
      found.set(at, before ? merge(before, reference) : reference);
    },
    embed: (embedded) => {
      const { format, view } = embedded;
      if (once(`${format}:${view.map.slice(0, 2).join(':')}:${view.text}`)) sink.embed(embedded);
    },
    skip: (span, reason) => {
      if (once(`${reason}:${key(span)}`)) sink.skip(span, reason);
    },
    fallback: (reference, others = []) => {
      spare.push({ reference, others });
    },
    via: (word, value, raw) => {
      const at = key(word);
      const list = links.get(at) ?? [];
      list.push({ value: key(value), raw });
      links.set(at, list);
    },
    flush: () => {
      const hints = new Map<string, Intent>();
      const absorbed = new Set<string>();
      for (const [at, values] of links) {
        const reference = found.get(at);
        if (!reference) continue;
        for (const { value, raw } of values) {
          if (!raw) absorbed.add(value);
          const hint = hints.get(value);
          if (!hint || RANK[reference.intent] > RANK[hint]) hints.set(value, reference.intent);
        }
      }
      for (const { reference, others } of spare) {
        const at = key(reference.span);
        if (found.has(at) || absorbed.has(at)) continue;
        if (others.some((other) => found.has(key(other)) || absorbed.has(key(other)))) continue;
        found.set(at, { ...reference, intent: hints.get(at) ?? reference.intent });
      }
      const sorted = [...found.values()].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
      for (const reference of sorted) sink.reference(reference);
    },
  };
}

function merge(a: Reference, b: Reference): Reference {
  const stronger = RANK[b.intent] > RANK[a.intent] ? b : a;
  const uses = [...(a.uses ?? []), ...(b.uses ?? [])];
  const known = new Set<number>();
  const distinct = uses.filter(([start]) => !known.has(start) && known.add(start));
  return distinct.length > 0 ? { ...stronger, uses: distinct } : stronger;
}
