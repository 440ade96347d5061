/**
 * A Markdown text without the paragraphs and tables that hold pictures alone: the editor shows only those of the web.
 * @param {string} markdown
 * @returns {string}
 */
export function withoutPictures(markdown) {
  const isPictures = (block) =>
    block.includes('![') && !/[^|\s-]/.test(block.replace(/!\[[^\]]*\]\([^)]*\)/g, ''));
  return markdown
    .split('\n\n')
    .filter((block) => !isPictures(block))
    .join('\n\n');
}
