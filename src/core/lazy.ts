/** A value that is made when it is first asked for, and kept. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** More results are not kept. */
const MOST = 4;

/** A function that keeps its results for the last few arguments, as their key tells them apart. */
export function remembering<A extends readonly unknown[], T>(
  make: (...given: A) => T,
  keyOf: (...given: A) => string,
): (...given: A) => T {
  const made = new Map<string, { readonly value: T }>();
  return (...given) => {
    const key = keyOf(...given);
    const kept = made.get(key) ?? { value: make(...given) };
    made.delete(key);
    made.set(key, kept);
    if (made.size > MOST) made.delete(made.keys().next().value ?? key);
    return kept.value;
  };
}
