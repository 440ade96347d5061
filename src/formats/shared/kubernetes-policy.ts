import type { Intent, Unit } from '../../core/types.js';
import { splitWord, subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import type { KubernetesContext } from './kubernetes-context.js';
import { emitImage, wordOf } from './yaml-emit.js';
import { entries, get, itemUnit, items, lookup, pairUnit, scalar, textAt } from './yaml.js';
import type { YamlNode } from './yaml.js';

/**
 * Reads an object that admits or denies what runs in a cluster. What it denies counts as removed where it is
 * enforced and as looked for where it is only reported; what it admits is used. False for other objects.
 */
export function readPolicy(root: YamlNode | undefined, context: KubernetesContext): boolean {
  const api = textAt(root, 'apiVersion') ?? '';
  const kind = textAt(root, 'kind') ?? '';
  const spec = get(root, 'spec');
  if (/^(?:kyverno|policies\.kyverno)\.io\//.test(api)) readKyverno(spec, context);
  else if (api.startsWith('constraints.gatekeeper.sh/')) readConstraint(kind, spec, context);
  else if (api.startsWith('policies.kubewarden.io/')) readLists(get(spec, 'settings'), undefined, context);
  else if (api.startsWith('config.openshift.io/') && kind === 'Image') {
    readLists(get(spec, 'registrySources'), undefined, context);
  } else if (kind === 'ValidatingAdmissionPolicy') readExpressions(get(spec, 'validations'), context);
  else return false;
  return true;
}

/** https://kyverno.io/docs/policy-types/cluster-policy/validate/ */
function readKyverno(spec: YamlNode | undefined, context: KubernetesContext): void {
  const action = textAt(spec, 'validationFailureAction') ?? 'Audit';
  for (const item of items(get(spec, 'rules'))) {
    const validate = get(item.value, 'validate');
    const enforced = /^enforce$/i.test(textAt(validate, 'failureAction') ?? action);
    const inner: KubernetesContext = {
      ...context,
      unit: itemUnit('rule', item),
      intent: enforced ? 'remove' : 'detect',
    };
    for (const part of [validate, ...items(get(validate, 'foreach')).map(({ value }) => value)]) {
      for (const key of ['pattern', 'anyPattern']) readPatterns(get(part, key), '', inner);
      readConditions(lookup(part, 'deny', 'conditions'), inner);
    }
    readExpressions(lookup(validate, 'cel', 'expressions'), inner);
  }
  readExpressions(get(spec, 'validations'), { ...context, intent: 'remove' });
}

/** Patterns below keys that name images: `!` denies, `|` and `&` join. */
function readPatterns(node: YamlNode | undefined, key: string, context: KubernetesContext): void {
  for (const { value } of items(node)) readPatterns(value, key, context);
  for (const pair of entries(node)) readPatterns(pair.value, pair.key, context);
  const read = scalar(node);
  if (!read || !/image/i.test(key)) return;
  for (const piece of splitWord(wordOf(read), /\s*[|&]\s*/g)) {
    const denied = piece.text.startsWith('!');
    const name = denied ? subWord(piece, 1) : piece;
    emitPattern(name, context.unit, denied ? context.intent : 'use', context);
  }
}

/** Conditions of a `deny` block: the values of one that compares an image. */
function readConditions(node: YamlNode | undefined, context: KubernetesContext): void {
  if (!node) return;
  for (const { value } of items(node)) readConditions(value, context);
  for (const key of ['any', 'all']) readConditions(get(node, key), context);
  if (!/image/i.test(textAt(node, 'key') ?? '')) return;
  // What is not among the values is denied, so that these are admitted.
  const intent = /not/i.test(textAt(node, 'operator') ?? '') ? 'use' : context.intent;
  readStrings(get(node, 'value'), intent, context);
}

const ADMITS = /allow|exempt|permit/i;
const DENIES = /disallow|block|den(?:y|ied)|reject|forbid|ban|prohibit|restrict/i;

/** https://open-policy-agent.github.io/gatekeeper/website/docs/howto/#constraints */
function readConstraint(kind: string, spec: YamlNode | undefined, context: KubernetesContext): void {
  const action = textAt(spec, 'enforcementAction') ?? 'deny';
  const denial: Intent = action === 'deny' ? 'remove' : 'detect';
  const admits = ADMITS.test(kind) && !DENIES.test(kind);
  readLists(get(spec, 'parameters'), admits ? 'use' : denial, { ...context, intent: denial });
}

/** Lists of images; the key of each says whether it admits or denies, where it says anything. */
function readLists(node: YamlNode | undefined, intent: Intent | undefined, context: KubernetesContext): void {
  for (const pair of entries(node)) {
    const denied = context.intent ?? 'remove';
    const own = DENIES.test(pair.key) ? denied : ADMITS.test(pair.key) ? 'use' : intent;
    if (pair.value?.kind === 'map') readLists(pair.value, own, context);
    else if (own !== undefined) readStrings(pair.value, own, { ...context, unit: pairUnit('setting', pair) });
  }
}

function readStrings(
  node: YamlNode | undefined,
  intent: Intent | undefined,
  context: KubernetesContext,
): void {
  for (const item of items(node)) {
    const read = scalar(item.value);
    if (read) emitPattern(wordOf(read), itemUnit('pattern', item), intent, context);
  }
  const read = scalar(node);
  if (read) emitPattern(wordOf(read), context.unit, intent, context);
}

/** An image pattern without its wildcards. */
function emitPattern(
  word: Word,
  unit: Unit | undefined,
  intent: Intent | undefined,
  { sink }: KubernetesContext,
): void {
  const start = /^[*?/]*/.exec(word.text)?.[0].length ?? 0;
  const end = word.text.length - (/(?::?[*?/]+)+$/.exec(word.text)?.[0].length ?? 0);
  if (end > start) emitImage(sink, subWord(word, start, end), { unit, intent });
}

/** CEL expressions that compare an image with a text; a negated one denies. */
function readExpressions(list: YamlNode | undefined, context: KubernetesContext): void {
  for (const item of items(list)) {
    const read = scalar(get(item.value, 'expression'));
    if (!read || !/image/i.test(read.text)) continue;
    const word = wordOf(read);
    const call = /\.(?:contains|startsWith|endsWith|matches)\(\s*(["'])([^"'\r\n]+)\1/g;
    for (const match of read.text.matchAll(call)) {
      const from = match.index + match[0].length - 1 - (match[2]?.length ?? 0);
      const denied = /!(?!=)/.test(read.text.slice(0, match.index));
      const intent = denied ? (context.intent ?? 'remove') : 'use';
      emitPattern(
        subWord(word, from, from + (match[2]?.length ?? 0)),
        itemUnit('validation', item),
        intent,
        context,
      );
    }
  }
}
