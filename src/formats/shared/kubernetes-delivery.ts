import type { Edit, Part, Unit } from '../../core/types.js';
import type { Word } from './commands/words.js';
import { removalEdits } from '../../core/text/edits.js';
import type { KubernetesContext } from './kubernetes-context.js';
import { emitSplitImage } from './kubernetes-images.js';
import { packageReference, typedReference } from './references.js';
import { emitImage, emitText, emitValue, isUnknownText, placement, wordOf } from './yaml-emit.js';
import { get, itemUnit, items, lookup, pairUnit, scalar, textAt } from './yaml.js';
import type { YamlItem, YamlNode } from './yaml.js';

/**
 * Reads the objects that have charts and manifests fetched: of Argo CD, Flux, the Helm controller of K3s and
 * Crossplane. What they hold beside that is read like any other object.
 */
export function readDelivery(root: YamlNode | undefined, context: KubernetesContext): void {
  const kind = textAt(root, 'kind') ?? '';
  const api = textAt(root, 'apiVersion') ?? '';
  const spec = get(root, 'spec');
  if (kind === 'Application') readApplication(spec, context);
  else if (kind === 'ApplicationSet') readApplication(lookup(spec, 'template', 'spec'), context);
  else if (kind === 'HelmRelease') readHelmRelease(spec, context);
  else if (kind === 'HelmChart') readHelmChart(spec, context);
  else if (api.startsWith('pkg.crossplane.io/')) readStored('module', get(spec, 'package'), context);
  else if (kind === 'ImageRepository') readStored('repository', get(spec, 'image'), context);
  else if (api.startsWith('helm.crossplane.io/')) {
    const chart = lookup(spec, 'forProvider', 'chart');
    emitChart(get(chart, 'name'), get(chart, 'version'), get(chart, 'repository'), context.unit, context);
  } else if (/^(?:Image\w*MirrorSet|ImageContentSourcePolicy)$/.test(kind)) readMirrors(spec, context);
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/ */
function readApplication(spec: YamlNode | undefined, context: KubernetesContext): void {
  readSource(get(spec, 'source'), context.unit, context);
  for (const item of items(get(spec, 'sources'))) readSource(item.value, itemUnit('source', item), context);
}

function readSource(source: YamlNode | undefined, unit: Unit | undefined, context: KubernetesContext): void {
  const { sink } = context;
  emitChart(get(source, 'chart'), get(source, 'targetRevision'), get(source, 'repoURL'), unit, context);
  embedValues(lookup(source, 'helm', 'values'), context);
  readSetValues(lookup(source, 'helm', 'parameters'), context);
  for (const item of items(lookup(source, 'kustomize', 'images'))) {
    const read = scalar(item.value);
    if (!read) continue;
    // `old=new:tag`: the new one is pulled.
    const word = wordOf(read);
    const from = read.text.indexOf('=') + 1;
    const span: readonly [number, number] = [word.span[0] + from, word.span[1]];
    emitImage(sink, { text: read.text.slice(from), span }, { unit: itemUnit('image', item) });
  }
}

interface Setting {
  readonly name: string;
  readonly word: Word;
  readonly item: YamlItem;
}

/** Single values of a chart, as `name` and `value`: the parts of an image are told by the ends of their names. */
export function readSetValues(
  list: YamlNode | undefined,
  { sink, intent }: Pick<KubernetesContext, 'sink' | 'intent'>,
): void {
  const settings = items(list).flatMap((item): Setting[] => {
    const value = scalar(get(item.value, 'value'));
    return value ? [{ name: textAt(item.value, 'name') ?? '', word: wordOf(value), item }] : [];
  });
  for (const setting of settings) {
    const { name, word, item } = setting;
    if (/(?:tag|digest)$/i.test(name)) continue;
    const beside = (key: string): Setting | undefined =>
      settings.find((each) => each.name === name.replace(/[^.]*$/, key));
    const [registry, tag, digest] = ['registry', 'tag', 'digest'].map(beside);
    if (/image\.(?:repository|name)$/i.test(name) && (registry ?? tag ?? digest)) {
      const further: Part | undefined = digest && {
        role: 'digest',
        span: digest.word.span,
        remove: removalOf(digest),
      };
      const image = { registry: registry?.word, tag: tag?.word, digest: digest?.word, further };
      const unit = unitOfSettings([setting, registry, tag, digest]);
      emitSplitImage({ repository: word, ...image }, unit, { sink, intent, unit });
      continue;
    }
    const around = { unit: itemUnit('value', item), intent };
    if (/image(?:\.(?:repository|name))?$/i.test(name)) emitImage(sink, word, around);
    else emitValue(sink, word, name, around);
  }
}

function removalOf({ item }: Setting): readonly Edit[] {
  return removalEdits(item.parent.source.text, itemUnit('value', item));
}

/** The settings of one image go together; all that there are, with their list. */
function unitOfSettings(settings: readonly (Setting | undefined)[]): Unit | undefined {
  const known = settings.filter((setting) => setting !== undefined);
  const [first] = known;
  if (!first) return undefined;
  const list = first.item.parent;
  if (list.items.length === known.length && list.holder && 'key' in list.holder) {
    return pairUnit('values', list.holder);
  }
  return { ...itemUnit('image values', first.item), remove: known.flatMap(removalOf) };
}

/** https://fluxcd.io/flux/components/helm/helmreleases/ */
function readHelmRelease(spec: YamlNode | undefined, context: KubernetesContext): void {
  const chart = lookup(spec, 'chart', 'spec');
  const repository = lookup(spec, 'chart', 'repository');
  emitChart(
    get(chart, 'chart') ?? lookup(spec, 'chart', 'name'),
    get(chart, 'version'),
    repository,
    context.unit,
    context,
  );
}

/** https://docs.k3s.io/helm */
function readHelmChart(spec: YamlNode | undefined, context: KubernetesContext): void {
  emitChart(get(spec, 'chart'), get(spec, 'version'), get(spec, 'repo'), context.unit, context);
  embedValues(get(spec, 'valuesContent'), context);
}

/** A package or a repository in a registry: no image of a container, and none can take its place. */
function readStored(
  kind: 'module' | 'repository',
  node: YamlNode | undefined,
  { sink, unit }: KubernetesContext,
): void {
  const read = scalar(node);
  if (!read || read.text === '' || isUnknownText(read.text)) return;
  sink.reference(typedReference(kind, 'docker', read.text, placement(wordOf(read), { unit })));
}

/** Repositories that are fetched from mirrors. */
function readMirrors(spec: YamlNode | undefined, { sink }: KubernetesContext): void {
  const lists = ['imageDigestMirrors', 'imageTagMirrors', 'repositoryDigestMirrors'];
  for (const item of lists.flatMap((key) => items(get(spec, key)))) {
    const places = [
      get(item.value, 'source'),
      ...items(get(item.value, 'mirrors')).map(({ value }) => value),
    ];
    for (const place of places) {
      const read = scalar(place);
      if (read) emitImage(sink, wordOf(read), { unit: itemUnit('mirror', item) });
    }
  }
}

function embedValues(node: YamlNode | undefined, { sink }: KubernetesContext): void {
  const read = scalar(node);
  if (read) emitText(sink, 'helm-values', wordOf(read));
}

/** A chart with the repository that it comes from. */
export function emitChart(
  chart: YamlNode | undefined,
  version: YamlNode | undefined,
  repository: YamlNode | undefined,
  unit: Unit | undefined,
  { sink, intent }: Pick<KubernetesContext, 'sink' | 'intent'>,
): void {
  const place = scalar(repository);
  if (place) emitValue(sink, wordOf(place), 'repository', { unit, intent });
  const name = scalar(chart);
  if (!name || name.text === '' || isUnknownText(name.text)) return;
  if (/^(?:oci|https?):\/\//.test(name.text)) {
    emitValue(sink, wordOf(name), 'repository', { unit, intent });
    return;
  }
  if (/^\.{1,2}\//.test(name.text)) return;
  const known = scalar(version);
  const spec = {
    name: name.text,
    version: known?.text,
    ...(known ? { parts: [{ role: 'version' as const, span: known.span }] } : {}),
  };
  sink.reference(packageReference('helm', spec, placement(wordOf(name), { unit, intent })));
}
