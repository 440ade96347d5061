/**
 * A test that is true for every text in which one of the keywords stands, in any case. One pass over the text;
 * nothing is parsed that fails it.
 */
export function createPrefilter(keywords: readonly string[]): (text: string) => boolean {
  if (keywords.length === 0) return () => false;
  const pattern = new RegExp(keywords.map(escape).join('|'), 'i');
  return (text) => pattern.test(text);
}

function escape(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
