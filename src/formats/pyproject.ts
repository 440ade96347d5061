import type { Format, Sink } from '../core/types.js';
import {
  readDependencyTable,
  readIndexes,
  readMatchSpecs,
  readRequirementList,
  readSourceTable,
} from './shared/python-project.js';
import { readTomlTree, tomlAt, tomlMembers } from './shared/toml-tree.js';
import type { TomlNode } from './shared/toml-tree.js';

type Read = (node: TomlNode, sink: Sink) => void;

const list: Read = (node, sink) => {
  readRequirementList(node, sink);
};
const unlist: Read = (node, sink) => {
  readRequirementList(node, sink, 'remove');
};
const table: Read = (node, sink) => {
  readDependencyTable(node, sink);
};
const conda: Read = (node, sink) => {
  readDependencyTable(node, sink, 'conda');
};

/** Where the standards and the tools declare dependencies; `*` stands for any one key. */
const PLACES: readonly (readonly [string, Read])[] = [
  // https://packaging.python.org/en/latest/specifications/pyproject-toml/ and dependency-groups/
  ['build-system.requires', list],
  ['project.dependencies', list],
  ['project.optional-dependencies.*', list],
  ['dependency-groups.*', list],
  // https://python-poetry.org/docs/pyproject/
  ['tool.poetry.dependencies', table],
  ['tool.poetry.dev-dependencies', table],
  ['tool.poetry.group.*.dependencies', table],
  ['tool.poetry.requires-plugins', table],
  ['tool.poetry.source', readIndexes],
  // https://docs.astral.sh/uv/reference/settings/
  ['tool.uv.dev-dependencies', list],
  ['tool.uv.constraint-dependencies', list],
  ['tool.uv.build-constraint-dependencies', list],
  ['tool.uv.override-dependencies', list],
  ['tool.uv.exclude-dependencies', unlist],
  ['tool.uv.extra-build-dependencies.*', list],
  ['tool.uv.sources', readSourceTable],
  ['tool.uv.index', readIndexes],
  ['tool.uv.index-url', readIndexes],
  ['tool.uv.extra-index-url', readIndexes],
  ['tool.uv.find-links', readIndexes],
  ['tool.uv.pip.index-url', readIndexes],
  ['tool.uv.pip.extra-index-url', readIndexes],
  // https://pdm-project.org/en/latest/reference/pep621/
  ['tool.pdm.dev-dependencies.*', list],
  ['tool.pdm.resolution.overrides', table],
  ['tool.pdm.resolution.excludes', unlist],
  ['tool.pdm.source', readIndexes],
  // https://hatch.pypa.io/latest/config/environment/overview/
  ['tool.hatch.envs.*.dependencies', list],
  ['tool.hatch.envs.*.extra-dependencies', list],
  ['tool.hatch.envs.*.dependency-groups.*', list],
  ['tool.hatch.build.dependencies', list],
  ['tool.hatch.build.hooks.*.dependencies', list],
  ['tool.hatch.build.targets.*.dependencies', list],
  ['tool.hatch.build.targets.*.hooks.*.dependencies', list],
  ['tool.hatch.metadata.hooks.*.dependencies', list],
  // https://flit.pypa.io/en/stable/pyproject_toml.html
  ['tool.flit.metadata.requires', list],
  ['tool.flit.metadata.dev-requires', list],
  ['tool.flit.metadata.requires-extra.*', list],
  ['tool.rye.dev-dependencies', list],
  ['tool.rye.sources', readIndexes],
  // https://pixi.sh/latest/reference/pixi_manifest/
  ...['', 'feature.*.', 'target.*.', 'feature.*.target.*.'].flatMap((at): (readonly [string, Read])[] => [
    [`tool.pixi.${at}pypi-dependencies`, table],
    [`tool.pixi.${at}dependencies`, conda],
    [`tool.pixi.${at}host-dependencies`, conda],
    [`tool.pixi.${at}build-dependencies`, conda],
  ]),
  // https://conda.github.io/conda-lock/src_environment_yml/ and grayskull's lists
  ['tool.conda-lock.dependencies', conda],
  ['tool.conda.dependencies', readMatchSpecs],
];

/** Python's project file and what the tools keep in it. */
export const pyproject: Format = {
  id: 'pyproject',
  title: 'pyproject.toml',
  reads:
    'dependencies, extras, groups, build requirements; Poetry, uv, PDM, Hatch, Flit, Pixi; sources and indexes',
  files: ['**/pyproject.toml', '**/pixi.toml', '**/uv.toml', '**/hatch.toml'],
  comment: { line: '#' },
  extract({ path, text }, sink) {
    const root = readTomlTree(text, sink);
    // The tools' own files hold their part of it without the prefix.
    const tool = /(?:^|\/)(uv|hatch|pixi)\.toml$/.exec(path)?.[1];
    const prefix = tool === undefined ? '' : `tool.${tool}.`;
    for (const [place, read] of PLACES) {
      if (place.startsWith(prefix)) readPlace(root, place.slice(prefix.length).split('.'), read, sink);
    }
  },
};

function readPlace(node: TomlNode | undefined, path: readonly string[], read: Read, sink: Sink): void {
  const [key, ...rest] = path;
  if (!node) return;
  if (key === undefined) read(node, sink);
  else if (key === '*') for (const { value } of tomlMembers(node)) readPlace(value, rest, read, sink);
  else readPlace(tomlAt(node, key), rest, read, sink);
}
