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

const MAX_VARIABLES = 200;

/**
 * One script a recipe, each with the variables that it uses set before it, so that a recipe that cannot be read
 * takes no other with it; and one of the variables that no recipe uses.
 */
export function recipeScripts(
  variables: readonly ShellVariable[],
  recipes: readonly ShellPiece[],
  builder: () => Builder,
): View[] {
  const byName = new Map<string, ShellVariable[]>();
  for (const variable of variables)
    byName.set(variable.name, [...(byName.get(variable.name) ?? []), variable]);
  const used = new Set<ShellVariable>();
  const scripts = recipes.map((recipe): View => {
    const needed = new Set<ShellVariable>();
    const queue = [...recipe.uses];
    for (let name = queue.pop(); name !== undefined && needed.size < MAX_VARIABLES; name = queue.pop()) {
      for (const variable of byName.get(name) ?? []) {
        if (needed.has(variable)) continue;
        needed.add(variable);
        used.add(variable);
        queue.push(...variable.uses);
      }
    }
    return written([...variables.filter((variable) => needed.has(variable)), recipe], builder());
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
