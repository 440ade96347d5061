import { createViewBuilder } from '../../core/text/view.js';
import type { View } from '../../core/types.js';
import { recipeScripts } from './recipes.js';
import type { ShellPiece, ShellVariable } from './recipes.js';

type Builder = ReturnType<typeof createViewBuilder>;

const ASSIGNMENT =
  /^(export[ \t]+)?([A-Za-z_][\w-]*)([ \t]*:=[ \t]*)(["'`]{1,3})([^\r\n]*?)\4[ \t]*(?:#.*)?$/;
const USE = /\{\{[ \t]*([\w-]+)[ \t]*\}\}|\{\{[^{}\r\n]*\}\}/g;

/** The recipes of a justfile as shell, each with the variables that it uses. */
export function justfileScripts(text: string): View[] {
  const variables: ShellVariable[] = [];
  const recipes: [from: number, to: number][][] = [];
  let recipe: [from: number, to: number][] | undefined;
  let foreign = false;
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0].replace(/^\uFEFF/, '');
    const start = match.index + match[0].length - line.length;
    if (/^[ \t]+\S/.test(line)) {
      if (!recipe) {
        // A script of another language.
        foreign = /^[ \t]+#!/.test(line) && !/\b(?:ba|da|z|k)?sh\b/.test(line);
        recipes.push((recipe = []));
      }
      if (!foreign) recipe.push([start, start + line.length]);
      continue;
    }
    recipe = undefined;
    const variable = variableOf(line, start);
    if (variable) variables.push(variable);
  }
  const pieces = recipes.map((lines): ShellPiece => ({
    uses: lines.flatMap(([start, end]) =>
      [...text.slice(start, end).matchAll(USE)].flatMap(([, name]) =>
        name === undefined ? [] : [shellName(name)],
      ),
    ),
    write: (builder) => {
      for (const [start, end] of lines) copyLine(text, start, end, builder);
    },
  }));
  return recipeScripts(variables, pieces, () => createViewBuilder(text));
}

/** Names of variables may hold dashes, which the shell's may not. */
function shellName(name: string): string {
  return name.replaceAll('-', '_');
}

function variableOf(line: string, start: number): ShellVariable | undefined {
  const match = ASSIGNMENT.exec(line);
  if (!match) return undefined;
  const [, exported = '', name = '', sign = '', quote = '', value = ''] = match;
  const nameAt = start + exported.length;
  const from = nameAt + name.length + sign.length + quote.length;
  const to = from + value.length;
  if (to <= from || quote.startsWith('`')) return undefined;
  return {
    name: shellName(name),
    uses: [],
    write: (builder) => {
      if (exported !== '') builder.put('export ', nameAt);
      putName(builder, name, nameAt);
      builder.put("='", nameAt + name.length - 1);
      builder.copy(from, to);
      builder.put("'", to - 1);
      builder.put('\n', to - 1);
    },
  };
}

function copyLine(text: string, start: number, end: number, builder: Builder): void {
  let from = start + (/^[ \t]*[@-]*/.exec(text.slice(start, end))?.[0].length ?? 0);
  const base = from;
  for (const match of text.slice(base, end).matchAll(USE)) {
    const at = base + match.index;
    builder.copy(from, at);
    builder.put('${', at);
    putName(builder, match[1] ?? '_', at + 2);
    from = at + match[0].length;
    builder.put('}', from - 1);
  }
  builder.copy(from, end);
  builder.put('\n', Math.max(start, end - 1));
}

function putName(builder: Builder, name: string, at: number): void {
  const written = shellName(name);
  for (let index = 0; index < written.length; index++) builder.put(written[index] ?? '', at + index);
}
