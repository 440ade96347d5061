import type { ResourceType } from '../resources/model.js';
import { MODULES } from './module-table.js';

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
export function moduleOf(name: string): ResourceType | undefined {
  const short = shortName(name);
  return Object.hasOwn(MODULES, short) ? MODULES[short] : undefined;
}
