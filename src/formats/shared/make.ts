import { createViewBuilder } from '../../core/text/view.js';
import type { View } from '../../core/types.js';
import { recipeScripts } from './recipes.js';
import type { ShellPiece, ShellVariable } from './recipes.js';

type Builder = ReturnType<typeof createViewBuilder>;

const ASSIGNMENT = /^(?:(?:export|override|private)[ \t]+)*([A-Za-z_][\w.-]*)[ \t]*(?:::?:?|\?|\+|!)?=[ \t]*/;
const TARGET_ASSIGNMENT =
  /^[^\s=#:][^=#:\r\n]*:{1,2}[ \t]*(?=(?:(?:export|override|private)[ \t]+)*[A-Za-z_][\w.-]*[ \t]*(?:::?|\?|\+)?=)/;

/** The recipes of a makefile as shell, each with the variables that it uses. */
export function makefileScripts(text: string): View[] {
  const variables: ShellVariable[] = [];
  const recipes: [from: number, to: number][][] = [];
  let recipe: [from: number, to: number][] | undefined;
  let inDefine = false;
  for (const [start, end] of logicalLines(text)) {
    const line = text.slice(start, end);
    if (/^[ \t]*(?:$|#)/.test(line) && !line.startsWith('\t')) continue;
    const ends = /^[ \t]*endef\b/.test(line);
    if (ends || /^[ \t]*define\b/.test(line)) {
      inDefine = !ends;
      recipe = undefined;
    } else if (line.startsWith('\t') || inDefine) {
      if (!recipe) recipes.push((recipe = []));
      recipe.push([start, end]);
    } else {
      const variable = variableOf(text, start, end);
      const inline = /^[^\s#=:][^#=:;\r\n]*::?[^;#=\r\n]*;/.exec(line)?.[0].length;
      recipe = undefined;
      if (variable) variables.push(variable);
      else if (inline !== undefined) recipes.push((recipe = [[start + inline, end]]));
    }
  }
  const pieces = recipes.map((lines): ShellPiece => ({
    uses: lines.flatMap((line) => usesOf(text.slice(...line))),
    write: (builder) => {
      for (const [start, end] of lines) {
        const prefix = /^[ \t]*[@+-]*[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0;
        copyMake(text, start + prefix, end, builder, false);
        builder.put('\n', Math.max(start, end - 1));
      }
    },
  }));
  return recipeScripts(variables, pieces, () => createViewBuilder(text));
}

/** `NAME = value`, also behind a target or `export`. */
function variableOf(text: string, start: number, end: number): ShellVariable | undefined {
  const line = text.slice(start, end);
  const bom = line.startsWith('\uFEFF') ? 1 : 0;
  const skip = bom + (TARGET_ASSIGNMENT.exec(line.slice(bom))?.[0].length ?? 0);
  const lead = /^[ \t]*/.exec(line.slice(skip))?.[0].length ?? 0;
  const at = start + skip + lead;
  const match = ASSIGNMENT.exec(text.slice(at, end));
  const name = match?.[1];
  if (!match || name === undefined || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const nameAt = at + match[0].lastIndexOf(name);
  const from = at + match[0].length;
  const raw = text.slice(from, end);
  const last = from + raw.slice(0, /(?:^|[ \t])#/.exec(raw)?.index).trimEnd().length;
  if (last <= from) return undefined;
  const exported = /\bexport\b/.test(match[0]);
  return {
    name,
    uses: usesOf(text.slice(from, last)),
    write: (builder) => {
      if (exported) builder.put('export ', nameAt);
      builder.copy(nameAt, nameAt + name.length);
      builder.put('="', nameAt + name.length - 1);
      copyMake(text, from, last, builder, true);
      builder.put('"', last - 1);
      builder.put('\n', last - 1);
    },
  };
}

function usesOf(text: string): string[] {
  return [...text.matchAll(/\$[({]([A-Za-z_][\w.-]*)[)}]/g)].map(([, name = '']) => name);
}

/** Lines with those that a backslash joins to them, without the line break at the end. */
function logicalLines(text: string): [start: number, end: number][] {
  const lines: [number, number][] = [];
  let open = false;
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    const [whole, content = '', breaks = ''] = match;
    if (whole === '') continue;
    const end = match.index + content.length;
    const last = lines[lines.length - 1];
    if (open && last) last[1] = end;
    else lines.push([match.index, end]);
    open = content.endsWith('\\') && breaks !== '';
  }
  return lines;
}

const REFERENCE =
  /\\\r?\n|\$\$|\$[({]([A-Za-z_][\w.-]*)[)}]|\$\(shell[ \t]+|\$[({](?=[a-z-]+[ \t])|\$[@<^?*+%|]|["']/g;

/** Copies a text with Make's own variables written as the shell's. */
function copyMake(text: string, start: number, end: number, builder: Builder, quoted: boolean): void {
  let from = start;
  for (const match of text.slice(start, end).matchAll(REFERENCE)) {
    const at = start + match.index;
    const [token, name] = match;
    if (!quoted && /^["'\\]/.test(token)) continue;
    builder.copy(from, at);
    from = at + token.length;
    if (token === '$$') builder.put('$', at);
    else if (token.startsWith('\\')) builder.put(' ', at);
    else if (/^["']/.test(token)) continue;
    else if (name !== undefined) {
      builder.put('${', at);
      builder.put(/^\w+$/.test(name) ? name : name.replace(/\W/g, '_'), at + 2);
      builder.put('}', from - 1);
    } else if (token.startsWith('$(shell')) builder.put('$(', at);
    else if (/^\$[({]/.test(token)) builder.put('$(: ', at);
    else builder.put('$1', at);
  }
  builder.copy(from, end);
}
