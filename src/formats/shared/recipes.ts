import type { createViewBuilder } from '../../core/text/view.js';
import type { View } from '../../core/types.js';

type Builder = ReturnType<typeof createViewBuilder>;

/** A piece of a file that is written as shell, and the names of the variables that it uses. */
export interface ShellPiece {
  readonly uses: readonly string[];
  /** Writes the piece, line breaks included, with the way back to the file. */
  readonly write: (builder: Builder) => void;
}

/** A variable of the file. */
export interface ShellVariable extends ShellPiece {
  readonly name: string;
}

/** Of a variable that is set many times only so many settings count. */
const MAX_SETTINGS = 8;
const MAX_VARIABLES = 200;
/** Settings written over all scripts of a file; recipes behind that stand without their variables. */
const MAX_WRITTEN = 5000;

/**
 * One script a recipe, each with the variables that it uses set before it, so that a recipe that cannot be read
 * takes no other with it; and one of the variables that no recipe uses.
 */
export function recipeScripts(
  variables: readonly ShellVariable[],
  recipes: readonly ShellPiece[],
  builder: () => Builder,
): View[] {
  const byName = new Map<string, { variable: ShellVariable; at: number }[]>();
  variables.forEach((variable, at) => {
    const list = byName.get(variable.name);
    if (!list) byName.set(variable.name, [{ variable, at }]);
    else if (list.length < MAX_SETTINGS) list.push({ variable, at });
  });
  const used = new Set<ShellVariable>();
  let left = MAX_WRITTEN;
  const scripts = recipes.map((recipe): View => {
    const needed = new Map<ShellVariable, number>();
    const queue = [...recipe.uses];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      if (needed.size >= Math.min(MAX_VARIABLES, left)) break;
      for (const { variable, at } of byName.get(name) ?? []) {
        if (needed.has(variable)) continue;
        needed.set(variable, at);
        queue.push(...variable.uses);
      }
    }
    left -= needed.size;
    const order = [...needed].sort(([, a], [, b]) => a - b).map(([variable]) => variable);
    for (const variable of order) used.add(variable);
    return written([...order, recipe], builder());
  });
  return [
    written(
      variables.filter((variable) => !used.has(variable)),
      builder(),
    ),
    ...scripts,
  ];
}

function written(pieces: readonly ShellPiece[], builder: Builder): View {
  for (const piece of pieces) piece.write(builder);
  return builder.view();
}
