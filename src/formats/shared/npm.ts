import type { Intent, Part, Sink, Span, Unit } from '../../core/types.js';
import type { Word } from './maven.js';
import { packageReference, typedReference, urlReference } from './references.js';

const ALIAS = /^(npm:|jsr:)((?:@[^@/\s]+\/)?[^@/\s]+)(?:@(.*))?$/;
const HOSTED = /^(?:github:)?([\w.-]+\/[\w.-]+)(?:#.*)?$/;
const NAME = /^(?:@[^@/\s]+\/)?[^@/\s:]+$/;

/** A package of npm by name, with its version where that is written. */
export function reportNpm(
  name: Word,
  version: Word | undefined,
  at: { readonly intent?: Intent; readonly unit?: Unit | undefined },
  sink: Sink,
): void {
  const parts: Part[] = version ? [{ role: 'version', span: version.span }] : [];
  const { intent = 'use', unit } = at;
  sink.reference(
    packageReference(
      'npm',
      { name: name.text, version: version?.text, parts },
      { span: name.span, intent, unit },
    ),
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
    reportNpm({ text: name, span }, place, { unit, intent }, sink);
    return;
  }
  reportNpm(key, range, { unit, intent }, sink);
  if (!range) return;
  const at = { span: range.span, unit, intent };
  if (/^(?:git\+|git:|https?:|ssh:)/.test(range.text)) {
    sink.reference(urlReference(range.text.replace(/^git\+/, ''), at));
  } else if (HOSTED.test(range.text)) {
    sink.reference(typedReference('repository', 'github', HOSTED.exec(range.text)?.[1] ?? range.text, at));
  }
}

/**
 * The package that the key of an override names: `name`, `name@range`, `parent>name`, `**\/parent/name`.
 */
export function overriddenName({ text, span }: Word): Word | undefined {
  const last = text.slice(text.lastIndexOf('>') + 1);
  const bare = last.replace(/(?<=[^@/>])@.*$/, '');
  const scope = bare.lastIndexOf('@');
  const name = scope >= 0 ? bare.slice(scope) : bare.slice(bare.lastIndexOf('/') + 1);
  const from = text.length - last.length + (scope >= 0 ? scope : bare.lastIndexOf('/') + 1);
  const cut = scope >= 0 ? name.split('/').slice(0, 2).join('/') : name;
  const nested = name.length > cut.length ? name.slice(name.lastIndexOf('/') + 1) : cut;
  const start = span[0] + from + (nested === cut ? 0 : name.lastIndexOf('/') + 1);
  if (!NAME.test(nested) || nested === '.') return undefined;
  return { text: nested, span: [start, start + nested.length] };
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
