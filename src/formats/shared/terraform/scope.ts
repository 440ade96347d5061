import type { Document } from '../../../core/types.js';
import type { Value } from '../cloud/values.js';
import type { HclBody, HclExpression } from '../hcl-model.js';
import { joinPath } from '../paths.js';
import type { At } from './evaluate.js';
import { readTerraform } from './syntax.js';

/** An expression and the file that it is written in, where that is not the scanned one. */
export interface Known {
  readonly expression: HclExpression;
  /** Its value, where that is known without evaluating it. */
  readonly value?: Value;
  readonly text: string;
  readonly path?: string | undefined;
}

/** What the names of a configuration stand for. */
export type Scope = ReadonlyMap<string, Known>;

const SIBLINGS = [
  'variables.tf',
  'vars.tf',
  'locals.tf',
  'main.tf',
  'outputs.tf',
  'variables.tofu',
  'variables.pkr.hcl',
  'terragrunt.hcl',
  'terraform.tfvars',
  'terraform.auto.tfvars',
  'variables.auto.tfvars',
];
const FILE =
  /\b(?:templatefile|file|filebase64|filebase64gzip)\(\s*"([^"\r\n]{1,300})"|^[ \t]*scripts?[ \t]*=[ \t]*\[?[ \t]*"([^"\r\n]{1,300})"/gm;

/** The files that may set the names that a file uses, and the scripts that it reads. */
export function linksOf({ path, text }: Pick<Document, 'path' | 'text'>): string[] {
  const folder = folderOf(path);
  const links = SIBLINGS.map((name) => `${folder}${name}`);
  for (const [, file, script] of text.matchAll(FILE)) {
    const target = resolvePath(path, file ?? script ?? '');
    if (target !== undefined) links.push(target);
  }
  return [...new Set(links)].filter((each) => each !== path);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The path of a file that a configuration names; undefined outside of the root or where it is not known. */
export function resolvePath(from: string, name: string): string | undefined {
  const relative = name.replace(/^\$\{\s*path\.(?:module|root|cwd)\s*\}\/?/, '');
  return relative === '' || relative.includes('${') ? undefined : joinPath(from, relative);
}

/** Reads the files that a configuration names, as far as the host has them. */
export function linkedFiles({ path, read }: Document): At['readFile'] {
  return (name) => {
    const target = resolvePath(path, name);
    const text = target === undefined ? undefined : read?.(target);
    return target !== undefined && text !== undefined ? { path: target, text } : undefined;
  };
}

/** The variables and locals of a configuration: what variable files set comes before the defaults. */
export function scopeOf(document: Document, body: HclBody): Scope {
  const scope = new Map<string, Known>();
  for (const path of linksOf({ path: document.path, text: '' })) {
    const text = document.read?.(path);
    if (text !== undefined) addNames(scope, readTerraform(path, text), text, path);
  }
  addNames(scope, body, document.text, undefined);
  return scope;
}

function addNames(scope: Map<string, Known>, body: HclBody, text: string, path: string | undefined): void {
  const add = (name: string, expression: HclExpression | undefined): void => {
    const isNull = expression?.kind === 'literal' && expression.text === 'null';
    if (expression && !isNull) scope.set(name, { expression, text, path });
  };
  for (const { type, labels, body: inner } of body.blocks) {
    const [label = ''] = labels;
    const value = (name: string): HclExpression | undefined =>
      inner.attributes.find((each) => each.name === name)?.value;
    if (type === 'variable' && label !== '') add(`var.${label}`, value('default'));
    if (type === 'variable' && label !== '' && !scope.has(label)) add(label, value('default'));
    if (type === 'local' && label !== '') add(`local.${label}`, value('expression'));
    if (type === 'locals') for (const each of inner.attributes) add(`local.${each.name}`, each.value);
  }
  if (!path?.endsWith('.tfvars')) return;
  for (const { name, value } of body.attributes) add(`var.${name}`, value);
}
