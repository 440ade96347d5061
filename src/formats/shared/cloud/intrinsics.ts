import { concatenate, interpolate } from './interpolate.js';
import { rewrite, usedAt } from './rewrite.js';
import { choiceOf, fieldOf, plainKey, select, textsOf } from './values.js';
import type { Field, TextValue, Value } from './values.js';

/** What the names of a template stand for, by logical name. */
export type Names = ReadonlyMap<string, Value>;

/** Parameters by their default, or by the values that are allowed, and mappings by their name. */
export function templateNames(parameters: Value | undefined, mappings: Value | undefined): Names {
  const names = new Map<string, Value>();
  for (const { name, value } of fields(parameters)) {
    const known = fieldOf(value, 'default')?.value;
    if (known) names.set(name, known);
  }
  for (const { name, value } of fields(mappings)) names.set(`mapping ${name}`, value);
  return names;
}

function fields(value: Value | undefined): readonly Field[] {
  return value?.kind === 'object' ? value.fields : [];
}

/**
 * Values with the functions of CloudFormation carried out as far as the template tells
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html).
 */
export function resolveIntrinsics(value: Value, names: Names, depth = 0): Value {
  if (depth > 60) return value;
  const resolve = (each: Value): Value => resolveIntrinsics(each, names, depth + 1);
  return rewrite(value, (each) => {
    const call = callOf(each);
    return call && carryOut(call.name, call.argument, each, names, resolve);
  });
}

/** `!Sub x`, or an object whose only member is `Fn::Sub`. */
function callOf(value: Value): { readonly name: string; readonly argument: Value } | undefined {
  if (value.kind === 'file' || value.kind === 'unknown') return undefined;
  if (value.tag?.startsWith('!') === true) {
    const { tag, ...argument } = value;
    return { name: tag.slice(1), argument };
  }
  const [only, more] = fields(value);
  if (!only || more || !/^(?:Fn::\w+|Ref|Condition)$/.test(only.name)) return undefined;
  return { name: only.name.replace('Fn::', ''), argument: only.value };
}

function carryOut(
  name: string,
  argument: Value,
  whole: Value,
  names: Names,
  resolve: (value: Value) => Value,
): Value | undefined {
  const span = whole.kind === 'text' ? whole.word.span : whole.span;
  const list = argument.kind === 'list' ? argument.items.map((item) => item.value) : [];
  const [first, second, ...rest] = list;
  const unknown: Value = { kind: 'unknown', span };
  switch (name) {
    case 'Ref': {
      const text = textsOf(argument)[0]?.word;
      const known = text && names.get(text.text);
      return known ? usedAt(known, text.span) : { ...unknown, variable: true };
    }
    case 'Sub': {
      const text = argument.kind === 'text' ? argument : first?.kind === 'text' ? first : undefined;
      if (!text) return unknown;
      const own = fields(second);
      return interpolate(text, /\$\{([\w:.]+)\}/g, (key) => {
        const local = own.find((field) => field.name === key)?.value;
        return local ? resolve(local) : names.get(key);
      });
    }
    case 'Join': {
      const parts = second ? resolve(second) : undefined;
      if (first?.kind !== 'text' || parts?.kind !== 'list') return parts ?? unknown;
      return concatenate(
        parts.items.map((item) => item.value),
        first,
        span,
      );
    }
    case 'FindInMap': {
      const mapping = names.get(`mapping ${textsOf(first)[0]?.word.text ?? ''}`);
      const keys = [second, ...rest].map((key) =>
        key && !callOf(key) ? (textsOf(key)[0]?.word.text ?? '*') : '*',
      );
      return mapping ? usedAt(select(mapping, keys.slice(0, 2), span), span) : unknown;
    }
    case 'If':
      return choiceOf(
        [second, ...rest].flatMap((each) => (each ? [resolve(each)] : [])).filter(isKnown),
        span,
      );
    case 'Select':
      return second ? select(resolve(second), [textsOf(first)[0]?.word.text ?? ''], span) : unknown;
    case 'Split':
      return second ? resolve(second) : unknown;
    case 'Base64':
    case 'ToJsonString':
      return resolve(argument);
    case 'GetAtt':
    case 'ImportValue':
    case 'Transform':
    case 'Cidr':
    case 'GetAZs':
    case 'Condition':
      return unknown;
    default:
      return undefined;
  }
}

function isKnown({ kind }: Value): boolean {
  return kind !== 'unknown';
}

/** The names of lists that a rule of a template refuses, by its action. */
export function refusedLists(
  value: Value,
  found = new Map<string, 'use' | 'remove'>(),
  depth = 0,
): Map<string, 'use' | 'remove'> {
  if (depth > 60) return found;
  if (value.kind === 'list') for (const item of value.items) refusedLists(item.value, found, depth + 1);
  if (value.kind !== 'object') return found;
  const list = fieldOf(value, 'firewalldomainlistid')?.value;
  const action = textsOf(fieldOf(value, 'action')?.value)[0]?.word.text;
  const named = list && callOf(list);
  const name = named && nameOf(named.argument);
  if (name !== undefined && action !== undefined)
    found.set(name, plainKey(action) === 'allow' ? 'use' : 'remove');
  for (const field of value.fields) refusedLists(field.value, found, depth + 1);
  return found;
}

function nameOf(argument: Value): string | undefined {
  const [text]: TextValue[] = textsOf(argument);
  return text?.word.text.split('.')[0];
}
