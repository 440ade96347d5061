import type { Document, Format, Intent, Part, Sink, Span, Unit } from '../core/types.js';
import { readHcl } from './shared/hcl.js';
import type { HclAttribute, HclBlock, HclString, HclValue } from './shared/hcl.js';
import {
  imageReference,
  packageReference,
  typedReference,
  urlReference,
  valueReference,
} from './shared/references.js';

/** A value that a name stands for, and the file that it is written in where that is another one. */
interface Known {
  readonly value: HclString;
  readonly path?: string;
}

interface Context {
  readonly text: string;
  readonly sink: Sink;
  readonly known: ReadonlyMap<string, Known>;
  readonly reported: Set<string>;
}

interface Resolved {
  readonly text: string;
  readonly span: Span;
  readonly path?: string;
  readonly uses?: readonly Span[];
}

const SIBLINGS = ['variables.tf', 'locals.tf', 'main.tf', 'terraform.tfvars'];
const IMAGE = /^(?:image|image_uri|image_url|container_image|docker_image|image_name|base_image)$/;
const SCRIPT =
  /^(?:user_data|user_data_base64|custom_data|startup_script|metadata_startup_script|startup-script|script|inline|command|commands|user-data|content|windows-startup-script-ps1)$/;
const PROSE =
  /^(?:name|name_prefix|description|tags|labels|title|display_name|comment|key|id|region|location|type|default_tags)$/;
const DENIED = /\b(?:deny|denied|drop|block|reject|alert_drop)\b/i;

/** Terraform and OpenTofu configurations: https://developer.hashicorp.com/terraform/language/syntax/configuration */
export const terraform: Format = {
  id: 'terraform',
  title: 'Terraform and OpenTofu',
  reads: 'VM extensions, marketplace images, containers, charts, variables, scripts in user data',
  files: ['**/*.{tf,tofu,tfvars}', '**/*.pkr.hcl', '**/terragrunt.hcl'],
  languageIds: ['terraform', 'terraform-vars', 'opentofu', 'hcl'],
  comment: { line: '#' },
  links: ({ path }) => siblingsOf(path),
  extract(document, sink) {
    const root = readHcl(document.text);
    const context: Context = {
      text: document.text,
      sink,
      known: knownNames(document, root),
      reported: new Set(),
    };
    readAttributes(root.attributes, undefined, 'use', context);
    for (const block of root.blocks) readBlock(block, context, undefined, 'use');
  },
};

function siblingsOf(path: string): string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return SIBLINGS.map((name) => `${folder}${name}`).filter((each) => each !== path);
}

function knownNames(document: Document, root: HclBlock): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const path of siblingsOf(document.path)) {
    const text = document.read?.(path);
    if (text !== undefined) addNames(readHcl(text), known, path);
  }
  addNames(root, known, undefined);
  return known;
}

function addNames(root: HclBlock, known: Map<string, Known>, path: string | undefined): void {
  const add = (name: string, value: HclValue | undefined): void => {
    if (value?.kind === 'string' && !value.heredoc)
      known.set(name, { value, ...(path === undefined ? {} : { path }) });
  };
  for (const block of root.blocks) {
    if (block.type === 'variable') add(`var.${block.labels[0] ?? ''}`, attribute(block, 'default')?.value);
    if (block.type === 'locals') for (const { name, value } of block.attributes) add(`local.${name}`, value);
  }
  if (path?.endsWith('.tfvars')) for (const { name, value } of root.attributes) add(`var.${name}`, value);
}

function attribute(block: HclBlock, name: string): HclAttribute | undefined {
  return block.attributes.find((each) => each.name === name);
}

/** The text of a value: its own, or that of the name that it is. Undefined where neither is known here. */
function resolve(value: HclValue | undefined, { known, sink }: Context): Resolved | undefined {
  if (value?.kind === 'string') {
    const only = /^\$\{\s*((?:var|local)\.\w+)\s*\}$/.exec(value.text)?.[1];
    return only === undefined
      ? { text: substitute(value.text, known), span: value.span }
      : byName(only, value.span, known, sink);
  }
  if (value?.kind === 'traversal' && /^(?:var|local)\./.test(value.path))
    return byName(value.path, value.span, known, sink);
  return undefined;
}

function byName(
  name: string,
  use: Span,
  known: ReadonlyMap<string, Known>,
  sink: Sink,
): Resolved | undefined {
  const found = known.get(name);
  if (!found) {
    sink.skip(use, 'unresolved-variable');
    return undefined;
  }
  const { value, path } = found;
  return { text: value.text, span: value.span, uses: [use], ...(path === undefined ? {} : { path }) };
}

function substitute(text: string, known: ReadonlyMap<string, Known>): string {
  return text.replace(
    /\$\{\s*((?:var|local)\.\w+)\s*\}/g,
    (whole, name: string) => known.get(name)?.value.text ?? whole,
  );
}

function place({ span, path, uses }: Resolved, unit: Unit | undefined, intent: Intent) {
  return { span, path, uses, intent, ...(path === undefined ? { unit } : {}) };
}

