import type { Intent, Sink, Unit } from '../../core/types.js';

/** Where the references of a manifest go and what is known around them. */
export interface KubernetesContext {
  readonly sink: Sink;
  /** The whole manifest. */
  readonly unit: Unit | undefined;
  /** What the construct does with the things below it, where that is not `use`. */
  readonly intent?: Intent | undefined;
}
