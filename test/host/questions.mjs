/** How long the effect of a key or click is waited for before it counts as lost. */
export const EFFECT_LIMIT_MS = 3000;
const MOST_TRIES = 6;
const WAIT_MS = 60_000;
/** Pixels from the corner of a row. */
const ROW_EDGE = { x: 6, y: 6 };

/** Keys and clicks in VS Code's window that last until they are heard, and what it asks at its top. */
export class Questions {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
    page.setDefaultTimeout(WAIT_MS);
  }

  /**
   * Does something until its effect shows: VS Code loses keys and clicks while it draws.
   * @param {() => Promise<unknown>} act harmless if it is done once more before its effect shows
   * @param {import('playwright-core').Locator} effect
   * @param {'visible' | 'hidden'} [state] of the effect
   */
  async insist(act, effect, state = 'visible') {
    for (let tries = 1; ; tries += 1) {
      const failure = await act().then(
        () => undefined,
        (error) => error,
      );
      try {
        await effect.waitFor({ state, timeout: EFFECT_LIMIT_MS });
        return;
      } catch (error) {
        if (tries === MOST_TRIES) throw failure ?? error;
      }
    }
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
    await this.insist(async () => {
      if (!(await this.quickInputField.isVisible())) await this.page.keyboard.press(key);
    }, this.quickInputField);
    return this.quickInputField;
  }

  /**
   * Types into the quick input that the key opens and takes the row that holds the text.
   * @param {string} key
   * @param {string} text
   */
  async quickPick(key, text) {
    const rows = this.quickInput.locator('.monaco-list-row', { hasText: text.replace(/^>/, '') });
    await this.takeListed(key, text, rows.first());
  }

  /**
   * Types into the quick input that the key opens and takes a row that is listed then.
   * @param {string} key
   * @param {string} text
   * @param {import('playwright-core').Locator} row
   */
  async takeListed(key, text, row) {
    // It closes by itself if something else takes the focus.
    await this.insist(async () => {
      await (await this.openQuickInput(key)).fill(text, { timeout: EFFECT_LIMIT_MS });
    }, row);
    await this.take(row);
  }

  /**
   * Takes a row of the quick input, which closes then or asks the next question.
   * @param {import('playwright-core').Locator} row
   */
  async take(row) {
    await row.waitFor();
    // At its edge: a tooltip may cover the rest.
    await this.insist(() => row.click({ timeout: EFFECT_LIMIT_MS, position: ROW_EDGE }), row, 'hidden');
  }

  /**
   * Runs a command of the palette.
   * @param {string} title as it shows: "Category: Title"
   */
  async command(title) {
    await this.quickPick('F1', `>${title}`);
  }

  /**
   * Answers the question that the quick input asks, which goes then or asks the next one.
   * @param {string} text what no question begins with, unless it is the last one
   */
  async answer(text) {
    const field = this.quickInputField;
    await field.fill(text);
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      await field.press('Enter', { timeout: EFFECT_LIMIT_MS }).catch(() => undefined);
      for (const end = Date.now() + EFFECT_LIMIT_MS; Date.now() < end;) {
        const shown = await field.inputValue({ timeout: EFFECT_LIMIT_MS }).catch(() => undefined);
        if (shown !== text) return;
      }
    }
    throw new Error(`The question does not take the answer "${text}".`);
  }

  /**
   * Clicks what goes by that, such as the button of a message.
   * @param {import('playwright-core').Locator} button
   */
  async dismiss(button) {
    await button.waitFor();
    await this.insist(
      async () => {
        if (await button.isVisible()) await button.click({ timeout: EFFECT_LIMIT_MS });
      },
      button,
      'hidden',
    );
  }

  /**
   * Types a text in place of all that the focused editor holds, until its effect shows.
   * @param {string} text
   * @param {import('playwright-core').Locator} effect
   */
  async overwrite(text, effect) {
    await this.insist(async () => {
      await this.page.keyboard.press('Control+KeyA');
      await this.page.keyboard.type(text);
    }, effect);
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
}
