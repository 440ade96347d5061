import type { Intent, Reference, Sink, Unit } from '../../core/types.js';
import type { Word } from './commands/words.js';
import { typedReference } from './references.js';
import { placement } from './yaml-emit.js';
import type { Around } from './yaml-emit.js';

/** Where the references of a manifest go and what is known around them. */
export interface KubernetesContext {
  readonly sink: Sink;
  /** The whole manifest. */
  readonly unit: Unit | undefined;
  /** What the construct does with the things below it, where that is not `use`. */
  readonly intent?: Intent | undefined;
}

/** An object of a cluster, by its name. */
export function objectReference(name: Word, around: Around): Reference {
  return typedReference('config', 'kubernetes-object', name.text, placement(name, around));
}
