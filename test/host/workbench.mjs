import { EFFECT_LIMIT_MS, Questions } from './questions.mjs';
import { middleOf, underlinedTexts } from './shown.mjs';

/** VS Code's page is large, and a busy machine is slow. */
const LOAD_LIMIT_MS = 90_000;

/**
 * What a user does in VS Code's window and what he sees there. Every wait is for something visible; nothing sleeps for
 * a fixed time.
 */
export class Workbench extends Questions {
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

  /**
   * Opens a file of the workspace and waits for its editor.
   * @param {string} name the end of its path, enough to be found by quick open
   */
  async openFile(name) {
    const folders = name.split('/');
    const base = folders.pop() ?? name;
    // Files that were open before are listed at once, whatever is typed.
    const rows = this.quickInput.locator('.monaco-list-row', { hasText: base });
    await this.takeListed('Control+KeyP', name, rows.filter({ hasText: folders.join('/') }).first());
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
    return this.page.evaluate(underlinedTexts, severity);
  }

  /**
   * Rests the mouse on a text of the visible editor and returns the hover.
   * @param {string} text within one run of a single colour
   */
  async hover(text) {
    const { x, y } = await this.page.evaluate(middleOf, text);
    const hover = this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
    await this.insist(async () => {
      await this.page.mouse.move(x, y - 40);
      await this.page.mouse.move(x, y, { steps: 4 });
    }, hover);
    return hover;
  }

  /**
   * Focuses the file's editor and puts the cursor at a line and column, both counted from 1.
   * @param {string} name
   * @param {number} line
   * @param {number} [column]
   */
  async goTo(name, line, column = 1) {
    await this.insist(
      async () => {
        await this.editor(name).locator('.view-lines').click();
        await (await this.openQuickInput('Control+KeyG')).fill(`:${line}:${column}`);
        await this.page.keyboard.press('Enter');
        await this.quickInput.waitFor({ state: 'hidden' });
      },
      this.statusBarItem(new RegExp(`^Ln ${line}, Col ${column}\\b`)),
    );
  }

  /** Opens the quick-fix menu at the cursor and returns its rows. */
  async quickFixes() {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    await this.insist(() => this.page.keyboard.press('Control+Period'), rows.first());
    return rows;
  }

  /**
   * Applies the first quick fix at the cursor that holds this text.
   * @param {string | RegExp} title
   */
  async applyQuickFix(title) {
    const rows = await this.quickFixes();
    await this.insist(
      () => rows.filter({ hasText: title }).first().click({ timeout: EFFECT_LIMIT_MS }),
      rows.first(),
      'hidden',
    );
  }

  /** Waits until the active editor is marked as changed, saves it, and waits until it is no longer. */
  async save() {
    const changed = this.page.locator('.tab.active.dirty');
    await changed.waitFor();
    await this.insist(() => this.page.keyboard.press('Control+KeyS'), changed, 'hidden');
  }

  /** Shows the Problems panel and returns its rows. */
  async problems() {
    const panel = this.page.locator('.markers-panel');
    await this.insist(async () => {
      // The key hides it again.
      if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+KeyM');
    }, panel);
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
