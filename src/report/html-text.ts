const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, in elements and in quoted attributes. */
export function text(value: string): string {
  return value.replace(/[&<>"']/g, (unit) => ENTITIES[unit] ?? unit);
}
