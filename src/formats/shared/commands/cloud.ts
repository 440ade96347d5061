import type { Intent, Part } from '../../../core/types.js';
import { typedReference } from '../references.js';
import { placed } from './emit.js';
import type { Call, Handler } from './emit.js';
import { readArguments, valuesOf } from './options.js';
import type { Arguments } from './options.js';
import { subWord } from './words.js';
import type { Word } from './words.js';

const VALUES = [
  ...[
    '--publisher',
    '--name',
    '-n',
    '--version',
    '--vm-name',
    '--vmss-name',
    '--resource-group',
    '-g',
    '--ids',
  ],
  ...[
    '--urn',
    '--offer',
    '--plan',
    '--sku',
    '--image',
    '--settings',
    '--protected-settings',
    '--location',
    '-l',
  ],
  ...['--extension-instance-name', '--subscription', '--product'],
];

function intentOf(words: readonly Word[]): Intent {
  const verbs = words.map(({ text }) => text);
  if (verbs.some((verb) => /^(?:delete|remove|cancel)$/.test(verb))) return 'remove';
  return verbs.some((verb) => /^(?:show|list|list-skus|list-offers|list-versions)$/.test(verb))
    ? 'detect'
    : 'use';
}

/** `az vm extension set`, `az vm image terms accept`, `az vm create --image urn`. */
const az: Handler = (call) => {
  const args = readArguments(call.args, { values: VALUES });
  const verbs = args.operands.map(({ text }) => text);
  const intent = intentOf(args.operands);
  if (verbs.includes('extension')) emitExtension(call, args, intent);
  else if (verbs.includes('image') || verbs.includes('create') || verbs.includes('term')) {
    emitOffer(call, args, intent);
    for (const urn of valuesOf(args, '--urn', '--image')) emitUrn(call, urn, intent);
  }
};

function emitExtension(call: Call, args: Arguments, intent: Intent): void {
  const [publisher] = valuesOf(args, '--publisher');
  const [name] = valuesOf(args, '--name', '-n');
  const [version] = valuesOf(args, '--version');
  if (!name) return;
  const parts: Part[] = [{ role: 'type', span: name.span }];
  if (publisher) parts.push({ role: 'publisher', span: publisher.span });
  if (version) parts.push({ role: 'version', span: version.span });
  const full = publisher ? `${publisher.text}/${name.text}` : name.text;
  call.sink.reference({
    ...typedReference('vm-extension', 'azure-vm-extension', full, placed(call, name, intent)),
    parts,
    ...(version ? { version: version.text } : {}),
  });
}

function emitOffer(call: Call, args: Arguments, intent: Intent): void {
  const [publisher] = valuesOf(args, '--publisher', '-p');
  const [offer] = valuesOf(args, '--offer', '--product', '-f');
  if (!publisher || !offer) return;
  const [plan] = valuesOf(args, '--plan', '--sku');
  const name = [publisher, offer, ...(plan ? [plan] : [])].map(({ text }) => text).join('/');
  call.sink.reference({
    ...typedReference('marketplace', 'marketplace', name, placed(call, offer, intent)),
    parts: [
      { role: 'publisher', span: publisher.span },
      { role: 'name', span: offer.span },
      ...(plan ? [{ role: 'type' as const, span: plan.span }] : []),
    ],
  });
}

/** `publisher:offer:sku:version`. */
function emitUrn(call: Call, word: Word, intent: Intent): void {
  const parts = word.text.split(':');
  if (parts.length !== 4) return;
  const [publisher = '', offer = '', sku = '', version = ''] = parts;
  const end = publisher.length + offer.length + sku.length + 2;
  const versionSpan = subWord(word, end + 1).span;
  call.sink.reference({
    ...typedReference(
      'marketplace',
      'marketplace',
      `${publisher}/${offer}/${sku}`,
      placed(call, word, intent),
    ),
    version,
    parts: [{ role: 'version', span: versionSpan }],
  });
}

/** Command lines of cloud providers. */
export const cloudHandlers: Record<string, Handler> = { az };
