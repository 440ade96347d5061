/**
 * The path of a file named relative to the folder of another, both relative to the root with `/`. Undefined where
 * it is absolute or leaves the root.
 */
export function joinPath(from: string, relative: string): string | undefined {
  if (/^(?:[a-z]:|[\\/])/i.test(relative)) return undefined;
  const segments = from.split('/').slice(0, -1);
  for (const segment of relative.split(/[\\/]/)) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}
