import type { Format, Sink } from '../core/types.js';
import { emitRubyPackage } from './shared/ruby-packages.js';
import { allRubyCalls, readRuby, rubyString } from './shared/ruby.js';
import type { RubyCall } from './shared/ruby.js';
import { emitSource, githubReference } from './shared/sources.js';

const GEMS = /^(?:gem|plugin)$/;
const DEPENDENCIES = /^add_(?:runtime_|development_)?dependency$/;
const SOURCES = /^(?:source|git|github|git_source)$/;

/**
 * Bundler's Gemfile (https://bundler.io/man/gemfile.5.html), gemspecs
 * (https://guides.rubygems.org/specification-reference/) and Appraisals.
 */
export const gemfile: Format = {
  id: 'gemfile',
  title: 'Gemfile and gemspec',
  reads: 'gems with groups, versions and Git sources, plugins, sources, dependencies of gemspecs',
  files: [
    '**/Gemfile',
    '**/Gemfile.{local,dev,ci}',
    '**/gems.rb',
    '**/*.gemfile',
    '**/*.gemspec',
    '**/Appraisals',
  ],
  comment: { line: '#' },
  extract({ text }, sink) {
    for (const call of allRubyCalls(readRuby(text))) readCall(call, sink);
  },
};

function readCall(call: RubyCall, sink: Sink): void {
  const { name, method, operator, args } = call;
  if (operator !== undefined) return;
  if (GEMS.test(name) || (DEPENDENCIES.test(method) && name !== method)) emitRubyPackage(sink, 'gem', call);
  const place = rubyString(args[0]);
  if (!SOURCES.test(name) || !place) return;
  const at = { span: place.span, unit: { what: 'source', span: call.span } };
  const short = name === 'github' ? githubReference(place.text, at) : undefined;
  if (short) sink.reference(short);
  else emitSource(sink, place.text, at);
}
