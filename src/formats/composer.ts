import type { Node } from 'jsonc-parser';
import type { Format, Intent, Sink } from '../core/types.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import { packageReference, urlReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';

/** What a root package says of others: it asks for them, keeps them out, or only names them. */
const LINKS: readonly (readonly [string, Intent])[] = [
  ['require', 'use'],
  ['require-dev', 'use'],
  ['conflict', 'remove'],
  ['replace', 'remove'],
  ['provide', 'mention'],
  ['suggest', 'mention'],
];

/** https://getcomposer.org/doc/04-schema.md */
export const composer: Format = {
  id: 'composer',
  title: 'composer.json',
  reads: 'require, require-dev, replace, conflict, provide, repositories, plugins, scripts',
  files: ['**/composer.json', '**/composer.*.json'],
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    for (const [key, intent] of LINKS) readLinks(text, member(root, key), intent, sink);
    const plugins = member(member(root, 'config'), 'allow-plugins');
    for (const { key, keySpan, value, node } of members(plugins)) {
      const intent = value.value === false ? 'remove' : 'use';
      const unit = jsonUnit(text, node, 'plugin');
      if (isPackage(key))
        sink.reference(packageReference('composer', { name: key }, { span: keySpan, unit, intent }));
    }
    const repositories = member(root, 'repositories');
    for (const node of [
      ...(repositories?.type === 'array' ? (repositories.children ?? []) : []),
      ...members(repositories).map(({ node: each }) => each),
    ]) {
      readRepository(text, node, sink);
    }
    for (const { value } of members(member(root, 'scripts'))) {
      for (const node of value.type === 'array' ? (value.children ?? []) : [value])
        readScript(text, node, sink);
    }
  },
};

/** Platform packages (`php`, `ext-curl`) have no vendor. */
function isPackage(name: string): boolean {
  return name.includes('/');
}

function readLinks(source: string, map: Node | undefined, intent: Intent, sink: Sink): void {
  for (const { key, keySpan, value, node } of members(map)) {
    if (!isPackage(key)) continue;
    const version = jsonString(source, value);
    const known = intent === 'mention' ? undefined : version;
    sink.reference(
      packageReference(
        'composer',
        {
          name: key,
          version: known?.text,
          parts: known ? [{ role: 'version', span: known.span }] : [],
        },
        { span: keySpan, unit: jsonUnit(source, node, 'dependency'), intent },
      ),
    );
  }
}

/** A repository with a `url`, or a package that is described in place. */
function readRepository(source: string, node: Node, sink: Sink): void {
  const value = node.type === 'property' ? node.children?.[1] : node;
  const unit = jsonUnit(source, node, 'repository');
  const url = jsonString(source, member(value, 'url'));
  if (
    url &&
    !emitSource(sink, url.text, { span: url.span, unit }) &&
    /^[\w-]+(?:\.[\w-]+)+(?:\/|$)/.test(url.text)
  ) {
    sink.reference({ ...urlReference(`https://${url.text}`, { span: url.span, unit }), kind: 'repository' });
  }
  const inner = member(value, 'package');
  for (const described of inner?.type === 'array' ? (inner.children ?? []) : inner ? [inner] : []) {
    const name = jsonString(source, member(described, 'name'));
    const version = jsonString(source, member(described, 'version'));
    if (name)
      sink.reference(
        packageReference('composer', { name: name.text, version: version?.text }, { span: name.span, unit }),
      );
    for (const key of ['source', 'dist']) {
      const place = jsonString(source, member(member(described, key), 'url'));
      if (place) emitSource(sink, place.text, { span: place.span, unit });
    }
  }
}

/** A command, unless it is a PHP callback or another script's name. */
function readScript(source: string, node: Node, sink: Sink): void {
  const script = jsonString(source, node);
  if (!script || /^(?:@(?!php |composer |putenv )|[\w\\]+(?:::\w+)?$)/.test(script.text)) return;
  const at = /^@(?:php|composer|putenv) /.test(script.text) ? 1 : 0;
  const { text, map } = script.view;
  sink.embed({ format: 'shell', view: at === 0 ? script.view : { text: ` ${text.slice(1)}`, map } });
}
