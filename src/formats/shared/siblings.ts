import type { Siblings } from '../../core/types.js';

const known = new WeakMap<object, Siblings>();

/**
 * The members of a construct, as their units name them: the same for every unit of the construct.
 * @param construct What the parser made of it, by identity.
 * @param count How many members of it can go by themselves.
 */
export function siblingsIn(construct: object, count: number): Siblings {
  const found = known.get(construct);
  if (found) return found;
  const siblings = { count };
  known.set(construct, siblings);
  return siblings;
}

const places = new WeakMap<object, ReadonlyMap<unknown, number>>();

/** Where a member stands among its siblings, which do not change; found once for all of them, since many are asked for. */
export function placeAmong<T>(siblings: readonly T[], member: T): number {
  let found = places.get(siblings);
  if (!found) {
    found = new Map(siblings.map((each, index) => [each, index]));
    places.set(siblings, found);
  }
  return found.get(member) ?? -1;
}
