import assert from 'node:assert/strict';
import fs from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';

const ENTRY = path.resolve('dist', 'extension.js');
const REST = path.resolve('dist', 'main.js');
/** Far from what the rest of the extension comes to. */
const MAX_BYTES = 4096;
const COMMAND = 'kasperskyBan.auditWorkspace';

interface Extension {
  readonly activate: (context: object) => void;
}

interface Loader {
  _load: (name: string, ...rest: unknown[]) => unknown;
}

/** Runs a task in which `vscode` is what is given, and the rest of the extension is something that notes its start. */
async function withHost(vscode: object, rest: object, task: () => Promise<void>): Promise<void> {
  const loader = Module as unknown as Loader;
  const load = loader._load;
  loader._load = (name, ...others) =>
    name === 'vscode' ? vscode : name === './main.js' ? rest : load(name, ...others);
  try {
    await task();
  } finally {
    loader._load = load;
  }
}

/** As much of the editor as activation needs, with some documents open. */
function editorWith(schemes: readonly string[]) {
  const handlers = new Map<string, (...args: unknown[]) => unknown>();
  const opened: ((document: object) => void)[] = [];
  const rows: { getChildren?: (node?: unknown) => unknown } = {};
  const documentOf = (scheme: string) => ({ uri: { scheme } });
  const vscode = {
    Disposable: {
      from: (...all: { dispose: () => void }[]) => ({
        dispose: () => {
          for (const each of all) each.dispose();
        },
      }),
    },
    EventEmitter: class {
      readonly event = () => undefined;
    },
    commands: {
      registerCommand: (id: string, handler: () => unknown) => {
        assert.ok(!handlers.has(id), `${id} is registered twice`);
        handlers.set(id, handler);
        return { dispose: () => handlers.delete(id) };
      },
      executeCommand: (id: string, ...args: unknown[]) => handlers.get(id)?.(...args),
    },
    lm: { registerTool: () => ({ dispose: () => undefined }) },
    window: {
      createTreeView: (_id: string, { treeDataProvider }: { treeDataProvider: object }) => {
        Object.assign(rows, treeDataProvider);
        return { dispose: () => undefined };
      },
    },
    workspace: {
      textDocuments: schemes.map(documentOf),
      onDidOpenTextDocument: (listener: (document: object) => void) => {
        opened.push(listener);
        return { dispose: () => opened.splice(0) };
      },
    },
  };
  const open = (scheme: string): void => {
    for (const listener of [...opened]) listener(documentOf(scheme));
  };
  return { vscode, handlers, open, rows };
}

/** Activates the extension with some documents open, and tells how often the rest was started. */
async function activated(
  schemes: readonly string[],
  task: (editor: ReturnType<typeof editorWith>, starts: () => number) => Promise<void>,
): Promise<void> {
  const editor = editorWith(schemes);
  let starts = 0;
  const start = (): object => {
    starts++;
    editor.vscode.commands.registerCommand(COMMAND, (...args: unknown[]) => args);
    return {};
  };
  await withHost(editor.vscode, { start }, async () => {
    const require = createRequire(ENTRY);
    Reflect.deleteProperty(require.cache, ENTRY);
    const { activate } = require(ENTRY) as Extension;
    const packageJSON: unknown = JSON.parse(fs.readFileSync('package.json', 'utf8'));
    activate({ extension: { packageJSON }, subscriptions: [] });
    await pause();
    await task(editor, () => starts);
  });
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
}

suite('activation', () => {
  test('what the editor starts with is small, and requires the rest by name', () => {
    const text = fs.readFileSync(ENTRY, 'utf8');
    assert.ok(text.length < MAX_BYTES, `${text.length} characters`);
    const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
    assert.deepEqual(required, ['vscode', './main.js']);
    assert.ok(fs.existsSync(REST));
  });

  test('without a document that may be a file, nothing else is loaded', () =>
    activated(['git', 'output'], async ({ open, rows }, starts) => {
      open('output');
      assert.deepEqual(rows.getChildren?.(), []);
      await pause();
      assert.equal(starts(), 0);
    }));

  test('a document that is open starts the rest, once', () =>
    activated(['file', 'untitled'], async ({ open }, starts) => {
      open('file');
      await pause();
      assert.equal(starts(), 1);
    }));

  test('a document that is opened later starts the rest, once', () =>
    activated([], async ({ open }, starts) => {
      open('file');
      open('untitled');
      await pause();
      assert.equal(starts(), 1);
    }));

  test('a command starts the rest and is run by it', () =>
    activated([], async ({ vscode }, starts) => {
      const answers = [1, 2].map((each) => vscode.commands.executeCommand(COMMAND, each));
      assert.deepEqual(await Promise.all(answers), [[1], [2]]);
      assert.equal(starts(), 1);
    }));

  test('every command is there from the start', () =>
    activated([], ({ handlers }) => {
      const { contributes } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as {
        contributes: { commands: { command: string }[] };
      };
      assert.deepEqual(
        [...handlers.keys()].sort(),
        contributes.commands.map(({ command }) => command).sort(),
      );
      return Promise.resolve();
    }));
});
