import coerce from 'semver/functions/coerce.js';
import satisfies from 'semver/functions/satisfies.js';
import intersects from 'semver/ranges/intersects.js';
import subset from 'semver/ranges/subset.js';
import validRange from 'semver/ranges/valid.js';

/** One version, in any of the field's spellings: `v1.2`, `1:11.2.0-4528`, `17.3R1.10`. */
const PLAIN = /^[v=]*(?:\d+:)?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:$|[^\d*x|<>=\s][^*|<>=\s]*$)/i;
const INTERVAL = /^([[(])([^,[\]()]*)(,?)([^,[\]()]*)([\])])$/;
const PESSIMISTIC = /^~[>=]\s*(\d+)\.(\d+)(\.\d+)?$/;
const LAST = 1_000_000_000;

/**
 * Whether a version, or every version that a requirement allows, lies in a semver range. Undefined where it
 * cannot be told: no version, a name such as `latest`, or a requirement that allows versions inside and outside.
 * A version with fewer numbers than semver has stands for all that begin with them.
 */
export function isInRange(version: string | undefined, range: string): boolean | undefined {
  const text = version?.trim() ?? '';
  const plain = PLAIN.exec(text);
  if (plain) {
    const [, major = '0', minor, patch] = plain;
    const low = `${major}.${minor ?? 0}.${patch ?? 0}`;
    const high = `${major}.${minor ?? LAST}.${patch ?? LAST}`;
    const inside = holds(low, range);
    return inside === holds(high, range) ? inside : undefined;
  }
  const required = validRange(requirementOf(text));
  if (text === '' || required === null || required === '*') return undefined;
  if (subset(required, range)) return true;
  return intersects(required, range) ? undefined : false;
}

function holds(version: string, range: string): boolean {
  const known = coerce(version);
  return known !== null && satisfies(known, range);
}

/** A requirement as semver writes it: intervals of Maven and NuGet, commas and `~=` of Python, `~>` of Ruby. */
function requirementOf(text: string): string {
  const interval = INTERVAL.exec(text);
  if (interval) {
    const [, open, from = '', comma, to = '', close] = interval;
    if (comma === '') return `=${from}`;
    const bounds = [
      from && `${open === '[' ? '>=' : '>'}${from}`,
      to && `${close === ']' ? '<=' : '<'}${to}`,
    ];
    return bounds.filter((bound) => bound !== '').join(' ');
  }
  const pessimistic = PESSIMISTIC.exec(text);
  if (pessimistic) {
    const [, major = '0', minor = '0', patch] = pessimistic;
    return patch === undefined
      ? `>=${major}.${minor}.0 <${Number(major) + 1}.0.0`
      : `~${major}.${minor}${patch}`;
  }
  return text.replaceAll(',', ' ');
}
