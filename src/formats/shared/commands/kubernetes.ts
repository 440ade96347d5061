import type { Intent } from '../../../core/types.js';
import { parseUrl } from '../../../core/text/url.js';
import { fileReference, typedReference, urlReference } from '../references.js';
import { emitRegistry } from './containers.js';
import { emitImage, emitPlace, isUnknown, placed } from './emit.js';
import type { Call, Handler } from './emit.js';
import { readArguments, valuesOf } from './options.js';
import { subWord } from './words.js';
import type { Word } from './words.js';

const VALUES = [
  ...[
    '-n',
    '--namespace',
    '-f',
    '--filename',
    '-l',
    '--selector',
    '-o',
    '--output',
    '-c',
    '--container',
    '-k',
  ],
  ...['--context', '--kubeconfig', '--image', '--kustomize', '--as', '--server', '--token', '--overrides'],
];

/** `kubectl` and `oc` (https://kubernetes.io/docs/reference/kubectl/generated/). */
const kubectl: Handler = (call) => {
  const dashes = call.args.findIndex(({ text }) => text === '--');
  const own = dashes < 0 ? call.args : call.args.slice(0, dashes);
  const args = readArguments(own, { values: VALUES });
  const [verb, what] = args.operands;
  if (!verb) return;
  const intent: Intent =
    verb.text === 'delete' ? 'remove' : /^(?:get|describe|diff)$/.test(verb.text) ? 'detect' : 'use';
  for (const image of valuesOf(args, '--image')) emitImage(call, image, intent);
  for (const file of valuesOf(args, '-f', '--filename', '-k', '--kustomize')) {
    if (parseUrl(file.text)) emitPlace(call, file, intent);
    else if (!isUnknown(file)) call.sink.reference(fileReference(file.text, placed(call, file, intent)));
  }
  for (const word of args.operands.slice(1)) {
    const name = subWord(word, word.text.indexOf('/') + 1);
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(name.text)) continue;
    call.sink.reference(typedReference('config', 'kubernetes-object', name.text, placed(call, name, intent)));
  }
  if (verb.text === 'set' && what?.text === 'image') {
    const images = args.operands.slice(2).filter(({ text }) => text.includes('='));
    for (const word of images) {
      emitImage(call, subWord(word, word.text.indexOf('=') + 1), 'use', { count: images.length });
    }
  }
  if (dashes >= 0 && /^(?:exec|run|debug)$/.test(verb.text)) {
    call.read(call.args.slice(dashes + 1), call.at, call.sink);
  }
};

const HELM_VALUES = [
  ...[
    '-n',
    '--namespace',
    '-f',
    '--values',
    '--set',
    '--set-string',
    '--set-file',
    '--version',
    '--repo',
    '-d',
  ],
  ...[
    '--username',
    '--password',
    '--kube-context',
    '--kubeconfig',
    '--timeout',
    '--destination',
    '--untardir',
  ],
  ...['--ca-file', '--registry-config', '-o', '--output', '--description', '--post-renderer', '--set-json'],
];

/** `helm` (https://helm.sh/docs/helm/helm/). */
const helm: Handler = (call) => {
  const args = readArguments(call.args, { values: HELM_VALUES });
  const [verb, ...rest] = args.operands;
  const [first, second] = rest;
  for (const address of valuesOf(args, '--repo')) emitPlace(call, address, 'use');
  for (const setting of valuesOf(args, '--set', '--set-string')) emitSetImage(call, setting);
  switch (verb?.text) {
    case 'install':
    case 'upgrade':
    case 'template': {
      const chart = second ?? first;
      if (chart) emitChart(call, chart, 'use', args);
      return;
    }
    case 'pull':
    case 'fetch':
      if (first) emitChart(call, first, 'use', args);
      return;
    case 'show':
      if (second) emitChart(call, second, 'detect', args);
      return;
    case 'uninstall':
    case 'delete':
      for (const release of rest) emitChart(call, release, 'remove', args);
      return;
    case 'repo':
      if (first?.text === 'add' && rest[2]) emitRepository(call, rest[2]);
      return;
    case 'registry':
      emitRegistry(call, rest.slice(1), first?.text === 'logout' ? 'remove' : 'use');
      return;
    default:
  }
};

function emitChart(call: Call, word: Word, intent: Intent, args: ReturnType<typeof readArguments>): void {
  if (isUnknown(word)) {
    call.sink.skip(word.argument ?? word.span, 'unresolved-variable');
    return;
  }
  if (parseUrl(word.text)) {
    emitPlace(call, word, intent);
    return;
  }
  if (word.text.endsWith('.tgz') || /^[./~]/.test(word.text)) {
    emitPlace(call, word, intent);
    return;
  }
  const name = subWord(word, word.text.lastIndexOf('/') + 1);
  const [version] = valuesOf(args, '--version');
  call.sink.reference({
    ...typedReference('package', 'helm', name.text, placed(call, name, intent)),
    ...(version ? { version: version.text, parts: [{ role: 'version', span: version.span }] } : {}),
  });
}

function emitRepository(call: Call, word: Word): void {
  if (!parseUrl(word.text)) return;
  call.sink.reference({ ...urlReference(word.text, placed(call, word, 'use')), kind: 'repository' });
}

const IMAGE_KEY = /(?:^|[.,])(?:image|repository|registry)(?:\.(?:repository|registry|name))?=/i;

/** `--set image.repository=…`: settings that name images. */
function emitSetImage(call: Call, word: Word): void {
  const match = IMAGE_KEY.exec(word.text);
  if (!match) return;
  const from = match.index + match[0].length;
  const to = word.text.indexOf(',', from);
  const value = subWord(word, from, to < 0 ? undefined : to);
  if (value.text !== '') emitImage(call, value, 'use');
}

/** Kubernetes' own command lines. */
export const kubernetesHandlers: Record<string, Handler> = {
  kubectl,
  oc: kubectl,
  k3s: nested,
  microk8s: nested,
  helm,
};

/** `k3s kubectl …`: the tool of tools. */
function nested(call: Call): void {
  call.read(call.args, call.at, call.sink);
}
