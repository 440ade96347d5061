import type { Document, Format, Sink } from '../core/types.js';
import { jsonString, jsonUnit, member, parseJson } from './shared/json.js';
import { packageReference } from './shared/references.js';
import { emitRubyPackage } from './shared/ruby-packages.js';
import { allRubyCalls, readRuby, rubyString } from './shared/ruby.js';
import type { RubyCall } from './shared/ruby.js';
import { emitSource, githubReference } from './shared/sources.js';
import { entries, get, lookup, pairUnit, parseYaml, scalar } from './shared/yaml.js';

/**
 * The modules that a control repository or a module is built of: Puppetfile
 * (https://github.com/puppetlabs/r10k/blob/main/doc/puppetfile.mkd), `metadata.json`
 * (https://www.puppet.com/docs/puppet/8/modules_metadata) and `.fixtures.yml`
 * (https://github.com/puppetlabs/puppetlabs_spec_helper#fixtures-examples).
 */
export const puppetfile: Format = {
  id: 'puppetfile',
  title: 'Puppetfile and module metadata',
  reads:
    'modules of the Forge and of Git with versions, the forge, dependencies of a module, fixtures of its tests',
  files: ['**/Puppetfile', '**/Puppetfile.{local,dev}', '**/.fixtures.{yml,yaml}'],
  candidates: ['**/metadata.json'],
  comment: { line: '#' },
  looksLike: (text) => /"(?:version_requirement|operatingsystem_support|pdk-version)"\s*:/.test(text),
  extract(document, sink) {
    if (document.path.endsWith('.json')) readMetadata(document.text, sink);
    else if (/\.ya?ml$/.test(document.path)) readFixtures(document, sink);
    else for (const call of allRubyCalls(readRuby(document.text))) readCall(call, sink);
  },
};

function readCall(call: RubyCall, sink: Sink): void {
  const { name, args, options, span } = call;
  const place = rubyString(args[0]);
  if (name === 'mod') {
    const unit = { what: 'module', span };
    emitRubyPackage(sink, 'puppet', call, { what: 'module' });
    for (const { key, value } of options) {
      const text = rubyString(value);
      if (key !== 'github_tarball' || !text) continue;
      const reference = githubReference(text.text, { span: text.span, unit });
      if (reference) sink.reference(reference);
    }
  } else if (name === 'forge' && place) {
    emitSource(sink, place.text, { span: place.span, unit: { what: 'forge', span } });
  }
}

function readMetadata(text: string, sink: Sink): void {
  const root = parseJson(text, sink);
  const own = jsonString(text, member(root, 'name'));
  if (own) sink.reference(packageReference('puppet', { name: own.text }, { span: own.span, defines: true }));
  for (const node of member(root, 'dependencies')?.children ?? []) {
    const name = jsonString(text, member(node, 'name'));
    const version = jsonString(text, member(node, 'version_requirement'));
    if (!name) continue;
    const parts = version ? [{ role: 'version' as const, span: version.span }] : [];
    const spec = { name: name.text, version: version?.text, parts };
    sink.reference(
      packageReference('puppet', spec, { span: name.span, unit: jsonUnit(text, node, 'dependency') }),
    );
  }
}

function readFixtures(document: Pick<Document, 'text'>, sink: Sink): void {
  for (const { root } of parseYaml(document, sink, { template: true })) {
    for (const key of ['repositories', 'forge_modules']) {
      for (const pair of entries(lookup(root, 'fixtures', key))) {
        const unit = pairUnit('module', pair);
        const place = scalar(pair.value) ?? scalar(get(pair.value, 'repo'));
        const version = scalar(get(pair.value, 'ref'));
        if (!place) continue;
        const parts = version ? [{ role: 'version' as const, span: version.span }] : [];
        const spec = { name: place.text, version: version?.text, parts };
        const at = { span: place.span, unit };
        if (key === 'forge_modules') sink.reference(packageReference('puppet', spec, at));
        else emitSource(sink, place.text, at);
      }
    }
  }
}
