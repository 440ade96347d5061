import type { Intent, ReferenceType } from '../../../core/types.js';

/** How a parameter of a resource or module is understood. */
export interface Parameter {
  readonly as:
    | 'package'
    | 'service'
    | 'place'
    | 'url'
    | 'image'
    | 'typed'
    | 'role'
    | 'process'
    | 'shell'
    | 'powershell'
    | 'content'
    | 'environment'
    | 'values'
    | 'manifest'
    | 'compose';
  readonly type?: ReferenceType;
  /** Whatever the state of the call, this parameter has this intent. */
  readonly intent?: Intent;
  /** Where another parameter's thing is put: no thing of its own if that has the same kind of name. */
  readonly copyOf?: string;
  /** Only says what is looked for where this other parameter tells an installer by name. */
  readonly unless?: string;
}

/** A kind of resource: what its parameters name, and how its state tells installing from removing. */
export interface ResourceType {
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** The parameter that its title, or a free-form text, stands for. */
  readonly free?: string;
  /**
   * Which states turn a use into a removal: of a thing that can be taken away by its state, of a file, of a
   * service that is stopped, or of a rule that denies.
   */
  readonly state?: 'thing' | 'file' | 'service' | 'rule';
  readonly intent?: Intent;
}
