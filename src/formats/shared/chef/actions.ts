import { indentUnitOf, lineBreakOf, removalEdits } from '../../../core/text/edits.js';
import type { Edit } from '../../../core/types.js';
import { insertBefore } from '../resources/edits.js';
import type { RubyCall } from '../ruby.js';
import { textsOf } from './texts.js';

/** The actions that a resource is given, as symbols' names. */
export function actionsOf(properties: readonly RubyCall[]): string[] {
  return properties.filter(({ name }) => name === 'action').flatMap(({ args }) => args.flatMap(textsOf));
}

/**
 * The edits that give a resource an action in place of its own; a resource without a block gets one.
 * Subscriptions that would give it another one go.
 * @param action As it is written: `:remove`, `[:stop, :disable]`.
 */
export function actionEdits(
  text: string,
  resource: RubyCall,
  properties: readonly RubyCall[],
  action: string,
): Edit[] | undefined {
  const woken = properties
    .filter(({ name }) => name === 'subscribes')
    .flatMap(({ span }) => removalEdits(text, { what: 'subscription', span }));
  const edits = ownEdits(text, resource, properties, action);
  return edits && [...edits, ...woken];
}

function ownEdits(
  text: string,
  resource: RubyCall,
  properties: readonly RubyCall[],
  action: string,
): Edit[] | undefined {
  const old = properties.find(({ name }) => name === 'action');
  const first = old?.args[0];
  const last = old?.args.at(-1);
  if (first && last) return [{ span: [first.raw[0], last.raw[1]], text: action }];
  const [property] = resource.body;
  if (property) return [insertBefore(text, property.span[0], `action ${action}`, '; ')];
  const { span, condition } = resource;
  const whole = text.slice(span[0], condition ? condition.raw[0] : span[1]).trimEnd();
  if (/(?:\bend|\})$/.test(whole) || resource.options.length > 0) return undefined;
  const line = Math.max(text.lastIndexOf('\n', span[0]), text.lastIndexOf('\r', span[0])) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line, span[0]))?.[0] ?? '';
  const newline = lineBreakOf(text);
  const end = span[0] + whole.length;
  const inner = indent + indentUnitOf(text);
  return [{ span: [end, end], text: ` do${newline}${inner}action ${action}${newline}${indent}end` }];
}
