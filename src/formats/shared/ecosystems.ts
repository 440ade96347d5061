import type { IdentifierType, Sink } from '../../core/types.js';
import { packageReference } from './references.js';
import type { Placement } from './references.js';

/** What a package name may be of where a tool for all package managers does not say. */
const ANY: readonly IdentifierType[] = [
  'npm',
  'docker',
  'pypi',
  'maven',
  'golang',
  'gem',
  'nuget',
  'composer',
  'cargo',
  'helm',
  'github',
  'pub',
  'hex',
  'swift',
  'terraform',
];

/** The names that update bots have for package managers and their registries. */
const NAMES: Readonly<Record<string, IdentifierType>> = {
  bun: 'npm',
  bundler: 'gem',
  cargo: 'cargo',
  cocoapods: 'cocoapods',
  composer: 'composer',
  conda: 'conda',
  crate: 'cargo',
  docker: 'docker',
  'docker-compose': 'docker',
  dockerfile: 'docker',
  'github-actions': 'github',
  'github-releases': 'github',
  'github-tags': 'github',
  gitsubmodule: 'github',
  go: 'golang',
  gomod: 'golang',
  gradle: 'maven',
  helm: 'helm',
  hex: 'hex',
  maven: 'maven',
  mix: 'hex',
  npm: 'npm',
  nuget: 'nuget',
  packagist: 'composer',
  pip: 'pypi',
  pip_requirements: 'pypi',
  poetry: 'pypi',
  pub: 'pub',
  pypi: 'pypi',
  rubygems: 'gem',
  swift: 'swift',
  terraform: 'terraform',
  uv: 'pypi',
};

/** The purl types of an ecosystem by the name that a bot has for it; all of them where it has none. */
export function ecosystemTypes(names: readonly string[]): readonly IdentifierType[] {
  const known = names.flatMap((name) => NAMES[name] ?? []);
  return known.length > 0 ? known : ANY;
}

/**
 * Reports a package by a name or a pattern of names (`scope/*`), once for each ecosystem that it may be of; the
 * catalog knows at most one of them.
 */
export function emitNamePattern(
  sink: Sink,
  text: string,
  types: readonly IdentifierType[],
  at: Placement,
): void {
  const name = text.replace(/^\/?\^?/, '').replace(/(?:\/?\*{1,2}|\.\*)?\$?\/?$/, '');
  if (!/^[@\w][\w@/.:-]*$/.test(name)) return;
  const from = at.span[0] + text.indexOf(name);
  const span = [from, from + name.length] as const;
  for (const type of types) {
    const reference = packageReference(type, { name }, { ...at, span });
    if (type === 'docker') sink.reference({ ...reference, kind: 'image' });
    else if (type === 'github') sink.reference({ ...reference, kind: 'repository' });
    else sink.reference(reference);
  }
}
