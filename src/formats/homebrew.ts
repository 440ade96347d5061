import type { Format, Intent, Sink } from '../core/types.js';
import { configReference, fileReference, packageReference, urlReference } from './shared/references.js';
import { allRubyCalls, readRuby, rubyParents, rubyString, rubyStrings } from './shared/ruby.js';
import type { RubyCall, RubyPair } from './shared/ruby.js';
import { emitSource } from './shared/sources.js';

const REMOVALS = /^(?:uninstall|zap)(?:_preflight|_postflight)?$/;

/** Casks (https://docs.brew.sh/Cask-Cookbook) and formulae (https://docs.brew.sh/Formula-Cookbook). */
export const homebrew: Format = {
  id: 'homebrew',
  title: 'Homebrew cask and formula',
  reads: 'names, downloads, dependencies, conflicts, what uninstall and zap take away',
  files: ['**/{Casks,Formula}/**/*.rb'],
  comment: { line: '#' },
  extract({ text }, sink) {
    for (const call of allRubyCalls(readRuby(text))) readCall(call, sink);
  },
};

function readCall(call: RubyCall, sink: Sink): void {
  const { name, args, options, span } = call;
  const [first] = args.flatMap(rubyStrings);
  if (name === 'cask' && first) {
    sink.reference(packageReference('homebrew', { name: first.text }, { span: first.span }));
  } else if (/^(?:url|mirror|head|root_url|homepage|appcast)$/.test(name) && first) {
    const looks = rubyParents(call).some((parent) => parent.name === 'livecheck');
    const intent: Intent = name === 'homepage' ? 'mention' : looks ? 'detect' : 'use';
    const at = { span: first.span, intent };
    if (/^git|\.git$/.test(first.text) && emitSource(sink, first.text, at)) return;
    if (/^[a-z]+:\/\//i.test(first.text)) sink.reference(urlReference(first.text, at));
  } else if (/^(?:depends_on|uses_from_macos)$/.test(name)) {
    readNames(call, 'use', sink);
  } else if (name === 'conflicts_with') readNames(call, 'remove', sink);
  else if (name === 'pkg' && first) {
    sink.reference(fileReference(first.text, { span: first.span, unit: { what: 'artifact', span } }));
  } else if (REMOVALS.test(name)) for (const option of options) readRemoval(option, sink);
}

/** `"name"`, `"name" => :build`, `cask: "name"`, `formula: ["a", "b"]`. */
function readNames({ args, options, span }: RubyCall, intent: Intent, sink: Sink): void {
  const unit = { what: 'dependency', span };
  for (const { text, span: at } of args.flatMap(rubyStrings)) {
    sink.reference(packageReference('homebrew', { name: text }, { span: at, unit, intent }));
  }
  for (const { key, keySpan, value } of options) {
    if (/^(?:cask|formula)$/.test(key)) {
      for (const { text, span: at } of rubyStrings(value)) {
        sink.reference(packageReference('homebrew', { name: text }, { span: at, unit, intent }));
      }
    } else if (!/^(?:macos|arch|because|maximum_macos|since)$/.test(key)) {
      sink.reference(packageReference('homebrew', { name: key }, { span: keySpan, unit, intent }));
    }
  }
}

function readRemoval({ key, value }: RubyPair, sink: Sink): void {
  const hash = value?.kind === 'hash' ? value.pairs.flatMap((pair) => rubyString(pair.value) ?? []) : [];
  for (const { text, span } of [...rubyStrings(value), ...hash]) {
    const at = { span, intent: 'remove' as const };
    if (/^(?:delete|trash|rmdir|script|executable)$/.test(key)) sink.reference(fileReference(text, at));
    else if (/^(?:quit|signal|login_item|launchctl|pkgutil|kext)$/.test(key)) {
      sink.reference(configReference('config-value', text, at));
    }
  }
}
