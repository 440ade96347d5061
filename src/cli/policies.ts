import fs from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { createEngine } from '../core/engine.js';
import type { Engine, EngineOptions } from '../core/engine.js';
import { POLICY_FILE, parsePolicy } from '../core/policy.js';
import type { Policy } from '../core/policy.js';
import { lineStarts, positionOf } from '../core/text/lines.js';
import { UsageError } from './args.js';
import { reasonOf } from './read.js';

/** The engine that holds for a file, and what its policy leaves out. */
export interface Ruled {
  readonly engine: Engine;
  readonly source?: PolicySource;
  readonly excluded: (file: string) => boolean;
}

/** Tells what holds for a folder, absolute; `own` if it is known whether a policy file lies in it. */
export type RuledBy = (folder: string, own?: boolean) => Ruled;

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
export function createPolicies(options: Omit<EngineOptions, 'policy'>, named: string | undefined): RuledBy {
  const byPolicy = new Map<string | undefined, Ruled>();
  const byFolder = new Map<string, Ruled>();
  const ruledBy = (file: string | undefined): Ruled => {
    const known = byPolicy.get(file);
    if (known) return known;
    const made = makeRuled(options, file, named === undefined && file ? path.dirname(file) : process.cwd());
    byPolicy.set(file, made);
    return made;
  };
  if (named !== undefined) {
    const only = ruledBy(path.resolve(named));
    return () => only;
  }
  const find: RuledBy = (folder, own) => {
    const known = byFolder.get(folder);
    if (known) return known;
    const file = path.join(folder, POLICY_FILE);
    const parent = path.dirname(folder);
    const found =
      (own ?? fs.existsSync(file)) ? ruledBy(file) : parent === folder ? ruledBy(undefined) : find(parent);
    byFolder.set(folder, found);
    return found;
  };
  return find;
}

function makeRuled(options: Omit<EngineOptions, 'policy'>, file: string | undefined, base: string): Ruled {
  const read = file === undefined ? undefined : readPolicy(file, options, base);
  const policy = read?.policy;
  return {
    engine: createEngine({ ...options, policy }),
    ...(read && file !== undefined ? { source: { file, text: read.text, base } } : {}),
    excluded: excluder(policy?.exclude ?? [], base),
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

function readPolicy(
  file: string,
  { knowledge }: Omit<EngineOptions, 'policy'>,
  base: string,
): { policy: Policy; text: string } {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
  const { policy, problems } = parsePolicy(text, {
    profiles: knowledge.profiles.map(({ id }) => id),
    regimes: knowledge.regimes.map(({ id }) => id),
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
