import { lineBreakOf } from '../../../core/text/edits.js';
import type { Edit, Intent } from '../../../core/types.js';
import { scalar } from '../yaml.js';
import type { YamlPair } from '../yaml.js';
import { argumentValues } from './arguments.js';
import type { Argument, Arguments } from './arguments.js';
import type { ResourceType } from '../resources/model.js';
import type { Scope } from './scope.js';

/** What a call does with the things it names, and the edits that turn an install round. */
export interface State {
  readonly intent: Intent;
  readonly uninstall?: readonly Edit[];
}

const REMOVED =
  /^(?:absent|remove|removed|purge|purged|uninstalled|deinstall|disabled|stopped|killed|exited|unloaded|unmounted)$/i;
const FALSE = /^(?:false|no|off|0)$/i;
const TRUE = /^(?:true|yes|on|1)$/i;
const DENIED = /^(?:deny|drop|reject|block|limit|deinstall|purge|hold)$/i;
const SERVICE_PARAMETERS = ['state', 'enabled', 'masked', 'start_mode', 'restart', 'runlevel'];

/**
 * Decides by the parameters of a module whether a call uses, removes or looks.
 * @param args The parameters with the module's defaults.
 * @param given The parameters that are written in the call.
 * @param pair The key of the module with the call's parameters, where the edits go.
 */
export function stateOf(
  module: ResourceType,
  args: Arguments,
  given: Arguments,
  pair: YamlPair,
  scope: Scope,
): State {
  if (module.intent) return { intent: module.intent };
  const is = (name: string, pattern: RegExp): boolean => {
    const values = argumentValues(args.get(name), scope);
    return (
      values.length > 0 && values.every(({ word, unresolved }) => !unresolved && pattern.test(word.text))
    );
  };
  switch (module.state) {
    case 'service':
      return serviceState(args, given, pair, is);
    case 'rule': {
      const denied = ['rule', 'policy', 'jump', 'action', 'selection'].some((name) => is(name, DENIED));
      return { intent: denied || is('state', REMOVED) ? 'remove' : 'use' };
    }
    case 'thing':
      if (is('state', REMOVED)) return { intent: 'remove' };
      return { intent: 'use', uninstall: setTo(given, pair, 'state', 'absent') };
    case 'file':
      return { intent: is('state', REMOVED) ? 'remove' : 'use' };
    default:
      return { intent: 'use' };
  }
}

/** A service that is neither started nor stopped nor set is only looked at. */
function serviceState(
  args: Arguments,
  given: Arguments,
  pair: YamlPair,
  is: (name: string, pattern: RegExp) => boolean,
): State {
  if (!SERVICE_PARAMETERS.some((name) => args.has(name))) return { intent: 'detect' };
  const started = is('state', /^(?:started|restarted|reloaded|present)$/i);
  const stopped = is('state', REMOVED) || is('masked', TRUE) || is('start_mode', /^disabled$/i);
  if (stopped || (is('enabled', FALSE) && !started)) return { intent: 'remove' };
  const uninstall = [...setTo(given, pair, 'state', 'stopped'), ...negated(given.get('enabled'))];
  return { intent: 'use', uninstall };
}

/** `enabled: yes` becomes `enabled: no`, in the words of the file. */
function negated(argument: Argument | undefined): Edit[] {
  const value = written(argument);
  const words: Record<string, string> = { true: 'false', True: 'False', yes: 'no', Yes: 'No', on: 'off' };
  const opposite = value && words[value.text];
  return value && opposite ? [{ span: value.span, text: opposite }] : [];
}

/** Writes a value over the old one, or a new parameter in the style of the call. */
function setTo(given: Arguments, pair: YamlPair, name: string, value: string): Edit[] {
  const old = written(given.get(name));
  if (old) return [{ span: old.span, text: value }];
  const node = pair.value;
  if (node?.kind === 'scalar') {
    const end = scalar(node)?.span[1] ?? node.span[1];
    return [{ span: [end, end], text: ` ${name}=${value}` }];
  }
  if (node?.kind !== 'map') return [];
  const last = node.pairs.at(-1);
  if (!last) return [];
  if (node.flow) return [{ span: [last.pairSpan[1], last.pairSpan[1]], text: `, ${name}: ${value}` }];
  const first = node.pairs[0]?.pairSpan[0] ?? 0;
  const source = node.source.text;
  const lineStart = Math.max(source.lastIndexOf('\n', first - 1), source.lastIndexOf('\r', first - 1)) + 1;
  const indent = source.slice(lineStart, first).replace(/[^\s]/g, ' ');
  return [{ span: [first, first], text: `${name}: ${value}${lineBreakOf(source)}${indent}` }];
}

function written(
  argument: Argument | undefined,
): { text: string; span: readonly [number, number] } | undefined {
  if (argument?.word) return argument.word;
  const read = scalar(argument?.node);
  return read && { text: read.text.trim(), span: read.span };
}
