import type { Format, Sink } from '../core/types.js';
import { readMatchSpec, readPythonSource, readRequirement } from './shared/python.js';
import { urlReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { entries, get, isTemplate, itemUnit, items, parseYaml, scalar } from './shared/yaml.js';
import type { YamlItem, YamlNode } from './shared/yaml.js';

/**
 * Conda's environments (https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html)
 * and recipes (https://docs.conda.io/projects/conda-build/en/stable/resources/define-metadata.html).
 */
export const conda: Format = {
  id: 'conda',
  title: 'Conda environment and recipe',
  reads: 'dependencies, pip sublists, channels, requirements of recipes, sources',
  files: ['**/environment{,[-_.]*}.{yml,yaml}', '**/conda-recipe/meta.{yml,yaml}'],
  candidates: [
    '**/*{env,conda}*.{yml,yaml}',
    '**/{meta,recipe}.{yml,yaml}',
    '**/{environments,envs,conda}/**/*.{yml,yaml}',
  ],
  comment: { line: '#' },
  looksLike: (text) =>
    (/^channels:/m.test(text) && /^dependencies:/m.test(text)) ||
    (/^requirements:/m.test(text) && /^(?:package|recipe|build|source):/m.test(text)),
  extract(document, sink) {
    for (const { root } of parseYaml(document, sink, { template: isTemplate(document.text) })) {
      readList(get(root, 'dependencies'), sink);
      for (const item of items(get(root, 'channels'))) readChannel(item, sink);
      for (const place of [root, ...items(get(root, 'outputs')).map(({ value }) => value)])
        readRecipe(place, sink);
    }
  },
};

function readList(list: YamlNode | undefined, sink: Sink): void {
  for (const item of items(list)) {
    for (const branch of ['then', 'else']) readList(get(item.value, branch), sink);
    const spec = scalar(item.value);
    const unit = itemUnit('dependency', item);
    if (spec) readMatchSpec(spec.text, { start: spec.span[0], unit }, sink);
    for (const line of items(get(item.value, 'pip'))) readPip(line, sink);
  }
}

/** A line of a requirements file. */
function readPip(item: YamlItem, sink: Sink): void {
  const line = scalar(item.value);
  if (!line) return;
  const unit = itemUnit('requirement', item);
  const editable = /^(?:-e|--editable)[ =]+/.exec(line.text)?.[0].length ?? 0;
  const index = /^--?(?:i|f|index-url|extra-index-url|find-links)[ =]+/.exec(line.text)?.[0].length ?? 0;
  const at = { start: line.span[0] + editable + index, unit };
  if (index > 0) readPythonSource(line.text.slice(index), at, sink);
  else if (editable > 0 || !line.text.startsWith('-')) readRequirement(line.text.slice(editable), at, sink);
}

function readChannel(item: YamlItem, sink: Sink): void {
  const url = scalar(item.value);
  if (!url || !/^[a-z]+:\/\//i.test(url.text)) return;
  const at = { span: url.span, unit: itemUnit('channel', item) };
  sink.reference({ ...urlReference(url.text, at), kind: 'repository' });
}

function readRecipe(root: YamlNode | undefined, sink: Sink): void {
  const requirements = get(root, 'requirements');
  readList(requirements, sink);
  for (const key of ['build', 'host', 'run']) readList(get(requirements, key), sink);
  readList(get(get(root, 'test'), 'requires'), sink);
  for (const { value } of items(get(root, 'tests'))) {
    for (const pair of entries(get(value, 'requirements'))) readList(pair.value, sink);
  }
  const source = get(root, 'source');
  for (const place of [source, ...items(source).map(({ value }) => value)]) {
    for (const key of ['url', 'git_url', 'git', 'hg_url', 'svn_url']) {
      for (const node of [get(place, key), ...items(get(place, key)).map(({ value }) => value)]) {
        const url = scalar(node);
        if (url && key === 'url') readPythonSource(url.text, { start: url.span[0] }, sink);
        else if (url) emitSource(sink, url.text, { span: url.span });
      }
    }
  }
}
