import type { Node } from 'jsonc-parser';
import type { Format, IdentifierType, Sink } from '../core/types.js';
import { jsonString, member, members, parseJson } from './shared/json.js';
import { createLock } from './shared/lock.js';
import { typedReference, urlReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { emitSwift } from './shared/swift.js';

type Lock = ReturnType<typeof createLock>;
type Read = (source: string, root: Node | undefined, lock: Lock, sink: Sink) => void;

/**
 * Locks in JSON: composer.lock, Pipfile.lock (https://pipenv.pypa.io/en/latest/pipfile.html), Package.resolved,
 * conan.lock (https://docs.conan.io/2/tutorial/versioning/lockfiles.html), renv.lock
 * (https://rstudio.github.io/renv/reference/lockfiles.html), flake.lock
 * (https://nix.dev/manual/nix/latest/command-ref/new-cli/nix3-flake#lock-files) and Policyfile.lock.json
 * (https://docs.chef.io/policyfile/).
 */
export const jsonLock: Format = {
  id: 'json-lock',
  title: 'Composer, Pipenv, Swift, Conan, renv, Nix and Policyfile lock',
  reads: 'locked packages, what asks for them, their sources',
  files: [
    '**/{composer,Pipfile,conan,renv,flake}.lock',
    '**/{Package,.package}.resolved',
    '**/Policyfile*.lock.json',
  ],
  generated: 'Change the manifest, then let its package manager write this lock anew.',
  extract(document, sink) {
    const { path, text } = document;
    const name = (/[^/]*$/.exec(path)?.[0] ?? '').toLowerCase();
    const root = parseJson(text, sink, { document, deepest: 2 });
    const lock = createLock();
    const read = name.endsWith('.lock.json') ? readPolicy : (READERS[name] ?? readComposer);
    read(text, root, lock, sink);
    lock.report(sink);
  },
};

function addPackage(
  source: string,
  node: Node | undefined,
  keys: readonly [string, string],
  type: IdentifierType,
  lock: Lock,
): void {
  const name = jsonString(source, member(node, keys[0]));
  const version = jsonString(source, member(node, keys[1]))?.text;
  if (name) lock.add({ type, name: name.text, version, span: name.span });
}

function emitUrls(source: string, nodes: readonly (Node | undefined)[], sink: Sink): void {
  for (const node of nodes) {
    const url = jsonString(source, node);
    if (url && !emitSource(sink, url.text, { span: url.span }))
      sink.reference(urlReference(url.text, { span: url.span }));
  }
}

const readComposer: Read = (source, root, lock, sink) => {
  for (const list of ['packages', 'packages-dev']) {
    for (const node of member(root, list)?.children ?? []) {
      addPackage(source, node, ['name', 'version'], 'composer', lock);
      for (const { key, keySpan } of members(member(node, 'require'))) lock.ask(key, keySpan);
      emitUrls(
        source,
        ['source', 'dist'].map((key) => member(member(node, key), 'url')),
        sink,
      );
    }
  }
};

const readPipenv: Read = (source, root, lock, sink) => {
  for (const { key: group, value: packages } of members(root)) {
    if (group === '_meta') continue;
    for (const { key, keySpan, value } of members(packages)) {
      const version = jsonString(source, member(value, 'version'))?.text.replace(/^==/, '');
      lock.add({ type: 'pypi', name: key, version, span: keySpan });
      emitUrls(
        source,
        ['git', 'file'].map((each) => member(value, each)),
        sink,
      );
    }
  }
  const sources = member(member(root, '_meta'), 'sources')?.children ?? [];
  emitUrls(
    source,
    sources.map((node) => member(node, 'url')),
    sink,
  );
};

/** Pins of versions 1 to 3. */
const readSwift: Read = (source, root, _lock, sink) => {
  const pins = member(root, 'pins') ?? member(member(root, 'object'), 'pins');
  for (const node of pins?.children ?? []) {
    const url = jsonString(source, member(node, 'location') ?? member(node, 'repositoryURL'));
    const version = jsonString(source, member(member(node, 'state'), 'version'));
    if (url) emitSwift(sink, url, version && { text: version.text }, undefined);
  }
};

/** `name/version@user/channel#revision%time`. */
const readConan: Read = (source, root, lock) => {
  const nodes = members(member(member(root, 'graph_lock'), 'nodes')).map(({ value }) => member(value, 'ref'));
  const lists = ['requires', 'build_requires', 'python_requires'].flatMap(
    (key) => member(root, key)?.children ?? [],
  );
  for (const node of [...nodes, ...lists]) {
    const text = jsonString(source, node);
    const match = /^([^/]+)\/([^@#%]+)/.exec(text?.text ?? '');
    if (!text || match?.[1] === undefined) continue;
    lock.add({
      type: 'conan',
      name: match[1],
      version: match[2],
      span: [text.span[0], text.span[0] + match[1].length],
    });
  }
};

const readRenv: Read = (source, root, lock, sink) => {
  for (const { value } of members(member(root, 'Packages'))) {
    addPackage(source, value, ['Package', 'Version'], 'cran', lock);
    const owner = jsonString(source, member(value, 'RemoteUsername'));
    const name = jsonString(source, member(value, 'RemoteRepo'));
    const host = jsonString(source, member(value, 'RemoteHost'))?.text ?? 'github.com';
    const type = host.includes('gitlab') ? 'gitlab' : 'github';
    if (owner && name) {
      sink.reference(typedReference('repository', type, `${owner.text}/${name.text}`, { span: owner.span }));
    }
    for (const { value: dependency } of (member(value, 'Requirements')?.children ?? []).map((each) => ({
      value: each,
    }))) {
      const text = jsonString(source, dependency);
      if (text) lock.ask(text.text, text.span);
    }
  }
  const repositories = member(member(root, 'R'), 'Repositories')?.children ?? [];
  emitUrls(
    source,
    repositories.map((node) => member(node, 'URL')),
    sink,
  );
};

/** Inputs as they are locked; what was asked for stands beside them. */
const readFlake: Read = (source, root, _lock, sink) => {
  for (const { value } of members(member(root, 'nodes'))) {
    const locked = member(value, 'locked');
    const type = jsonString(source, member(locked, 'type'))?.text;
    const [owner, name] = ['owner', 'repo'].map((key) => jsonString(source, member(locked, key)));
    if ((type === 'github' || type === 'gitlab') && owner && name) {
      sink.reference(typedReference('repository', type, `${owner.text}/${name.text}`, { span: name.span }));
    }
    emitUrls(source, [member(locked, 'url')], sink);
  }
};

const readPolicy: Read = (source, root, lock) => {
  for (const { key, keySpan, value } of members(member(root, 'cookbook_locks'))) {
    const version = jsonString(source, member(value, 'version'))?.text;
    lock.add({ type: 'chef', name: key, version, span: keySpan });
  }
};

const READERS: Readonly<Record<string, Read>> = {
  'composer.lock': readComposer,
  'pipfile.lock': readPipenv,
  'conan.lock': readConan,
  'flake.lock': readFlake,
  'renv.lock': readRenv,
  'package.resolved': readSwift,
  '.package.resolved': readSwift,
};
