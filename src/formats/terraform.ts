import type { Format } from '../core/types.js';
import { readProviderLock } from './shared/terraform/lock.js';
import { configurationNames } from './shared/terraform/names.js';
import { readConfiguration } from './shared/terraform/read.js';
import { linksOf } from './shared/terraform/scope.js';

/** Terraform and OpenTofu configurations: https://developer.hashicorp.com/terraform/language/syntax/configuration */
export const terraform: Format = {
  id: 'terraform',
  title: 'Terraform and OpenTofu',
  reads: 'VM extensions, marketplace images, containers, charts, modules, rules, variables, scripts',
  files: [
    '**/*.{tf,tofu,tfvars}',
    '**/*.{tf,tofu,tfvars}.json',
    '**/{terragrunt,root,*.terragrunt,.terraform.lock}.hcl',
  ],
  languageIds: ['terraform', 'terraform-vars', 'opentofu', 'hcl'],
  comment: { line: '#' },
  links: linksOf,
  names: configurationNames,
  extract(document, sink) {
    if (document.path.endsWith('.lock.hcl')) readProviderLock(document.text, sink);
    else readConfiguration(document, sink);
  },
};
