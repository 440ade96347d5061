import type { Edit, Intent } from '../../../core/types.js';
import { lineBreakOf } from '../../../core/text/edits.js';
import { scalar } from '../yaml.js';
import type { YamlPair } from '../yaml.js';
import type { Module } from './modules.js';
import type { Arguments } from './tasks.js';
import type { Value } from './values.js';

/** What a call does with the things it names, and the edits that turn an install round. */
export interface State {
  readonly intent: Intent;
  readonly uninstall?: readonly Edit[];
}

const REMOVED = /^(?:absent|removed|purged|uninstalled|disabled|stopped|killed)$/i;
const FALSE = /^(?:false|no|off)$/i;
const TRUE = /^(?:true|yes|on)$/i;
const DENIED = /^(?:deny|drop|reject|block|limit)$/i;

/** Decides by the state parameters of a module whether a call uses or removes. */
export function stateOf(module: Module, args: Arguments, pair: YamlPair): State {
  if (module.intent) return { intent: module.intent };
  const text = (name: string): string => textOf(args.get(name))?.text ?? '';
  if (module.state === 'service') return serviceState(args, pair, text);
  if (module.state === 'rule') {
    const denied = ['rule', 'policy', 'jump', 'action'].some((name) => DENIED.test(text(name)));
    return { intent: denied || REMOVED.test(text('state')) ? 'remove' : 'use' };
  }
  if (module.state === 'package') {
    if (REMOVED.test(text('state'))) return { intent: 'remove' };
    const isPackage = Object.values(module.parameters).some(({ as }) => as === 'package');
    return { intent: 'use', ...(isPackage ? { uninstall: setTo(args, pair, 'state', 'absent') } : {}) };
  }
  return { intent: 'use' };
}

function serviceState(args: Arguments, pair: YamlPair, text: (name: string) => string): State {
  const started = /^(?:started|restarted|reloaded)$/i.test(text('state'));
  const stopped =
    REMOVED.test(text('state')) || TRUE.test(text('masked')) || /^disabled$/i.test(text('start_mode'));
  const disabled = FALSE.test(text('enabled')) && !started;
  if (stopped || disabled) return { intent: 'remove' };
  const uninstall = [...setTo(args, pair, 'state', 'stopped'), ...negated(args.get('enabled'))];
  return { intent: 'use', uninstall };
}

/** `enabled: yes` becomes `enabled: no`, in the words of the file. */
function negated(argument: YamlPair | Value | undefined): Edit[] {
  const value = textOf(argument);
  const words: Record<string, string> = { true: 'false', True: 'False', yes: 'no', Yes: 'No', on: 'off' };
  const opposite = value && words[value.text];
  return value && opposite ? [{ span: value.span, text: opposite }] : [];
}

/** Writes a value over the old one, or a new parameter in the style of the call. */
function setTo(args: Arguments, pair: YamlPair, name: string, value: string): Edit[] {
  const old = textOf(args.get(name));
  if (old) return [{ span: old.span, text: value }];
  const { value: node } = pair;
  if (node?.kind === 'scalar') return [{ span: [node.span[1], node.span[1]], text: ` ${name}=${value}` }];
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

function textOf(
  argument: YamlPair | Value | undefined,
): { text: string; span: readonly [number, number] } | undefined {
  if (!argument) return undefined;
  if (!('keySpan' in argument)) return argument;
  const read = scalar(argument.value);
  return read && { text: read.text.trim(), span: read.span };
}
