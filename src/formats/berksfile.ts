import type { Document, Format, Sink } from '../core/types.js';
import { jsonUnit, members, parseJson, jsonString, member } from './shared/json.js';
import { packageReference } from './shared/references.js';
import { emitRubyPackage } from './shared/ruby-packages.js';
import { allRubyCalls, readRuby, rubyString, rubyStrings } from './shared/ruby.js';
import type { RubyCall } from './shared/ruby.js';
import { emitSource } from './shared/sources.js';

/**
 * The cookbooks that a cookbook or a policy is built of: Berksfile (https://docs.chef.io/workstation/berkshelf/),
 * `metadata.rb` and `metadata.json` (https://docs.chef.io/config_rb_metadata/), Policyfile.rb
 * (https://docs.chef.io/config_rb_policyfile/).
 */
export const berksfile: Format = {
  id: 'berksfile',
  title: 'Berksfile, Policyfile and cookbook metadata',
  reads: 'cookbooks with versions and Git sources, dependencies, gems, run lists, sources',
  files: [
    '**/Berksfile',
    '**/Policyfile{,.*,_*}.rb',
    '**/policyfiles/*.rb',
    '**/cookbooks/*/metadata.{rb,json}',
  ],
  candidates: ['**/metadata.{rb,json}'],
  comment: { line: '#' },
  looksLike: (text) =>
    /^[ \t]*(?:depends|chef_version|cookbook_version|maintainer|maintainer_email|long_description)[ \t]+['"]/m.test(
      text,
    ) ||
    (/"(?:chef_versions|recipes)"\s*:/.test(text) && /"dependencies"\s*:\s*\{/.test(text)),
  extract(document, sink) {
    if (document.path.endsWith('.json')) readJson(document, sink);
    else for (const call of allRubyCalls(readRuby(document.text))) readCall(call, sink);
  },
};

function readCall(call: RubyCall, sink: Sink): void {
  const { name, args, operator, span } = call;
  if (operator !== undefined) return;
  const place = rubyString(args[0]);
  switch (name) {
    case 'cookbook':
    case 'depends':
    case 'recommends':
    case 'suggests':
      emitRubyPackage(sink, 'chef', call, { what: 'cookbook' });
      break;
    case 'conflicts':
    case 'replaces':
      emitRubyPackage(sink, 'chef', call, { what: 'cookbook', intent: 'remove' });
      break;
    case 'gem':
      emitRubyPackage(sink, 'gem', call);
      break;
    case 'name':
    case 'provides':
      if (place)
        sink.reference(packageReference('chef', { name: place.text }, { span: place.span, defines: true }));
      break;
    case 'source':
    case 'default_source': {
      const address = args.flatMap(rubyStrings).find(({ text }) => /^[a-z]+:\/\//.test(text));
      if (address) emitSource(sink, address.text, { span: address.span, unit: { what: 'source', span } });
      break;
    }
    case 'run_list':
    case 'named_run_list':
      for (const { text, span: at } of args.flatMap(rubyStrings)) readRun(text, at[0], call, sink);
      break;
    default:
  }
}

/** `cookbook::recipe`, `recipe[cookbook::recipe]`. */
function readRun(text: string, start: number, { args, span }: RubyCall, sink: Sink): void {
  const [, lead = '', name = ''] = /^(recipe\[)?([\w.-]+)/.exec(text) ?? [];
  if (name === '' || text.startsWith('role[')) return;
  const from = start + lead.length;
  const unit = args.length === 1 ? { unit: { what: 'run list', span } } : {};
  sink.reference(packageReference('chef', { name }, { span: [from, from + name.length], ...unit }));
}

function readJson({ text }: Pick<Document, 'text'>, sink: Sink): void {
  const root = parseJson(text, sink);
  const own = jsonString(text, member(root, 'name'));
  if (own) sink.reference(packageReference('chef', { name: own.text }, { span: own.span, defines: true }));
  for (const list of ['dependencies', 'recommendations', 'suggestions', 'conflicting', 'replacing']) {
    const intent = /^(?:conf|repl)/.test(list) ? ('remove' as const) : ('use' as const);
    for (const { key, keySpan, value, node } of members(member(root, list))) {
      const version = jsonString(text, value);
      const parts = version ? [{ role: 'version' as const, span: version.span }] : [];
      const unit = jsonUnit(text, node, 'dependency');
      sink.reference(
        packageReference(
          'chef',
          { name: key, version: version?.text, parts },
          { span: keySpan, unit, intent },
        ),
      );
    }
  }
}
