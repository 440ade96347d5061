import type { Intent } from '../../../core/types.js';
import type { ResourceType } from './model.js';

/** What a resource is told to be. */
export interface States {
  /** The values of the attribute that says so: `ensure`, `action`. */
  readonly state: readonly string[];
  /** Of a service: whether it is started with the machine. */
  readonly enabled?: readonly string[];
  /** Of a rule: what it does with what it names. */
  readonly verdict?: readonly string[];
}

const REMOVED =
  /^(?:absent|purged?|stop(?:ped)?|false|disabled?|masked?|remove|removed|delete|delete_key|uninstall|kill|unmount|unmounted|unload|prune|reset_failed)$/i;
const DENIED = /^(?:deny|drop|reject|block|0\.0\.0\.0|127\.\d+\.\d+\.\d+|::1?|-\d+)$/i;
const STARTED = /^(?:running|true|start|started|restart|enable|enabled)$/i;
const ASLEEP = /^(?:false|mask|disabled|\$false)$/i;

/** True if a word asks for a thing not to be there. */
export function isRemoved(state: string): boolean {
  return REMOVED.test(state);
}

/** Whether a resource of a type uses what it names or takes it away. What is not known uses. */
export function intentOf(
  type: ResourceType | undefined,
  { state, enabled = [], verdict = [] }: States,
): Intent {
  if (type?.intent) return type.intent;
  const removed = state.length > 0 && state.every(isRemoved);
  if (removed) return 'remove';
  if (type?.state === 'rule' && verdict.some((each) => DENIED.test(each))) return 'remove';
  const asleep = enabled.length > 0 && enabled.every((each) => ASLEEP.test(each));
  return type?.state === 'service' && asleep && !state.some((each) => STARTED.test(each)) ? 'remove' : 'use';
}
