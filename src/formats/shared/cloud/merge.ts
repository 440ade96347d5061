import type { Reference, Sink } from '../../../core/types.js';

/** Two ways to one sink; nothing arrives before `flush`. */
export interface Merger {
  /** For what a construct does with a thing. */
  readonly used: Sink;
  /** For where a thing is only written, such as a variable's default: it says what can go, and no more. */
  readonly written: Sink;
  flush(): void;
}

interface Found {
  readonly reference: Reference;
  readonly used: boolean;
}

/** Makes one reference of all that lead to a place, with every use of it. */
export function createMerger(sink: Sink): Merger {
  const found = new Map<string, Found>();
  const embedded = new Set<number>();
  const skipped = new Set<number>();
  const rest: Omit<Sink, 'reference'> = {
    embed: (each) => {
      const start = each.view.map[1] ?? 0;
      if (!embedded.has(start)) sink.embed(each);
      embedded.add(start);
    },
    skip: (span, reason) => {
      if (!skipped.has(span[0])) sink.skip(span, reason);
      skipped.add(span[0]);
    },
    problem: sink.problem.bind(sink),
  };
  const add = (reference: Reference, used: boolean): void => {
    const { span, path = '' } = reference;
    const key = `${span[0]} ${span[1]} ${path}`;
    const before = found.get(key);
    found.set(key, before ? merged(before, { reference, used }) : { reference, used });
  };
  return {
    used: {
      ...rest,
      reference: (reference) => {
        add(reference, true);
      },
    },
    written: {
      ...rest,
      reference: (reference) => {
        add(reference, false);
      },
    },
    flush: () => {
      for (const { reference } of found.values()) sink.reference(reference);
    },
  };
}

/** What uses a thing decides over where it is only written; of two uses the one that does more. */
function merged(before: Found, next: Found): Found {
  const first =
    before.used === next.used
      ? before.reference.intent === 'use' || next.reference.intent !== 'use'
      : before.used;
  const [stronger, weaker] = first ? [before.reference, next.reference] : [next.reference, before.reference];
  const uses = new Map(
    [...(before.reference.uses ?? []), ...(next.reference.uses ?? [])].map((span) => [span[0], span]),
  );
  const unit = stronger.unit ?? weaker.unit;
  const reference: Reference = {
    ...stronger,
    ...(unit ? { unit } : {}),
    ...(uses.size > 0 ? { uses: [...uses.values()] } : {}),
  };
  return { reference, used: before.used || next.used };
}
