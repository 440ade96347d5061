import type { Intent } from '../../../core/types.js';
import { plainKey, textAt, valueAt } from './values.js';
import type { ObjectValue } from './values.js';

const DENIED =
  /^(?:aws:)?(?:deny|denied|denylist|drop(?:_\w+)?|block(?:_\w+|list|ed)?|reject(?:_\w+)?|alert_drop|disallow(?:ed)?|sinkhole|refuse\w*|nxdomain|nodata|blackhole|quarantine)$/i;
const ALLOWED = /^(?:allow(?:ed|list)?|permit|accept|pass(?:thru)?|bypasspolicy|bypass)$/i;
const ACTIONS = [
  'action',
  'access',
  'ruleaction',
  'defaultaction',
  'effect',
  'policy',
  'verdict',
  'generatedrulestype',
  'behavior',
  'blockresponse',
  'state',
  'ensure',
];

/** True if a rule refuses what it names: a firewall's, a name server's or a policy's. */
export function denies(object: ObjectValue): boolean {
  if (ACTIONS.some((key) => DENIED.test(textAt(object, key) ?? ''))) return true;
  if (/^(?:deny|block|drop|auditIfNotExists|disabled)$/i.test(textAt(object, 'then', 'effect') ?? ''))
    return /^(?:deny|block|drop)$/i.test(textAt(object, 'then', 'effect') ?? '');
  const action = valueAt(object, 'action') ?? valueAt(object, 'ruleaction');
  if (DENIED.test(textAt(action, 'type') ?? '')) return true;
  return action?.kind === 'object'
    ? action.fields.some(({ name }) => DENIED.test(name))
    : valueAt(object, 'deny')?.kind === 'object' || valueAt(object, 'denied')?.kind === 'list';
}

/** True if a rule says in words that it lets pass what it names. */
export function allows(object: ObjectValue): boolean {
  return ACTIONS.some((key) => ALLOWED.test(textAt(object, key) ?? ''));
}

const REMOVING =
  /^(?:uninstallcommandline|uninstallcommand|uninstall|deny|denied|denylist|blocked\w*|blocklist|disallowed\w*)$/;
const LOOKING =
  /^(?:livenessprobe|readinessprobe|startupprobe|healthcheck|detectionrules?|requirementrules?|detection|test)$/;

/** What a setting's name alone says about the things below it; undefined where it says nothing. */
export function intentBelow(name: string): Intent | undefined {
  const key = plainKey(name);
  if (REMOVING.test(key)) return 'remove';
  return LOOKING.test(key) ? 'detect' : undefined;
}
