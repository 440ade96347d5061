import type { IdentifierType, Intent, Sink, Span, Unit } from '../../core/types.js';
import { packageReference, urlReference } from './references.js';
import type { PackageSpec } from './references.js';
import { rubyOption, rubyParents, rubyStrings } from './ruby.js';
import type { RubyCall, RubyPair, RubyString, RubyValue } from './ruby.js';
import { emitSource, githubReference } from './sources.js';

/** A string that a call takes, with the places where it is used through a variable. */
export interface RubyName {
  readonly string: RubyString;
  readonly uses?: readonly Span[];
}

/**
 * The strings that an argument stands for: itself, or those of the list that a block around it runs over
 * (`%w[a b].each { |name| gem name }`).
 */
export function rubyNames(call: RubyCall, value: RubyValue | undefined): RubyName[] {
  if (value?.kind === 'string') return [{ string: value }];
  if (value?.kind !== 'other' || !/^[a-z_]\w*$/.test(value.text)) return [];
  const loop = rubyParents(call).find(({ params }) => params.includes(value.text));
  return rubyStrings(loop?.receiver).map((string) => ({ string, uses: [value.raw] }));
}

/** The requirements behind a package's name as its version: `'~> 1.0', '>= 1.0.2'` is one. */
export function rubyVersion(values: readonly RubyValue[]): Pick<PackageSpec, 'version' | 'parts'> {
  const strings = values.flatMap(rubyStrings);
  const [first] = strings;
  const last = strings.at(-1);
  if (!first || !last) return {};
  const version = strings.map(({ text }) => text).join(', ');
  return { version, parts: [{ role: 'version', span: [first.span[0], last.span[1]] }] };
}

/** Reports the package that a call names, and the places that it is taken from. */
export function emitRubyPackage(
  sink: Sink,
  type: IdentifierType,
  call: RubyCall,
  options: {
    readonly what?: string;
    readonly intent?: Intent;
    readonly name?: (text: string) => string;
  } = {},
): void {
  const [first, ...rest] = call.args;
  const intent = options.intent ?? 'use';
  const unit: Unit = { what: options.what ?? 'dependency', span: call.span };
  for (const { string, uses } of rubyNames(call, first)) {
    const name = options.name?.(string.text) ?? string.text;
    const span: Span = [string.span[0], string.span[0] + name.length];
    const at = uses ? { span, intent, uses } : { span, intent, unit };
    sink.reference(packageReference(type, { name, ...rubyVersion(rest) }, at));
  }
  emitRubySources(sink, call.options, unit, intent);
}

/** `git:`, `github:`, `source:` and the like, the keys of Bundler and CocoaPods alike. */
export function emitRubySources(
  sink: Sink,
  options: readonly RubyPair[],
  unit: Unit | undefined,
  intent: Intent = 'use',
): void {
  for (const key of ['git', 'github', 'gitlab', 'source', 'podspec', 'http', 'svn', 'hg', 'url']) {
    const value = rubyOption(options, key)?.value;
    if (value?.kind !== 'string') continue;
    const { text, span } = value;
    const at = { span, unit, intent };
    const short = key === 'github' ? githubReference(text.replace(/^([\w-]+)$/, '$1/$1'), at) : undefined;
    if (short) sink.reference(short);
    else if (!emitSource(sink, text, at) && /^https?:/.test(text)) sink.reference(urlReference(text, at));
  }
}
