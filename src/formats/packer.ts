import type { Document, Format, Sink } from '../core/types.js';
import { interpolate } from './shared/cloud/interpolate.js';
import { loadJson } from './shared/cloud/load.js';
import { createMerger } from './shared/cloud/merge.js';
import { rewrite } from './shared/cloud/rewrite.js';
import { fieldOf } from './shared/cloud/values.js';
import { readObject } from './shared/cloud/walk.js';
import { parseJson } from './shared/json.js';
import { readConfiguration } from './shared/terraform/read.js';
import { linksOf } from './shared/terraform/scope.js';

/** Templates of Packer, in HCL and in the older JSON: https://developer.hashicorp.com/packer/docs/templates */
export const packer: Format = {
  id: 'packer',
  title: 'Packer template',
  reads: 'source images, shell, PowerShell and file provisioners, variables',
  files: ['**/*.pkr.hcl', '**/*.pkr.json', '**/*.pkrvars.hcl'],
  candidates: ['**/*.json'],
  comment: { line: '#' },
  looksLike: (text) =>
    /"builders"\s*:\s*\[/.test(text) || (/"provisioners"\s*:\s*\[/.test(text) && /"type"\s*:/.test(text)),
  links: linksOf,
  extract: (document, sink) => {
    const older = /\.json$/i.test(document.path) && !/\.pkr\.json$/i.test(document.path);
    if (older) readJson(document, sink);
    else readConfiguration(document, sink);
  },
};

/** The JSON templates put variables into texts as `{{user `name`}}`. */
function readJson({ text }: Document, sink: Sink): void {
  const root = loadJson(text, parseJson(text, sink));
  if (root?.kind !== 'object') return;
  const variables = fieldOf(root, 'variables')?.value;
  const merger = createMerger(sink);
  const place = { intent: 'use', key: '', type: 'packer' } as const;
  const rest = root.fields.filter(({ name }) => name !== 'variables');
  if (variables?.kind === 'object')
    readObject(variables, { ...place, sink: merger.written, type: 'variable' });
  const known = rewrite({ ...root, fields: rest }, (value) =>
    value.kind === 'text'
      ? interpolate(
          value,
          /\{\{-?\s*user\s+[`"\\]+(\w+)[`"\\]+\s*-?\}\}/g,
          (name) => fieldOf(variables, name.replace(/_/g, '').toLowerCase())?.value,
        )
      : undefined,
  );
  if (known.kind === 'object') readObject(known, { ...place, sink: merger.used });
  merger.flush();
}
