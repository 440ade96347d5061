import type { Policy } from './policy.js';
import type { Regime } from './types.js';

/** A named choice of regimes. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly regimes: readonly string[];
}

/** What can be judged by. */
export interface Law {
  readonly regimes: readonly Regime[];
  readonly profiles: readonly Profile[];
}

/** What a host asks to be judged by, in place of the policy's choice. */
export interface LawChoice {
  /** By id. */
  readonly regimes?: readonly string[] | undefined;
  readonly profile?: string | undefined;
}

const DEFAULT_PROFILE = 'us-commercial';

/** The regimes that a host, else the policy, else the default profile selects, in order. */
export function selectRegimes(
  law: Law,
  { regimes, profile }: LawChoice,
  policy?: Pick<Policy, 'regimes' | 'profile'>,
): Regime[] {
  const ofProfile = (): readonly string[] => {
    const chosen = profile ?? policy?.profile ?? DEFAULT_PROFILE;
    return law.profiles.find(({ id }) => id === chosen)?.regimes ?? [];
  };
  const ids = regimes ?? (profile === undefined ? policy?.regimes : undefined) ?? ofProfile();
  const byId = new Map(law.regimes.map((regime) => [regime.id, regime]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
