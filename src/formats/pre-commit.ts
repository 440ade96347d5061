import type { Format, IdentifierType, Sink } from '../core/types.js';
import { specOf } from './shared/commands/specs.js';
import { readRequirement } from './shared/python.js';
import { packageReference } from './shared/references.js';
import { emitSource } from './shared/sources.js';
import { emitImage, emitText, wordOf } from './shared/yaml-emit.js';
import { get, itemUnit, items, parseYaml, scalar, textAt } from './shared/yaml.js';
import type { YamlItem } from './shared/yaml.js';

const TYPES: Readonly<Record<string, IdentifierType>> = {
  conda: 'conda',
  dart: 'pub',
  golang: 'golang',
  lua: 'luarocks',
  node: 'npm',
  perl: 'cpan',
  python: 'pypi',
  r: 'cran',
  ruby: 'gem',
  rust: 'cargo',
};

/** https://pre-commit.com/#adding-pre-commit-plugins-to-your-project and the hooks that a repository offers. */
export const preCommit: Format = {
  id: 'pre-commit',
  title: 'pre-commit',
  reads: 'repositories of hooks, additional dependencies, entries of local hooks',
  files: ['**/.pre-commit-config.{yml,yaml}', '**/.pre-commit-hooks.{yml,yaml}', '**/prek.yaml'],
  comment: { line: '#' },
  extract(document, sink) {
    for (const { root } of parseYaml(document, sink)) {
      for (const item of items(get(root, 'repos'))) {
        const repository = scalar(get(item.value, 'repo'));
        const unit = itemUnit('repository', item);
        if (repository) emitSource(sink, repository.text, { span: repository.span, unit });
        for (const hook of items(get(item.value, 'hooks'))) readHook(hook, sink);
      }
      for (const hook of items(root)) readHook(hook, sink);
    }
  },
};

function readHook(hook: YamlItem, sink: Sink): void {
  const { value } = hook;
  const language = textAt(value, 'language');
  for (const item of items(get(value, 'additional_dependencies'))) readDependency(item, language, sink);
  const entry = scalar(get(value, 'entry'));
  if (!entry) return;
  const unit = itemUnit('hook', hook);
  if (language === 'docker_image') {
    const image = entry.text.split(/\s/, 1)[0] ?? '';
    emitImage(sink, { text: image, span: [entry.span[0], entry.span[0] + image.length] }, { unit });
  } else if (language !== undefined) emitText(sink, 'shell', wordOf(entry), { unit });
}

/** The hook's language decides; where its repository keeps that, the spelling does. */
function readDependency(item: YamlItem, language: string | undefined, sink: Sink): void {
  const text = scalar(item.value);
  if (!text) return;
  const unit = itemUnit('dependency', item);
  const guess = /^@?[^@\s]+@[^\s]|^@/.test(text.text) && !/\s@\s/.test(text.text) ? 'npm' : 'pypi';
  const type = language === undefined ? guess : TYPES[language];
  if (type === 'pypi') readRequirement(text.text, { start: text.span[0], unit }, sink);
  else if (type && !emitSource(sink, text.text, { span: text.span, unit })) {
    const { name, version } = specOf(type, wordOf(text));
    const parts = version ? [{ role: 'version' as const, span: version.span }] : [];
    const spec = { name: name.text.replace(/^cli:/, ''), version: version?.text, parts };
    sink.reference(packageReference(type, spec, { span: name.span, unit }));
  }
}
