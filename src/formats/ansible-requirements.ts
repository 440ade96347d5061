import type { Format, Sink, Unit } from '../core/types.js';
import { typedReference, urlReference } from './shared/references.js';
import type { ScalarText } from './shared/yaml.js';
import { get, itemUnit, items, parseYaml, scalar } from './shared/yaml.js';
import type { YamlNode } from './shared/yaml.js';

/** Roles and collections to install: https://docs.ansible.com/ansible/latest/galaxy/user_guide.html#installing-roles-and-collections-from-the-same-requirements-yml-file */
export const ansibleRequirements: Format = {
  id: 'ansible-requirements',
  title: 'Ansible requirements',
  reads: 'roles and collections by Galaxy name, Git repository or archive',
  files: ['**/{roles,collections}/requirements.{yml,yaml}'],
  candidates: ['**/*requirements*.{yml,yaml}'],
  looksLike: (text) =>
    /^\uFEFF?(?:roles|collections):/m.test(text) || /^\uFEFF?- +(?:src|name|role|include):/m.test(text),
  comment: { line: '#' },
  extract(document, sink) {
    for (const { root } of parseYaml(document, sink)) {
      const lists = root?.kind === 'map' ? [get(root, 'roles'), get(root, 'collections')] : [root];
      for (const list of lists) readList(list, sink);
    }
  },
};

function readList(list: YamlNode | undefined, sink: Sink): void {
  for (const item of items(list)) {
    const unit = itemUnit('requirement', item);
    const { value } = item;
    const source = scalar(value) ?? scalar(get(value, 'src')) ?? scalar(get(value, 'source'));
    const name = scalar(get(value, 'name')) ?? scalar(get(value, 'role'));
    // The name is only what a role from elsewhere is installed as.
    const read = source && (isAddress(source.text) || !name) ? source : name;
    if (read) report(read, scalar(get(value, 'version')), unit, sink);
  }
}

function isAddress(text: string): boolean {
  return /^(?:git\+)?[a-z]+:\/\/|^git@|\.git$|\.tar\.gz$/i.test(text);
}

function report(read: ScalarText, version: ScalarText | undefined, unit: Unit, sink: Sink): void {
  const text = read.text.trim();
  const at = { span: read.span, unit };
  const tag = version ? { version: version.text } : {};
  const address = text.replace(/^git\+/, '').replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/');
  if (!isAddress(text)) {
    const parts = version && [{ role: 'version' as const, span: version.span }];
    const [name = '', own] = text.split(/[,:]/);
    sink.reference({
      ...typedReference('module', 'ansible-role', name, {
        ...at,
        span: [read.span[0], read.span[0] + name.length],
      }),
      ...(own === undefined ? tag : { version: own }),
      ...(parts ? { parts } : {}),
    });
  } else sink.reference({ ...urlReference(address.split(',')[0] ?? address, at), ...tag });
}
