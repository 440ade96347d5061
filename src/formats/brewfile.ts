import type { Format, IdentifierType, Sink } from '../core/types.js';
import { imageReference, configReference, packageReference, typedReference } from './shared/references.js';
import { rubyNames, rubyVersion } from './shared/ruby-packages.js';
import { allRubyCalls, readRuby, rubyString } from './shared/ruby.js';
import type { RubyCall } from './shared/ruby.js';
import { emitSource } from './shared/sources.js';

const TYPES: Readonly<Record<string, IdentifierType>> = {
  brew: 'homebrew',
  cask: 'homebrew',
  vscode: 'vscode-extension',
  go: 'golang',
  cargo: 'cargo',
  flatpak: 'flatpak',
  uv: 'pypi',
  npm: 'npm',
};

/** https://docs.brew.sh/Brew-Bundle-and-Brewfile */
export const brewfile: Format = {
  id: 'brewfile',
  title: 'Brewfile',
  reads: 'brew, cask, tap, mas, vscode, whalebrew, go, cargo, flatpak',
  files: ['**/{,.}Brewfile{,.*}', '**/*.Brewfile'],
  comment: { line: '#' },
  extract({ text }, sink) {
    for (const call of allRubyCalls(readRuby(text))) readCall(call, sink);
  },
};

function readCall(call: RubyCall, sink: Sink): void {
  const { name: verb, args, span } = call;
  const unit = { what: 'entry', span };
  const type = TYPES[verb];
  for (const { string, uses } of rubyNames(call, args[0])) {
    const at = { span: string.span, ...(uses ? { uses } : { unit }) };
    if (verb === 'tap') readTap(call, sink);
    else if (verb === 'whalebrew') sink.reference(imageReference(string.text, at));
    else if (verb === 'mas') sink.reference(configReference('config-value', string.text, at));
    else if (type === 'homebrew') readFormula(string.text, at, sink);
    else if (type)
      sink.reference(packageReference(type, { name: string.text, ...rubyVersion(args.slice(1)) }, at));
  }
}

/** `owner/tap/name`, `name@1.2` and `name`; of a tap's own formula the name tells what it is. */
function readFormula(text: string, at: Parameters<typeof imageReference>[1], sink: Sink): void {
  const from = text.lastIndexOf('/') + 1;
  const version = text.indexOf('@', from);
  const end = version < 0 ? text.length : version;
  const name = text.slice(from, end);
  const span = [at.span[0] + from, at.span[0] + end] as const;
  const versions = version < 0 ? {} : { version: text.slice(version + 1) };
  sink.reference(packageReference('homebrew', { name, ...versions }, { ...at, span }));
  if (from === 0) return;
  const tap = tapRepository(text.slice(0, from - 1));
  sink.reference(
    typedReference('repository', 'github', tap, { ...at, span: [at.span[0], at.span[0] + from - 1] }),
  );
}

/** Taps on GitHub leave out the `homebrew-` of their repositories' names. */
function tapRepository(tap: string): string {
  const [owner = '', name = ''] = tap.split('/');
  return `${owner}/homebrew-${name.replace(/^homebrew-/, '')}`;
}

function readTap({ args, span }: RubyCall, sink: Sink): void {
  const unit = { what: 'tap', span };
  const tap = rubyString(args[0]);
  const url = rubyString(args[1]);
  if (tap)
    sink.reference(typedReference('repository', 'github', tapRepository(tap.text), { span: tap.span, unit }));
  if (url) emitSource(sink, url.text, { span: url.span, unit });
}
