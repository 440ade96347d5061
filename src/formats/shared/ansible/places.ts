import type { Intent, Reference, Sink } from '../../../core/types.js';

const STRENGTH: readonly Intent[] = ['mention', 'detect', 'remove', 'use'];

/** A sink that holds references back until it is flushed. */
export interface PlaceSink extends Sink {
  /** Takes what the name or shape of a value says; it counts only where nothing tells what is done with it. */
  readonly guesses: Sink;
  /** Passes on what was reported. */
  flush(): void;
}

/**
 * A sink that passes each place on once however many tasks come back to it through variables. Of what they do
 * with it the strongest holds: what is installed somewhere is not told as removed.
 */
export function placeSink(sink: Sink): PlaceSink {
  const told = new Map<string, Reference[]>();
  const guessed = new Map<string, Reference[]>();
  const seen = new Set<string>();
  const into =
    (held: Map<string, Reference[]>) =>
    (reference: Reference): void => {
      const key = `${reference.path ?? ''} ${reference.span[0]}`;
      const known = held.get(key);
      if (known) known.push(reference);
      else held.set(key, [reference]);
    };
  const skip: Sink['skip'] = (span, reason) => {
    const key = span.join(' ');
    if (seen.has(key)) return;
    seen.add(key);
    sink.skip(span, reason);
  };
  return {
    ...sink,
    skip,
    reference: into(told),
    guesses: { ...sink, skip, reference: into(guessed) },
    flush: () => {
      for (const references of told.values()) passStrongest(references, sink);
      for (const [key, references] of guessed) if (!told.has(key)) passStrongest(references, sink);
      told.clear();
      guessed.clear();
    },
  };
}

function passStrongest(references: readonly Reference[], sink: Sink): void {
  const strongest = Math.max(...references.map(({ intent }) => STRENGTH.indexOf(intent)));
  const passed = new Set<string>();
  for (const reference of references) {
    const key = `${reference.kind} ${reference.type} ${reference.name}`;
    if (STRENGTH.indexOf(reference.intent) !== strongest || passed.has(key)) continue;
    passed.add(key);
    sink.reference(reference);
  }
}
