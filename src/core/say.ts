/**
 * Makes words of a template, in which `{0}` stands for the first argument. Hosts that speak other languages translate
 * the template.
 */
export type Say = (template: string, ...args: readonly string[]) => string;

/** Says it in English, as every report does. */
export const english: Say = (template, ...args) =>
  template.replace(/\{(\d)\}/g, (_whole, index: string) => args[Number(index)] ?? '');
