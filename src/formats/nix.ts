import type { Format, Sink, Unit } from '../core/types.js';
import { wholeLines } from '../core/text/edits.js';
import { splitWord } from './shared/commands/words.js';
import type { Word } from './shared/commands/words.js';
import { readNix } from './shared/nix.js';
import type { NixBinding, NixName, NixString } from './shared/nix.js';
import {
  configReference,
  packageReference,
  serviceReference,
  typedReference,
  urlReference,
} from './shared/references.js';
import { emitImage, emitValue } from './shared/yaml-emit.js';

const PACKAGES =
  /(?:^|\.)(?:systemPackages|packages|(?:native|propagated|check)?[bB]uildInputs|runtimeInputs|paths|extraPackages|plugins)$/;
const SCRIPT =
  /(?:Phase|^(?:.*\.)?(?:pre|post)(?:Install|Build|Fixup|Unpack|Patch|Configure|Start|Stop)|(?:^|\.)(?:script|buildCommand|shellHook|text|ExecStart\w*|ExecStop\w*|preStart|postStart))$/;
const NOISE =
  /^(?:with|pkgs|lib|inherit|self|super|prev|final|rec|let|in|if|then|else|import|true|false|null|optional|optionals|stdenv|config)$/;

/** Nix packages, modules and flakes: https://nixos.org/manual/nixpkgs/stable/ */
export const nix: Format = {
  id: 'nix',
  title: 'Nix',
  reads:
    'sources, packages made and installed, services enabled or not, images, inputs of flakes, scripts of phases',
  files: ['**/*.nix'],
  languageIds: ['nix'],
  comment: { line: '#' },
  extract: ({ text }, sink) => {
    const bindings = readNix(text);
    for (const binding of bindings) readBinding(text, binding, sink);
    readRepositories(bindings, sink);
  },
};

/** What a function that fetches is given, it needs. */
function unitOf({ holder, span }: NixBinding): Unit | undefined {
  return /(?:^|\.)fetch\w*$/.test(holder) ? undefined : { span, what: 'binding' };
}

function readBinding(text: string, binding: NixBinding, sink: Sink): void {
  const { path, values } = binding;
  const unit = unitOf(binding);
  const key = path.slice(path.lastIndexOf('.') + 1);
  if (key === 'enable') {
    const [value] = values;
    const intent = value?.text === 'false' ? 'remove' : 'use';
    if (value?.text === 'false' || value?.text === 'true') {
      const uninstall = intent === 'use' ? [{ span: value.span, text: 'false' }] : undefined;
      const at = { span: binding.keySpan, intent, unit, uninstall } as const;
      sink.reference(configReference('config-key', path, at));
    }
    return;
  }
  const service =
    /(?:^|\.)systemd\.(?:user\.)?services\.([^.]+)\.(?:wantedBy|enable|serviceConfig\.ExecStart)$/.exec(
      path,
    )?.[1];
  if (service !== undefined && key !== 'ExecStart') {
    sink.reference(serviceReference('systemd', service, { span: binding.keySpan, unit }));
  }
  for (const value of values) {
    if (value.kind === 'name') {
      if (PACKAGES.test(path)) readName(text, value, values, unit, sink);
    } else readString(key, path, value, unit, sink);
  }
}

/** A name of a list of packages, the set that it is taken from left out. */
function readName(
  text: string,
  { text: name, span }: NixName,
  values: NixBinding['values'],
  unit: Unit | undefined,
  sink: Sink,
): void {
  const own = name.slice(name.lastIndexOf('.') + 1);
  if (NOISE.test(own) || /^(?:lib|builtins|config)\./.test(name)) return;
  const start = span[1] - own.length;
  const single = values.filter((value) => value.kind === 'name' && !NOISE.test(value.text)).length === 1;
  const cut = wholeLines(text, span);
  const blank = /\s*$/.exec(text.slice(Math.max(0, span[0] - 64), span[0]))?.[0].length ?? 0;
  const edit = cut[0] === span[0] && cut[1] === span[1] ? ([span[0] - blank, span[1]] as const) : cut;
  const item: Unit = { span, what: 'package', remove: [{ span: edit, text: '' }] };
  sink.reference(
    packageReference('nix', { name: own }, { span: [start, span[1]], unit: single ? unit : item }),
  );
}

function readString(key: string, path: string, value: NixString, unit: Unit | undefined, sink: Sink): void {
  const word: Word = { text: value.text, span: value.span };
  if (key === 'pname' || (key === 'name' && !/[\s/]/.test(value.text) && !path.includes('.'))) {
    const name = value.text.replace(/-\d.*$|-\$\{.*$/, '');
    const span = [value.span[0], value.span[0] + name.length] as const;
    if (name !== '') sink.reference(packageReference('nix', { name }, { span, defines: true }));
  } else if (/^(?:homepage|downloadPage|changelog|description|longDescription)$/.test(key)) {
    if (/^https?:/.test(value.text)) sink.reference(urlReference(value.text, { ...word, intent: 'mention' }));
  } else if (SCRIPT.test(path)) {
    sink.embed({ format: 'shell', view: value.view, lenient: true });
  } else if (/^(?:image|imageName|fromImage)$/.test(key)) {
    emitImage(sink, word, { unit });
  } else if (value.text.startsWith('github:')) {
    const name = /^github:([^/]+\/[^/?]+)/.exec(value.text)?.[1];
    const from = value.span[0] + 'github:'.length;
    if (name !== undefined)
      sink.reference(
        typedReference('repository', 'github', name, { span: [from, from + name.length], unit }),
      );
  } else if (!/[\r\n]/.test(value.text) && !/\s/.test(value.text)) {
    const shaped: Sink = {
      ...sink,
      reference: (reference) => {
        if (reference.kind !== 'config') sink.reference(reference);
      },
    };
    for (const part of splitWord(word, /:(?=\/)(?!\/\/)/g)) emitValue(shaped, part, key, { unit });
  }
}

/** `fetchFromGitHub { owner = …; repo = …; }`. */
function readRepositories(bindings: readonly NixBinding[], sink: Sink): void {
  const owners = new Map<number, NixString>();
  const stringOf = ({ values: [value] }: NixBinding): NixString | undefined =>
    value?.kind === 'string' ? value : undefined;
  const keyOf = ({ path }: NixBinding): string => path.slice(path.lastIndexOf('.') + 1);
  const hosted = bindings.filter(({ holder }) => holder.endsWith('fetchFromGitHub'));
  for (const binding of hosted) {
    const value = stringOf(binding);
    if (keyOf(binding) === 'owner' && value) owners.set(binding.set, value);
  }
  for (const binding of hosted) {
    const owner = owners.get(binding.set);
    const repo = stringOf(binding);
    if (keyOf(binding) !== 'repo' || !owner || !repo) continue;
    sink.reference({
      ...typedReference('repository', 'github', `${owner.text}/${repo.text}`, { span: repo.span }),
      parts: [{ role: 'group', span: owner.span }],
    });
  }
}
