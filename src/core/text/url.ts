/** The pieces of a URL that the catalog compares. */
export interface UrlParts {
  readonly scheme: string;
  /** Lower-case, without user, port and a trailing dot. */
  readonly host: string;
  /** Without query and fragment; starts with `/` or is empty. */
  readonly path: string;
}

const URL_START = /^([a-z][a-z0-9+.-]*):\/\//i;

/**
 * Takes a URL apart without judging it, so that one with a variable in its path still gives its host
 * (https://www.rfc-editor.org/rfc/rfc3986#appendix-B). Undefined if the text is no `scheme://host` URL.
 */
export function parseUrl(text: string): UrlParts | undefined {
  const start = URL_START.exec(text);
  if (!start?.[1]) return undefined;
  const rest = text.slice(start[0].length);
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const tail = end < 0 ? '' : rest.slice(end);
  const stop = tail.search(/[?#]/);
  const host = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return { scheme: start[1].toLowerCase(), host, path: stop < 0 ? tail : tail.slice(0, stop) };
}

/** Last segment of a path or URL, with `/` and `\` as separators, without query and fragment. */
export function baseName(path: string): string {
  // The slashes of `${version//_/-}` separate nothing.
  const masked = path.replace(/\$\{[^{}]*\}/g, (variable) => '$'.repeat(variable.length));
  const end = /[?#]/.exec(masked)?.index ?? path.length;
  const length = masked.slice(0, end).replace(/[\\/]+$/, '').length;
  const start = Math.max(masked.lastIndexOf('/', length - 1), masked.lastIndexOf('\\', length - 1)) + 1;
  return path.slice(Math.min(start, length), length);
}
