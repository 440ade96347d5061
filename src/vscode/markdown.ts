/** Text as Markdown, with nothing in it that Markdown would act on. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#~&|]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
