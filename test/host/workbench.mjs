/** VS Code's page is large, and a busy machine is slow. */
const LOAD_LIMIT_MS = 90_000;

/**
 * What a user does in VS Code's window and what he sees there. Every wait is for something visible; nothing sleeps for
 * a fixed time.
 */
export class Workbench {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(60_000);
  }

  /**
   * Opens the address and waits until VS Code has drawn its window.
   * @param {string} url
   * @returns {Promise<this>}
   */
  async open(url) {
    await this.page.goto(url, { timeout: LOAD_LIMIT_MS });
    const drawn = this.page.locator('.monaco-workbench .part.statusbar .statusbar-item').first();
    await drawn.waitFor({ timeout: LOAD_LIMIT_MS });
    return this;
  }

  /** The palette, quick open or a question, while it shows. */
  get quickInput() {
    return this.page.locator('.quick-input-widget:not([style*="display: none"])');
  }

  /** The field of the quick input. */
  get quickInputField() {
    return this.quickInput.locator('input[type="text"]').first();
  }

  /**
   * Presses a key until the quick input shows: early on, VS Code may not listen yet.
   * @param {string} key
   */
  async openQuickInput(key) {
    for (let tries = 0; ; tries += 1) {
      await this.page.keyboard.press(key);
      try {
        await this.quickInputField.waitFor({ timeout: 2000 });
        return this.quickInputField;
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
  }

  /**
   * Types into the quick input that the key opens and takes the row that holds the text.
   * @param {string} key
   * @param {string} text
   */
  async quickPick(key, text) {
    const input = await this.openQuickInput(key);
    await input.fill(text);
    const row = this.quickInput.locator('.monaco-list-row', { hasText: text.replace(/^>/, '') }).first();
    await row.waitFor();
    await row.click();
    // Gone, or showing the next question.
    await this.page.waitForFunction((typed) => {
      const widget = document.querySelector('.quick-input-widget');
      return widget?.style.display === 'none' || widget?.querySelector('input[type="text"]')?.value !== typed;
    }, text);
  }

  /**
   * Runs a command of the palette.
   * @param {string} title as it shows: "Category: Title"
   */
  async command(title) {
    await this.quickPick('F1', `>${title}`);
  }

  /**
   * Answers the question that the quick input asks.
   * @param {string} text
   */
  async answer(text) {
    await this.quickInputField.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /**
   * Answers a question that follows another.
   * @param {string} question
   * @param {string} text
   */
  async reply(question, text) {
    await this.quickInput.getByText(question).waitFor();
    await this.answer(text);
  }

  /**
   * Opens a file of the workspace and waits for its editor.
   * @param {string} name the end of its path, enough to be found by quick open
   */
  async openFile(name) {
    const input = await this.openQuickInput('Control+KeyP');
    await input.fill(name);
    const base = name.split('/').at(-1) ?? name;
    await this.quickInput.locator('.monaco-list-row', { hasText: base }).first().click();
    const editor = this.editor(base);
    await editor.waitFor();
    return editor;
  }

  /**
   * The editor that shows the file of this name.
   * @param {string} name
   */
  editor(name) {
    return this.page
      .locator(`.editor-instance[aria-label*="${name}"], .monaco-editor[data-uri$="${name}"]`)
      .first();
  }

  /**
   * The editor's text as shown: the lines in view, with plain spaces.
   * @param {string} name
   */
  async editorText(name) {
    const lines = await this.editor(name)
      .locator('.view-line')
      .evaluateAll((all) =>
        all
          .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
          .map((line) => line.textContent ?? ''),
      );
    return lines.map((line) => line.replaceAll('\u00a0', ' ')).join('\n');
  }

  /**
   * The squiggles of the visible editors.
   * @param {'error' | 'warning' | 'info' | 'hint'} severity
   */
  squiggles(severity) {
    return this.page.locator(`.monaco-editor .squiggly-${severity}`);
  }

  /**
   * The texts that are underlined in the visible editor, from top to bottom: the characters that stand above a
   * squiggle on the screen.
   * @param {'error' | 'warning' | 'info' | 'hint'} severity
   * @returns {Promise<string[]>}
   */
  underlined(severity) {
    return this.page.evaluate((kind) => {
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
    }, severity);
  }

  /**
   * Rests the mouse on a text of the visible editor and returns the hover.
   * @param {string} text within one run of a single colour
   */
  async hover(text) {
    const { x, y } = await this.page.evaluate((wanted) => {
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
    }, text);
    await this.page.mouse.move(x, y - 40);
    await this.page.mouse.move(x, y, { steps: 4 });
    const hover = this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
    await hover.waitFor();
    return hover;
  }

  /**
   * Focuses the file's editor and puts the cursor at a line and column, both counted from 1.
   * @param {string} name
   * @param {number} line
   * @param {number} [column]
   */
  async goTo(name, line, column = 1) {
    await this.editor(name).locator('.view-lines').click();
    await (await this.openQuickInput('Control+KeyG')).fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** Opens the quick-fix menu at the cursor and returns its rows. */
  async quickFixes() {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    // A key can be lost while VS Code moves the cursor or works out what it offers.
    for (let tries = 0; ; tries += 1) {
      await this.page.keyboard.press('Control+Period');
      try {
        await rows.first().waitFor({ timeout: 3000 });
        return rows;
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
  }

  /**
   * Applies the first quick fix at the cursor that holds this text.
   * @param {string | RegExp} title
   */
  async applyQuickFix(title) {
    const rows = await this.quickFixes();
    await rows.filter({ hasText: title }).first().click();
    await rows.first().waitFor({ state: 'hidden' });
  }

  /** Saves the active editor and waits until it is no longer marked as changed. */
  async save() {
    await this.page.keyboard.press('Control+KeyS');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** Shows the Problems panel and returns its rows. */
  async problems() {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+KeyM');
    await panel.waitFor();
    return panel.locator('.monaco-list-row');
  }

  /**
   * Shows in the Problems panel only what the filter lets through; the panel draws no more rows than fit.
   * @param {string} text a glob of file names, or words; empty for all
   */
  async filterProblems(text) {
    const rows = await this.problems();
    await this.page.locator('.viewpane-filter input').first().fill(text);
    return rows;
  }

  /** The texts of the notifications that show. */
  notifications() {
    return this.page.locator('.notifications-toasts .notification-list-item-message');
  }

  /**
   * The document inside a visible webview.
   * @param {number} [index]
   */
  webview(index = 0) {
    return this.page.frameLocator(`iframe.webview.ready >> nth=${index}`).frameLocator('iframe#active-frame');
  }

  /**
   * The items of the status bar that hold this text.
   * @param {string | RegExp} text
   */
  statusBarItem(text) {
    return this.page.locator('.statusbar-item', { hasText: text });
  }
}
