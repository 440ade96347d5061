// What VS Code's editors show, found out in its page: each function is taken there alone.

/**
 * The texts that are underlined, from top to bottom: the characters that stand above a squiggle on the screen.
 * @param {string} kind of the squiggles: error, warning, info or hint
 * @returns {string[]}
 */
export function underlinedTexts(kind) {
  const lines = [...document.querySelectorAll('.editor-instance .view-line')];
  const boxes = [...document.querySelectorAll(`.editor-instance .squiggly-${kind}`)]
    .map((element) => element.getBoundingClientRect())
    .sort((a, b) => a.top - b.top || a.left - b.left);
  return boxes.map(({ left, right, top, bottom }) => {
    const line = lines.find((each) => {
      const box = each.getBoundingClientRect();
      return box.top < bottom && box.bottom > (top + bottom) / 2;
    });
    if (!line) return '';
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let text = '';
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let index = 0; index < node.data.length; index += 1) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        const box = range.getBoundingClientRect();
        const middle = (box.left + box.right) / 2;
        if (middle > left && middle < right) text += node.data[index];
      }
    }
    return text.replaceAll('\u00a0', ' ');
  });
}

/**
 * The middle of a text's first occurrence in view, in pixels of the page.
 * @param {string} wanted within one run of a single colour
 * @returns {{ x: number, y: number }}
 * @throws Error where it is not in view.
 */
export function middleOf(wanted) {
  const lines = document.querySelectorAll('.editor-instance .view-line');
  for (const line of lines) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const box = range.getBoundingClientRect();
      return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    }
  }
  throw new Error(`"${wanted}" is not in view`);
}
