import * as vscode from 'vscode';
import { mayBeFile } from './schemes.js';
import type { Found } from './scan.js';
import type { Tools } from './tools.js';
import type { Node } from './view/tree.js';

/** What is there before anything is found, so that the editor need not ask again. */
export interface Outline {
  readonly view: vscode.TreeView<Node<Found>>;
  /** Gives the view its rows. */
  fill(rows: Rows): void;
}

/** What the rows of the view come from; it tells of a change of all of them only. */
type Rows = Required<Pick<vscode.TreeDataProvider<Node<Found>>, 'getChildren' | 'getTreeItem'>> & {
  readonly onDidChangeTreeData: vscode.Event<undefined>;
};

/** What package.json contributes, as far as it has to be there from the start. */
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly languageModelTools: readonly { readonly name: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

/**
 * Sets up what waits for the first document, command or tool. What they need is another file, which is loaded then, so
 * that the editor's start costs next to nothing.
 */
export function activate(context: vscode.ExtensionContext): void {
  const { contributes } = context.extension.packageJSON as Manifest;
  const outline = outlineOf(contributes);
  let started: Promise<Tools> | undefined;
  const start = (): Promise<Tools> =>
    (started ??= import('./main.js').then((main) => {
      waiting.dispose();
      return main.start(context, outline);
    }));
  const waiting = vscode.Disposable.from(
    ...contributes.commands.map(({ command }) =>
      vscode.commands.registerCommand(command, async (...args: unknown[]) => {
        await start();
        return vscode.commands.executeCommand(command, ...args);
      }),
    ),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => {
      if (mayBeFile(uri)) void start();
    }),
  );
  context.subscriptions.push(waiting, outline.view, ...contributes.languageModelTools.map(later(start)));
  // Not before the editor has been told that the extension is active.
  if (vscode.workspace.textDocuments.some(({ uri }) => mayBeFile(uri))) setTimeout(() => void start(), 0);
}

/** Makes the view of the findings, empty as it is. */
function outlineOf({ views }: Manifest['contributes']): Outline {
  const changed = new vscode.EventEmitter<undefined>();
  let rows: Rows | undefined;
  const [{ id } = { id: '' }] = Object.values(views).flat();
  return {
    view: vscode.window.createTreeView<Node<Found>>(id, {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getTreeItem: (node) => rows?.getTreeItem(node) ?? new vscode.TreeItem(''),
        getChildren: (node) => rows?.getChildren(node) ?? [],
      },
      showCollapseAll: true,
      canSelectMany: true,
    }),
    fill: (given) => {
      rows = given;
      given.onDidChangeTreeData(() => {
        changed.fire(undefined);
      });
    },
  };
}

/** Registers a tool for language models, where the editor has them. */
function later(start: () => Promise<Tools>): (tool: { readonly name: string }) => vscode.Disposable {
  const { lm } = vscode as { readonly lm?: Partial<typeof vscode.lm> };
  return ({ name }) =>
    lm?.registerTool?.<unknown>(name, {
      prepareInvocation: async (options, token) => (await start())[name]?.prepareInvocation(options, token),
      invoke: async (options, token) => (await start())[name]?.invoke(options, token),
    }) ?? new vscode.Disposable(() => undefined);
}
