import type { Format } from '../core/types.js';
import { readAzure } from './shared/azure.js';
import { distinctSink } from './shared/yaml-emit.js';
import { yamlNames } from './shared/yaml-names.js';
import { parseYaml } from './shared/yaml.js';

const STEP = /^[ ]*- (?:task|script|bash|pwsh|powershell|checkout|template):/m;
const TOP = /^(?:trigger|pr|pool|stages|jobs|steps|parameters|resources|extends|variables):/m;

const NAMES = yamlNames({
  given: [
    { what: 'stage', at: 'stages.*', name: 'stage' },
    { what: 'job', at: '**.jobs.*', name: 'job', needed: true },
    { what: 'job', at: '**.jobs.*', name: 'deployment' },
  ],
  used: [
    { what: 'stage', at: 'stages.*.dependsOn' },
    { what: 'job', at: '**.jobs.*.dependsOn' },
  ],
});

/** Azure pipelines and templates of them: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/ */
export const azurePipelines: Format = {
  id: 'azure-pipelines',
  title: 'Azure Pipelines',
  reads: 'containers, repositories, variables, parameters, scripts and inputs of tasks',
  files: [
    '**/{.,}azure-pipeline*.{yml,yaml}',
    '**/{.,}azure-pipelines/**/*.{yml,yaml}',
    '**/.{azuredevops,ado,vsts}/**/*.{yml,yaml}',
    '**/.vsts-ci.yml',
  ],
  candidates: ['**/*.{yml,yaml}'],
  languageIds: ['azure-pipelines'],
  comment: { line: '#' },
  names: NAMES,
  looksLike: (text) => STEP.test(text) && TOP.test(text) && !/^(?:on|runs|tasks|version):/m.test(text),
  extract: (document, sink) => {
    const target = distinctSink(sink);
    for (const { root } of parseYaml(document, sink)) readAzure(root, target);
  },
};
