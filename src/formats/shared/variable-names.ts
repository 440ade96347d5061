import type { NamedPlace, Names } from '../../core/types.js';

/** How a language writes its variables. Each pattern is global and has the name in its group `name`. */
export interface VariableSyntax {
  /** Where a variable gets its value. */
  readonly given: RegExp;
  /** Where it is used; a place that `given` finds as well is none. */
  readonly used: RegExp;
  /** Names differ in case alone. */
  readonly anyCase?: boolean;
}

const NAME = '(?<name>[A-Za-z_]\\w*)';
const DOLLAR = new RegExp(`\\$(?:\\{[#!]?)?${NAME}`, 'dg');

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_05 */
export const SHELL_VARIABLES: VariableSyntax = {
  given: new RegExp(
    `(?:^|[;&|({]|\\b(?:export|local|readonly|declare|then|do|else))[ \\t]*${NAME}\\+?=`,
    'dgm',
  ),
  used: DOLLAR,
};

/** https://docs.docker.com/reference/dockerfile/#arg: one without a default takes it from the one before. */
export const DOCKER_VARIABLES: VariableSyntax = {
  given: new RegExp(`^[ \\t]*(?:ARG[ \\t]+${NAME}=|ENV[ \\t]+(?<key>[A-Za-z_]\\w*)[= \\t])`, 'dgim'),
  used: new RegExp(`\\$\\{?${NAME}|^[ \\t]*ARG[ \\t]+(?<key>[A-Za-z_]\\w*)[ \\t]*$`, 'dgm'),
};

/** https://www.gnu.org/software/make/manual/html_node/Using-Variables.html */
export const MAKE_VARIABLES: VariableSyntax = {
  given: new RegExp(`^(?:(?:export|override|private)[ \\t]+)*${NAME}[ \\t]*(?:::?:?|\\?|\\+|!)?=`, 'dgm'),
  used: new RegExp(`\\$[({]${NAME}`, 'dg'),
};

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_variables */
export const POWERSHELL_VARIABLES: VariableSyntax = {
  given: new RegExp(`\\$(?:(?:script|global|local|private):)?${NAME}[ \\t]*\\+?=(?!=)`, 'dgi'),
  used: new RegExp(`\\$\\{?(?:(?:script|global|local|private):)?${NAME}`, 'dgi'),
  anyCase: true,
};

/** https://learn.microsoft.com/windows-server/administration/windows-commands/set_1 */
export const BATCH_VARIABLES: VariableSyntax = {
  given: new RegExp(`\\bset[ \\t]+(?:/[ap][ \\t]+)?"?${NAME}=`, 'dgi'),
  used: new RegExp(`[%!]${NAME}(?=[%!:])`, 'dg'),
  anyCase: true,
};

/** The variables that a text gives and uses, wherever they stand. Linear. */
export function variableNames(text: string, { given, used, anyCase = false }: VariableSyntax): Names {
  const find = (pattern: RegExp): NamedPlace[] =>
    [...text.matchAll(pattern)].flatMap(({ groups = {}, indices }) => {
      const span = indices?.groups?.name ?? indices?.groups?.key;
      const name = groups.name ?? groups.key;
      if (!span || name === undefined) return [];
      return { what: 'variable', name: anyCase ? name.toLowerCase() : name, span };
    });
  const places = find(given);
  const starts = new Set(places.map(({ span }) => span[0]));
  return { given: places, used: find(used).filter(({ span }) => !starts.has(span[0])) };
}
