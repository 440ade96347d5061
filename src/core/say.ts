/**
 * Makes words of a template, in which `{0}` stands for the first argument. Hosts that speak other languages translate
 * the template.
 */
export type Say = (template: string, ...args: readonly string[]) => string;

/** Says it in English, as every report does. */
export const english: Say = (template, ...args) =>
  template.replace(/\{(\d)\}/g, (_whole, index: string) => args[Number(index)] ?? '');

/** Words that a host may say in its own language: a template with its arguments. */
export interface Worded {
  readonly template: string;
  readonly args: readonly string[];
}

/** Words in parts, which follow each other as they are. */
export type Words = readonly Worded[];

/** Joins the parts of what is to be said. */
export function spoken(words: Words, say: Say): string {
  return words.map(({ template, args }) => say(template, ...args)).join('');
}

/** Keeps what is to be said until it is known in which language. */
export function worded(template: string, ...args: readonly string[]): Worded {
  return { template, args };
}
