import type { Document, Format, Sink, Span } from '../core/types.js';
import { loadJson } from './shared/cloud/load.js';
import { createMerger } from './shared/cloud/merge.js';
import { rewrite } from './shared/cloud/rewrite.js';
import { fieldOf, plainKey, valueAt } from './shared/cloud/values.js';
import type { TextValue, Value } from './shared/cloud/values.js';
import { readObject, readValue } from './shared/cloud/walk.js';
import { createCursor } from './shared/hcl.js';
import { readExpression } from './shared/hcl-expression.js';
import { parseJson } from './shared/json.js';
import { evaluate } from './shared/terraform/evaluate.js';
import type { At } from './shared/terraform/evaluate.js';
import type { Known } from './shared/terraform/scope.js';

const MAX_VALUES = 20_000;
const MAX_DEPTH = 20;

/** Templates and parameter files of Azure Resource Manager: https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax */
export const arm: Format = {
  id: 'arm',
  title: 'Azure Resource Manager template',
  reads: 'VM extensions, marketplace images and plans, containers, commands, policies, parameters',
  files: ['**/azuredeploy*.json', '**/{mainTemplate,createUiDefinition}.json'],
  candidates: ['**/*.{json,jsonc}'],
  comment: { line: '//' },
  looksLike: (text) =>
    /"\$schema"\s*:\s*"[^"\n]*(?:deploymentTemplate|deploymentParameters|policyDefinition)\.json/i.test(
      text.slice(0, 4000),
    ) ||
    (/"policyRule"\s*:/.test(text) && /"then"\s*:/.test(text)),
  extract: (document, sink) => {
    const root = loadJson(document.text, parseJson(document.text, sink));
    if (root?.kind === 'object') readTemplate(document, root, sink);
  },
};

function readTemplate(document: Document, root: Extract<Value, { kind: 'object' }>, sink: Sink): void {
  const merger = createMerger(sink);
  const written = { sink: merger.written, intent: 'use', key: '', type: 'variable' } as const;
  const scope = new Map<string, Known>();
  for (const section of ['parameters', 'variables'] as const) {
    const fields = valueAt(root, section);
    for (const { name, value, unit } of fields?.kind === 'object' ? fields.fields : []) {
      const held = section === 'variables' ? value : fieldOf(value, 'defaultvalue', 'value')?.value;
      if (!held) continue;
      scope.set(`${section} ${name}`, {
        expression: { kind: 'literal', span: [0, 0], text: '' },
        text: document.text,
        value: held,
      });
      readValue(held, { ...written, key: plainKey(name), unit: unit?.() });
    }
  }
  const resolve = resolver(document.text, scope);
  const rest = root.fields.filter(({ name }) => name !== 'parameters' && name !== 'variables');
  const known = resolve({ ...root, fields: rest }, 0);
  if (known.kind === 'object') readObject(known, { ...written, sink: merger.used, type: '' });
  merger.flush();
}

/** Carries out the expressions that stand between square brackets. */
function resolver(text: string, scope: ReadonlyMap<string, Known>): (value: Value, depth: number) => Value {
  const budget = { left: MAX_VALUES };
  const resolve = (value: Value, depth: number): Value =>
    rewrite(value, (each) => {
      const span = each.kind === 'text' ? expressionSpan(each) : undefined;
      if (!span) return undefined;
      if (depth > MAX_DEPTH || budget.left-- <= 0) return { kind: 'unknown', span };
      const expression = readExpression(createCursor(text, span, undefined, true), true);
      const at: At = { scope, text, depth: depth + 1, budget, expand: resolve, readFile: () => undefined };
      return expression && evaluate(expression, at);
    });
  return resolve;
}

/** Inside of the brackets; undefined for a plain text and for one with escapes. */
function expressionSpan({ word }: TextValue): Span | undefined {
  const { text, span } = word;
  if (!text.startsWith('[') || text.startsWith('[[') || !text.endsWith(']')) return undefined;
  return span[1] - span[0] === text.length ? [span[0] + 1, span[1] - 1] : undefined;
}