function readBlock(block: HclBlock, context: Context, outer: Unit | undefined, inherited: Intent): void {
  if (block.type === 'variable' || block.type === 'locals') {
    readAttributes(block.attributes, undefined, 'use', context);
    return;
  }
  const resource = block.labels[0] ?? '';
  const unit: Unit = { span: block.span, what: outer === undefined ? block.type : `${block.type} block` };
  const intent = isDenying(block) ? 'remove' : inherited;
  const read = new Set<string>();
  const { sink } = context;
  const value = (name: string): Resolved | undefined => {
    read.add(name);
    return resolve(attribute(block, name)?.value, context);
  };
  if (resource.endsWith('_extension') && attribute(block, 'publisher')) {
    reportExtension(value, unit, intent, context);
  } else if (attribute(block, 'publisher') && (attribute(block, 'offer') ?? attribute(block, 'product'))) {
    const publisher = value('publisher');
    const offer = value(attribute(block, 'offer') ? 'offer' : 'product');
    if (publisher && offer) {
      sink.reference(
        typedReference(
          'marketplace',
          'marketplace',
          `${publisher.text}/${offer.text}`,
          place(offer, unit, intent),
        ),
      );
    }
  } else if (resource === 'helm_release') {
    const chart = value('chart');
    const repository = value('repository');
    read.add('name');
    if (chart) sink.reference(packageReference('helm', { name: chart.text }, place(chart, unit, intent)));
    if (repository) sink.reference(urlReference(repository.text, place(repository, unit, intent)));
  } else if (
    /^docker_(?:image|container|registry_image)$/.test(resource) &&
    attribute(block, 'name') &&
    resource !== 'docker_container'
  ) {
    const image = value('name');
    if (image) sink.reference(imageReference(image.text, place(image, unit, intent)));
  } else if (block.type === 'module') {
    const source = value('source');
    const module = source && valueReference(source.text.replace(/^git::/, ''), place(source, unit, intent));
    if (module?.type === 'url') sink.reference(module);
  }
  const rest = block.attributes.filter(({ name }) => !read.has(name));
  readAttributes(rest, unit, intent, context);
  for (const inner of block.blocks) readBlock(inner, context, unit, intent);
}

/** A firewall or name rule whose action refuses what it names. */
function isDenying(block: HclBlock): boolean {
  return ['action', 'access', 'rule_action', 'type', 'default_action'].some((name) => {
    const value = attribute(block, name)?.value;
    return value?.kind === 'string' && DENIED.test(value.text);
  });
}

function reportExtension(
  value: (name: string) => Resolved | undefined,
  unit: Unit,
  intent: Intent,
  { sink }: Context,
): void {
  const publisher = value('publisher');
  const type = value('type');
  const version = value('type_handler_version');
  if (!publisher || !type) return;
  const parts: Part[] = [
    ...(publisher.path === undefined ? [{ role: 'publisher' as const, span: publisher.span }] : []),
    ...(version && version.path === undefined ? [{ role: 'version' as const, span: version.span }] : []),
  ];
  const name = `${publisher.text}/${type.text}`;
  const reference = typedReference('vm-extension', 'azure-vm-extension', name, place(type, unit, intent));
  sink.reference({ ...reference, parts, ...(version ? { version: version.text } : {}) });
}

function readAttributes(
  attributes: readonly HclAttribute[],
  unit: Unit | undefined,
  intent: Intent,
  context: Context,
): void {
  for (const each of attributes) {
    if (!PROSE.test(each.name))
      readValue(each.name, each.value, unit ?? { span: each.span, what: 'attribute' }, intent, context);
  }
}

function readValue(name: string, value: HclValue, unit: Unit, intent: Intent, context: Context): void {
  const { sink } = context;
  if (value.kind === 'object') {
    readAttributes(value.attributes, unit, intent, context);
    return;
  }
  if (value.kind === 'list') {
    if (value.call === 'templatefile' || value.call === 'file') {
      sink.skip(value.span, 'dynamic-value');
      return;
    }
    const single = value.call !== undefined;
    for (const item of value.items) {
      readValue(name, item, single ? unit : itemUnit(context.text, value.items, item), intent, context);
    }
    return;
  }
  if (value.kind === 'string' && (value.heredoc || SCRIPT.test(name))) {
    embedScript(value, unit, intent, sink);
    return;
  }
  const found = resolve(value, context);
  if (!found) return;
  const key = `${found.path ?? ''}\n${found.span[0]}`;
  if (context.reported.has(key)) return;
  context.reported.add(key);
  if (IMAGE.test(name)) {
    sink.reference(imageReference(found.text, place(found, unit, intent)));
    return;
  }
  const typed = valueReference(found.text, place(found, unit, intent));
  if (typed && typed.type !== 'value' && typed.type !== 'config-value') sink.reference(typed);
}

/** A script in a string: PowerShell where it says so, YAML and JSON of other kinds left alone, else shell. */
function embedScript({ text, view, span }: HclString, unit: Unit, intent: Intent, sink: Sink): void {
  const head = text.trimStart().slice(0, 200);
  if (/^(?:#cloud-config|\{|\[|---|<\?xml)/.test(head)) {
    sink.skip(span, 'unsupported-syntax');
    return;
  }
  const powershell = /^(?:<powershell>|#ps1)|\b(?:Invoke-WebRequest|Start-Process|Set-Service)\b/i.test(head);
  sink.embed({
    format: powershell ? 'powershell' : 'shell',
    view,
    unit,
    ...(intent === 'remove' ? { intent } : {}),
  });
}

function itemUnit(text: string, items: readonly HclValue[], item: HclValue): Unit {
  const index = items.indexOf(item);
  const after = items[index + 1];
  const before = items[index - 1];
  const [start, end] = quoted(text, item);
  const span: Span = after
    ? [start, quoted(text, after)[0]]
    : before
      ? [quoted(text, before)[1], end]
      : [start, end];
  return { span: [start, end], what: 'list item', remove: [{ span, text: '' }] };
}

function quoted(text: string, { span }: HclValue): Span {
  return text[span[0] - 1] === '"' ? [span[0] - 1, span[1] + 1] : span;
}
