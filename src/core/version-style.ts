import coerce from 'semver/functions/coerce.js';
import type { ReferenceType } from './types.js';

const ANY = /^(?:[*x+_]|latest(?:\.[a-z]+)?)?$/i;
const INTERVAL = /^([[\](])\s*([^,[\]()]*?)\s*(,?)\s*([^,[\]()]*?)\s*([[\])])$/;
const OPERATOR = /^(\^|~>|~=|~|>=|<=|!=|>|<|={1,3})?(\s*)(v?)(?=[\d*x])/i;

/** Types in which a version of fewer numbers stands for all that begin with them. */
const SHORT_IS_RANGE: readonly ReferenceType[] = ['cargo', 'npm'];

/**
 * A version written as an old one was: behind the same operator, with as many numbers where it is a range, with the
 * same wildcards, and up to the next major one where the old one had an upper bound.
 * @param old A version or a requirement of any ecosystem: `^4.2`, `~> 4.2`, `4.x`, `>=4,<5`, `[4.0,5.0)`.
 * @param version The version to write.
 * @param type The ecosystem.
 */
export function styledVersion(old: string, version: string, type?: ReferenceType): string {
  const text = old.trim();
  if (ANY.test(text)) return text === '' ? version : old;
  const interval = INTERVAL.exec(text);
  if (interval) return intervalOf(interval, version);
  // Any of several will do: the last one tells how far it may go.
  const [single = text] = text.split('||').slice(-1);
  // A list of quoted texts is one requirement as well.
  const pieces = single.trim().split(/(["']?\s*,\s*["']?|\s+(?=[<>=!~^]))/);
  const bounds = pieces.filter((_, index) => index % 2 === 0).filter((bound) => !bound.startsWith('!='));
  const separator = pieces[1] ?? '';
  return bounds.map((bound) => styledBound(bound, version, type)).join(separator);
}

function styledBound(bound: string, version: string, type: ReferenceType | undefined): string {
  const [head = '', operator = '', space = '', v = ''] = OPERATOR.exec(bound) ?? [];
  const numbers = /^[\d.*x+]+/i.exec(bound.slice(head.length))?.[0].split('.') ?? [];
  if (operator.startsWith('<')) return `<${space}${v}${nextMajor(version)}`;
  const marked = v === 'v' && !version.startsWith('v') ? `v${version}` : version;
  if (operator === '>') return `>=${space}${marked}`;
  const wildcards = numbers.some((number) => /^[*x+]$/i.test(number));
  const isRange = /^(?:\^|~|>=)/.test(operator) || (operator === '' && SHORT_IS_RANGE.includes(type ?? 'os'));
  const known = coerce(version);
  if (!known || !(wildcards || (isRange && numbers.length > 0 && numbers.length < 3)))
    return `${operator}${space}${marked}${bound.endsWith('!!') ? '!!' : ''}`;
  const parts = [known.major, known.minor, known.patch];
  const written = numbers.map((number, index) => (/^\d/.test(number) ? (parts[index] ?? 0) : number));
  return `${operator}${space}${v}${written.join('.')}`;
}

/** An interval of Maven or NuGet: one version, or from the version on, up to the next major one if there was a bound. */
function intervalOf(match: RegExpExecArray, version: string): string {
  const [, open = '[', , comma = '', to = '', close = ')'] = match;
  if (comma === '') return `${open}${version}${close}`;
  const first = open === '(' || open === ']' ? '[' : open;
  if (to === '') return `${first}${version},${close}`;
  return `${first}${version},${nextMajor(version)}${close === ']' ? ')' : close}`;
}

function nextMajor(version: string): string {
  return String((coerce(version)?.major ?? 0) + 1);
}
