import type { Span } from '../../../core/types.js';
import type { Value } from './values.js';

const MAX_DEPTH = 120;

/** A value in which every value that `change` knows another one for is replaced, the outer before the inner. */
export function rewrite(value: Value, change: (value: Value) => Value | undefined, depth = 0): Value {
  if (depth > MAX_DEPTH) return value;
  const changed = change(value);
  if (changed) return changed;
  if (value.kind === 'object') {
    return {
      ...value,
      fields: value.fields.map((field) => ({ ...field, value: rewrite(field.value, change, depth + 1) })),
    };
  }
  if (value.kind === 'list') {
    return {
      ...value,
      items: value.items.map((item) => ({ ...item, value: rewrite(item.value, change, depth + 1) })),
    };
  }
  return value;
}

/** A value as it is at a place that uses it through a name. */
export function usedAt(value: Value, use: Span): Value {
  return rewrite(value, (each) =>
    each.kind === 'text' ? { ...each, word: { ...each.word, uses: each.word.uses ?? [use] } } : undefined,
  );
}
