import assert from 'node:assert/strict';
import { turns } from '../../src/vscode/turns.js';

const WORKERS = 32;
const STRETCHES = 10;
/** Milliseconds that a stretch of work takes by the clock of the test. */
const STRETCH_MS = 3;

suite('turns', () => {
  const { now } = Date;
  let clock = 0;

  setup(() => {
    clock = 0;
    Date.now = () => clock;
  });

  teardown(() => {
    Date.now = now;
  });

  test('let others have the thread after two stretches of work, however many share them', async () => {
    let since = 0;
    let most = 0;
    let working = true;
    const others = (): void => {
      since = 0;
      if (working) setImmediate(others);
    };
    setImmediate(others);
    const turn = turns();
    const work = async (): Promise<void> => {
      for (let stretch = 0; stretch < STRETCHES; stretch++) {
        await turn();
        clock += STRETCH_MS;
        most = Math.max(most, ++since);
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, work));
    working = false;
    assert.equal(clock, WORKERS * STRETCHES * STRETCH_MS);
    assert.equal(most, 2);
  });
});
