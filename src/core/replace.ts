import { normalise } from './identity.js';
import { parseImage } from './text/image.js';
import { styledVersion } from './version-style.js';
import type {
  Edit,
  Finding,
  IdentifierType,
  Part,
  PartRole,
  Reference,
  ReferenceType,
  Replacement,
} from './types.js';

/** Types of packages of distributions, which `os` stands for where the manager is not known. */
export const OS_TYPES: readonly ReferenceType[] = ['deb', 'rpm', 'alpm', 'apk'];

/** Types whose manifests need a version, so that an alternative without a known one is not offered. */
const VERSIONED: readonly ReferenceType[] = ['npm', 'golang', 'maven', 'cargo', 'composer', 'nuget', 'helm'];

/** Types whose names hold slashes; in those of the others a slash tells a path. */
const SLASHED: readonly ReferenceType[] = ['composer', 'golang', 'npm'];

/** What the choice of an alternative depends on. */
type Known = Pick<Finding, 'entry' | 'category' | 'reference' | 'matcher'>;

/**
 * The alternatives for a finding, best first. The most specific rule (entry, then name, then category) of the
 * first list that has one comes first, so that an organisation's own choices lead.
 */
export function alternativesFor(finding: Known, lists: readonly (readonly Replacement[])[]): Replacement[] {
  const seen = new Set<string>();
  return lists
    .flatMap((list) =>
      list
        .filter((replacement) => applies(replacement, finding))
        .sort((a, b) => specificity(b) - specificity(a)),
    )
    .filter(({ use }) => !seen.has(use.name) && Boolean(seen.add(use.name)));
}

function applies({ for: target }: Replacement, { entry, category, reference, matcher }: Known): boolean {
  if (target.entry !== undefined && target.entry !== entry) return false;
  if (target.category !== undefined && target.category !== category) return false;
  const { type } = target;
  const known: IdentifierType = matcher.type;
  if (
    type !== undefined &&
    type !== reference.type &&
    !(reference.type === 'os' && OS_TYPES.includes(type))
  ) {
    return false;
  }
  if (type === undefined && target.entry === undefined) return false;
  if (target.name === undefined) return true;
  return normalise(known, target.name) === normalise(known, reference.name);
}

function specificity({ for: target }: Replacement): number {
  return (
    (target.name === undefined ? 0 : 4) + (target.entry === undefined ? 0 : 2) + (target.category ? 1 : 0)
  );
}

/**
 * The edits that put an alternative in a reference's place, with every part of it. Undefined where that would
 * leave a part that belongs to the old name, or needs a version that is not known.
 */
export function replacementEdits(
  text: string,
  reference: Reference,
  use: Replacement['use'],
): Edit[] | undefined {
  if (reference.defines) return undefined;
  if (reference.kind === 'image') return imageEdits(text, reference, use);
  if (reference.kind === 'vm-extension') return extensionEdits(text, reference, use);
  if (reference.type === 'config-value') {
    const places = [reference.span, ...(reference.parts ?? []).map(({ span }) => span)];
    return places.map((span) => ({ span, text: use.name }));
  }
  if (reference.kind !== 'package') return undefined;
  if (/[\\/]/.test(reference.name) && !SLASHED.includes(reference.type)) return undefined;
  return packageEdits(text, reference, use);
}

function imageEdits(text: string, { span, parts }: Reference, use: Replacement['use']): Edit[] | undefined {
  const tagged = use.version === undefined ? use.name : `${use.name}:${use.version}`;
  const outside = (parts ?? []).filter(
    ({ role, span: place, before }) =>
      role !== 'login' && (before !== undefined || place[0] < span[0] || place[1] > span[1]),
  );
  const login = (parts ?? []).flatMap(({ role, remove }) => (role === 'login' && remove ? remove : []));
  if (outside.length === 0) {
    const name = text.slice(...span);
    const scheme = /^docker(?:-image)?:\/\//.exec(name)?.[0] ?? '';
    return [{ span, text: `${scheme}${tagged}` }, ...login];
  }
  const { registry, repository } = parseImage(use.name);
  const hasRegistry = outside.some(({ role }) => role === 'registry');
  const values: Partial<Record<PartRole, string>> = {
    registry: registry ?? 'docker.io',
    repository: hasRegistry || registry === undefined ? repository : `${registry}/${repository}`,
    tag: use.version ?? 'latest',
    digest: '',
  };
  // Where the old name has to stay, the new one is written beside it.
  const beside = outside.some(({ role, before }) => role === 'repository' && before !== undefined);
  return [
    ...login,
    ...(beside ? [] : [{ span, text: values.repository ?? repository }]),
    ...outside.flatMap(({ role, span: place, before = '', after = '', remove }): readonly Edit[] => {
      const value = values[role];
      if ((role === 'repository' && !beside) || value === undefined) return [];
      return value === '' && remove ? remove : [{ span: place, text: `${before}${value}${after}` }];
    }),
  ];
}

/** Publisher, type and version change together; without all three the alternative is not known well enough. */
function extensionEdits(
  text: string,
  { span, parts = [] }: Reference,
  use: Replacement['use'],
): Edit[] | undefined {
  const [publisher, type] = use.name.split('/');
  const place = (role: PartRole): Part | undefined => parts.find((part) => part.role === role);
  const from = place('publisher');
  const version = place('version');
  if (!from || publisher === undefined || type === undefined) return undefined;
  if (version && use.version === undefined) return undefined;
  return [
    { span: from.span, text: publisher },
    { span, text: type },
    ...(version && use.version !== undefined
      ? [{ span: version.span, text: styledVersion(text.slice(...version.span), use.version) }]
      : []),
  ];
}

function packageEdits(text: string, reference: Reference, use: Replacement['use']): Edit[] | undefined {
  const { span, parts = [], type } = reference;
  const part = (role: PartRole): Part | undefined => parts.find((each) => each.role === role);
  const version = part('version');
  const group = part('group');
  // Checksums are the old package's.
  const edits: Edit[] = parts.flatMap((each) =>
    each.role === 'digest' ? (each.remove ?? [{ span: each.span, text: '' }]) : [],
  );
  if (group && (group.span[1] <= span[0] || group.span[0] >= span[1])) {
    const [newGroup, newName] = use.name.split(':');
    if (newGroup === undefined || newName === undefined) return undefined;
    edits.push({ span: group.span, text: newGroup }, { span, text: newName });
  } else {
    edits.push({ span, text: use.name });
  }
  for (const { role, span: place } of parts) if (role === 'name') edits.push({ span: place, text: use.name });
  if (!version) return reference.version === undefined || !VERSIONED.includes(type) ? edits : undefined;
  if (use.version !== undefined) {
    const { before, after = '' } = version;
    const old = before === undefined ? text.slice(...version.span) : (reference.version ?? '');
    const written = styledVersion(old, use.version, type);
    edits.push({ span: version.span, text: `${before ?? ''}${written}${after}` });
    return edits;
  }
  if (VERSIONED.includes(type)) return undefined;
  if (version.remove) return [...edits, ...version.remove];
  const between = text.slice(span[1], version.span[0]);
  const constraint = /^(?:[=:@<>~!-]*|[ \t]*(\()?[ \t]*[=<>~!]+[ \t]*)$/.exec(between);
  if (!constraint) return undefined;
  const close = constraint[1] === undefined ? '' : /^[ \t]*\)/.exec(text.slice(version.span[1]))?.[0];
  if (close === undefined) return undefined;
  edits.push({ span: [span[1], version.span[1] + close.length], text: '' });
  return edits;
}
