import fs from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { keywords } from '../catalog/keywords.js';
import { law } from '../catalog/law.js';
import type { Engine, EngineOptions } from '../core/engine.js';
import { selectRegimes } from '../core/law.js';
import { lazy } from '../core/lazy.js';
import { POLICY_FILE } from '../core/policy-file.js';
import type { Policy } from '../core/policy.js';
import { createPrefilter } from '../core/prefilter/prefilter.js';
import type { Prefilter } from '../core/prefilter/prefilter.js';
import { lineStarts, positionOf } from '../core/text/lines.js';
import type { Regime } from '../core/types.js';
import { UsageError } from './args.js';
import { readText } from './files.js';
import { loadEngine } from './load.js';

/** How files are judged. */
export type Judging = Omit<EngineOptions, 'formats' | 'knowledge' | 'policy'>;

/** What the command line tells of how to judge. */
export interface Rules {
  readonly judging: Judging;
  /** A policy file that holds in place of the nearest ones. */
  readonly policy: string | undefined;
}

/** What holds for a file: by what it is found and judged, and what its policy leaves out. */
export interface Ruled {
  readonly prefilter: Prefilter;
  /** Loads what it needs when it is first asked for. */
  readonly engine: () => Engine;
  /** The selected regimes, in order. */
  readonly regimes: readonly Regime[];
  readonly source?: PolicySource;
  readonly excluded: (file: string) => boolean;
}

/** Tells what holds for a folder, absolute; `own` if it is known whether a policy file lies in it. */
export interface RuledBy {
  (folder: string, own?: boolean): Ruled;
  /** What it goes by, for another thread to be told. */
  readonly rules: Rules;
}

/** Where a policy is from. */
export interface PolicySource {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
  /** The folder whose files it holds for, absolute. */
  readonly base: string;
}

/**
 * Gives each folder the engine of the nearest policy file upward, or of the one that was named.
 * @throws UsageError for a policy file with a mistake, with the place of each.
 */
export function createPolicies(rules: Rules): RuledBy {
  const { judging, policy: named } = rules;
  const byPolicy = new Map<string | undefined, Ruled>();
  const byFolder = new Map<string, Ruled>();
  const ruledBy = (file: string | undefined): Ruled => {
    const known = byPolicy.get(file);
    if (known) return known;
    const made =
      file === undefined
        ? shipped(judging)
        : underPolicy(judging, file, named === undefined ? path.dirname(file) : process.cwd());
    byPolicy.set(file, made);
    return made;
  };
  if (named !== undefined) {
    const only = ruledBy(path.resolve(named));
    return Object.assign(() => only, { rules });
  }
  const find = (folder: string, own?: boolean): Ruled => {
    const known = byFolder.get(folder);
    if (known) return known;
    const file = path.join(folder, POLICY_FILE);
    const parent = path.dirname(folder);
    const found =
      (own ?? fs.existsSync(file)) ? ruledBy(file) : parent === folder ? ruledBy(undefined) : find(parent);
    byFolder.set(folder, found);
    return found;
  };
  return Object.assign(find, { rules });
}

function shipped(judging: Judging): Ruled {
  return {
    prefilter: createPrefilter(keywords),
    engine: lazy(() => loadEngine().shippedEngine(judging)),
    regimes: selectRegimes(law, judging),
    excluded: () => false,
  };
}

function underPolicy(judging: Judging, file: string, base: string): Ruled {
  const { policy, text } = readPolicy(file, base);
  const engine = loadEngine().shippedEngine({ ...judging, policy });
  return {
    prefilter: engine.prefilter,
    engine: () => engine,
    regimes: engine.regimes,
    source: { file, text, base },
    excluded: excluder(policy.exclude, base),
  };
}

function excluder(globs: readonly string[], base: string): (file: string) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch([...globs], { dot: true });
  return (file) => {
    const relative = path.relative(base, file).split(path.sep).join('/');
    return matches(relative) || matches(`${relative}/`);
  };
}

function readPolicy(file: string, base: string): { policy: Policy; text: string } {
  const text = readText(file);
  const { policy, problems } = loadEngine().parsePolicy(text, {
    profiles: law.profiles.map(({ id }) => id),
    regimes: law.regimes.map(({ id }) => id),
  });
  if (policy) {
    const root = path.relative(process.cwd(), base).split(path.sep).join('/');
    return { policy: { ...policy, root }, text };
  }
  const starts = lineStarts(text);
  const words = problems.map(({ span, message }) => {
    const { line, column } = positionOf(starts, span[0]);
    return `${file}:${line + 1}:${column + 1}: ${message}`;
  });
  throw new UsageError(words.join('\n'));
}
