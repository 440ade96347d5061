import type { Format } from '../core/types.js';
import { manifestNames } from './shared/kubernetes-names.js';
import { looksLikeManifest, readManifests } from './shared/kubernetes.js';

/**
 * Kubernetes manifests of any kind, and Helm templates for them
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/).
 */
export const kubernetes: Format = {
  id: 'kubernetes',
  title: 'Kubernetes manifest',
  reads: 'images, commands, environment, config maps, policies, charts of Argo CD and Flux',
  files: [],
  candidates: ['**/*.{yml,yaml,yaml.tpl,yml.tpl,yaml.tmpl,yaml.gotmpl}', '**/templates/**/*.tpl'],
  comment: { line: '#' },
  looksLike: looksLikeManifest,
  names: manifestNames,
  extract: readManifests,
};
