import type { Format, Sink } from '../core/types.js';
import { emitRubyPackage } from './shared/ruby-packages.js';
import { allRubyCalls, readRuby, rubyString } from './shared/ruby.js';
import type { RubyCall } from './shared/ruby.js';
import { emitSource } from './shared/sources.js';

/**
 * CocoaPods' Podfile (https://guides.cocoapods.org/syntax/podfile.html) and podspecs
 * (https://guides.cocoapods.org/syntax/podspec.html).
 */
export const podfile: Format = {
  id: 'podfile',
  title: 'Podfile and podspec',
  reads: 'pods with subspecs, versions and Git sources, plugins, sources, dependencies of podspecs',
  files: ['**/Podfile', '**/*.podspec', '**/*.podfile'],
  comment: { line: '#' },
  extract({ text }, sink) {
    for (const call of allRubyCalls(readRuby(text))) readCall(call, sink);
  },
};

/** A subspec (`Name/Part`) is of the pod's own name. */
function podName(text: string): string {
  return text.replace(/\/.*$/s, '');
}

function readCall(call: RubyCall, sink: Sink): void {
  const { name, method, args, operator } = call;
  if (operator !== undefined) return;
  if (name === 'pod' || (method === 'dependency' && name !== method)) {
    emitRubyPackage(sink, 'cocoapods', call, { name: podName });
  } else if (name === 'plugin') {
    emitRubyPackage(sink, 'gem', call, { what: 'plugin' });
  } else if (name === 'source') {
    const place = rubyString(args[0]);
    if (place) emitSource(sink, place.text, { span: place.span, unit: { what: 'source', span: call.span } });
  }
}
