import type { Intent, ReferenceType } from '../../../core/types.js';
import { MODULES } from './module-table.js';

/** How a parameter of a module is understood. */
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

/** A module: what its parameters name, and how its state tells installing from removing. */
export interface Module {
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** The parameter that a free-form text stands for. */
  readonly free?: string;
  /**
   * Which states turn a use into a removal: of a thing that can be taken away with `state: absent`, of a file,
   * of a service that is stopped, or of a rule that denies.
   */
  readonly state?: 'thing' | 'file' | 'service' | 'rule';
  readonly intent?: Intent;
}

/** Keys of a task that are not its module: https://docs.ansible.com/ansible/latest/reference_appendices/playbooks_keywords.html */
export const TASK_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'action any_errors_fatal args async become become_exe become_flags become_method become_user changed_when check_mode ' +
    'collections connection debugger delay delegate_facts delegate_to diff environment failed_when ignore_errors ' +
    'ignore_unreachable local_action loop loop_control module_defaults name no_log notify poll port register ' +
    'remote_user retries run_once tags throttle timeout until vars when listen block rescue always'
  ).split(' '),
);

/** The short name of a module that may be written with its collection. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The module of a name with or without its collection. */
export function moduleOf(name: string): Module | undefined {
  const short = shortName(name);
  return Object.hasOwn(MODULES, short) ? MODULES[short] : undefined;
}
