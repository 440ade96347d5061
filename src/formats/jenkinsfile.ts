import type { Format } from '../core/types.js';
import { readJenkins } from './shared/groovy.js';
import { distinctSink } from './shared/yaml-emit.js';

/** Jenkins pipelines: https://www.jenkins.io/doc/book/pipeline/jenkinsfile/ */
export const jenkinsfile: Format = {
  id: 'jenkinsfile',
  title: 'Jenkinsfile',
  reads: 'shell, batch and PowerShell steps, images of agents and stages, environment, pod templates',
  files: ['**/Jenkinsfile{,.*,-*}', '**/*.{jenkinsfile,Jenkinsfile,jenkins}', '**/vars/*.groovy'],
  candidates: ['**/*.groovy'],
  languageIds: ['jenkinsfile', 'groovy'],
  comment: { line: '//' },
  looksLike: (text) => /^\s*(?:pipeline|node|podTemplate)\b[^\r\n]*\{/m.test(text),
  extract: ({ text }, sink) => {
    readJenkins(text, distinctSink(sink));
  },
};
