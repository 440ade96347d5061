import type { RubyCall, RubyValue } from '../ruby.js';

const BRANCHES = /^(?:if|unless|case|else|begin|when)$/;

/** The literal strings and symbols of a value. */
export function textsOf(value: RubyValue): string[] {
  if (value.kind === 'string' || value.kind === 'symbol') return [value.text];
  return value.kind === 'array' || value.kind === 'other' ? value.items.flatMap(textsOf) : [];
}

/** The properties that a resource's block sets, those under a condition with them. */
export function propertiesOf(calls: readonly RubyCall[]): RubyCall[] {
  return calls.flatMap((call) => (BRANCHES.test(call.name) ? propertiesOf(call.body) : [call]));
}
