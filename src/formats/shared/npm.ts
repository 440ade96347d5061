import type { Intent, Part, Sink, Span, Unit } from '../../core/types.js';
import type { Word } from './maven.js';
import { packageReference, typedReference, urlReference } from './references.js';

const ALIAS = /^(npm:|jsr:)((?:@[^@/\s]+\/)?[^@/\s]+)(?:@(.*))?$/;
const HOSTED = /^(?:github:|(gitlab:))?([\w.-]+\/[\w.-]+)(?:#.*)?$/;
const NAME = /^(?:@[^@/\s]+\/)?[^@/\s:]+$/;

/**
 * A package of npm by name, with its version where that is written. A `bound` one stands where no other could be
 * put in its place: another registry, a value that names it again, a list of what is installed.
 */
export function reportNpm(
  name: Word,
  version: Word | undefined,
  at: { readonly intent?: Intent; readonly unit?: Unit | undefined; readonly bound?: boolean },
  sink: Sink,
): void {
  const { intent = 'use', unit, bound = false } = at;
  const parts: Part[] = version && !bound ? [{ role: 'version', span: version.span }] : [];
  const known = bound ? (version?.text ?? '') : version?.text;
  sink.reference(
    packageReference('npm', { name: name.text, version: known, parts }, { span: name.span, intent, unit }),
  );
}

/**
 * A dependency by its key and what it is set to: a range, an alias of another package, a repository or a URL
 * (https://docs.npmjs.com/cli/configuring-npm/package-json#dependencies).
 */
export function reportDependency(
  key: Word,
  range: Word | undefined,
  unit: Unit | undefined,
  sink: Sink,
  intent: Intent = 'use',
): void {
  const alias = range && ALIAS.exec(range.text);
  if (range && alias) {
    const [, protocol = '', name = '', version] = alias;
    const start = range.span[0] + protocol.length;
    const span: Span = [start, start + name.length];
    const place: Word | undefined =
      version === undefined ? undefined : { text: version, span: [span[1] + 1, range.span[1]] };
    reportNpm({ text: name, span }, place, { unit, intent, bound: protocol === 'jsr:' }, sink);
    return;
  }
  const bound = range?.text.startsWith('$') === true;
  reportNpm(key, range, { unit, intent, bound }, sink);
  if (!range) return;
  const at = { span: range.span, unit, intent };
  if (/^(?:git\+|git:|https?:|ssh:)/.test(range.text)) {
    sink.reference(urlReference(range.text.replace(/^git\+/, ''), at));
    return;
  }
  const [, gitlab, repository] = HOSTED.exec(range.text) ?? [];
  if (repository === undefined) return;
  sink.reference(typedReference('repository', gitlab ? 'gitlab' : 'github', repository, at));
}

const OVERRIDDEN = /(?:^|[>/])((?:@[^@/>\s]+\/)?[^@/>\s]+)(?:@(?:[^>]|>(?=[=\s\d]))*)?$/;

/**
 * The package that the key of an override names: `name`, `name@range`, `parent>name`, `**\/parent/name`.
 */
export function overriddenName({ text, span }: Word): Word | undefined {
  const match = text.length > 500 ? null : OVERRIDDEN.exec(text);
  const name = match?.[1];
  if (!match || name === undefined || /^(?:\.|\*+)$/.test(name)) return undefined;
  const start = span[0] + match.index + match[0].indexOf(name);
  return { text: name, span: [start, start + name.length] };
}

/** A name with what follows it: `name@range`, as locks and lists write it. The range is undefined where none is. */
export function splitSpec({ text, span }: Word): { name: Word; range: Word | undefined } | undefined {
  const at = text.indexOf('@', 1);
  const name = at < 0 ? text : text.slice(0, at);
  if (!NAME.test(name)) return undefined;
  const end = span[0] + name.length;
  return {
    name: { text: name, span: [span[0], end] },
    range: at < 0 ? undefined : { text: text.slice(at + 1), span: [end + 1, span[1]] },
  };
}

/** Reports each package once. */
export function distinctNpm(sink: Sink): (name: Word, version: string | undefined) => void {
  const seen = new Set<string>();
  return ({ text, span }, version) => {
    if (seen.has(text)) return;
    seen.add(text);
    sink.reference(packageReference('npm', { name: text, version }, { span }));
  };
}
