import * as vscode from 'vscode';
import type { Audit } from '../audit.js';
import type { Outline } from '../extension.js';
import { SECTION, VIEW_COMMANDS } from '../manifest.js';
import type { Found } from '../scan.js';
import type { Store } from '../store.js';
import { todayDate } from '../today.js';
import { SHOW_MORE, itemOf } from './items.js';
import { rowsOf, skippedRows } from './rows.js';
import { GROUPINGS, PAGE, buildTree } from './tree.js';
import type { Grouping, Node, Tree } from './tree.js';

/** An audit changes the store many times a second; between two trees lies a multiple of the time that one takes. */
const REST_MS = 300;
const REST = 20;
const TYPING_MS = 150;
const GROUPING_KEY = 'findings.grouping';

/** Shows what is found as a tree: by file, product or verdict, filtered, with its counts. */
export class FindingsView implements vscode.Disposable, vscode.TreeDataProvider<Node<Found>> {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<Node<Found>>;
  private readonly subscriptions: vscode.Disposable;
  private readonly limits = new Map<string, number>();
  /** What the conditions of menus are told. */
  private readonly context = new Map<string, string | boolean>();
  private tree: Tree<Found> | undefined;
  private grouping: Grouping;
  private filter = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private took = 0;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly store: Store,
    private readonly audit: Audit,
    private readonly memory: vscode.Memento,
    outline: Outline,
  ) {
    const kept = memory.get<string>(GROUPING_KEY);
    this.grouping = GROUPINGS.find((each) => each === kept) ?? 'file';
    this.view = outline.view;
    outline.fill(this);
    const register = vscode.commands.registerCommand;
    this.subscriptions = vscode.Disposable.from(
      store.onDidChange(() => {
        this.timer ??= setTimeout(
          () => {
            this.update();
          },
          Math.max(REST_MS, this.took * REST),
        );
      }),
      audit.onDidEnd(() => {
        this.update();
      }),
      audit.onDidClear(() => {
        this.update();
      }),
      register(VIEW_COMMANDS.groupByFile, () => this.groupBy('file')),
      register(VIEW_COMMANDS.groupByProduct, () => this.groupBy('product')),
      register(VIEW_COMMANDS.groupByVerdict, () => this.groupBy('verdict')),
      register(VIEW_COMMANDS.filterFindings, (words?: string) => this.ask(words)),
      register(VIEW_COMMANDS.clearFilter, () => {
        this.narrow('');
      }),
      register(SHOW_MORE, (parent: string) => {
        this.limits.set(parent, (this.limits.get(parent) ?? PAGE) + PAGE);
        this.update();
      }),
    );
    this.update();
  }

  /** The nodes that are selected, for commands that are run without one. */
  get selection(): readonly Node<Found>[] {
    return this.view.selection;
  }

  getTreeItem(node: Node<Found>): vscode.TreeItem {
    return itemOf(node);
  }

  getChildren(node?: Node<Found>): Node<Found>[] {
    if (node) return 'children' in node ? [...node.children()] : [];
    return [...this.current().roots];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  /** The tree of what is known now, built once. */
  private current(): Tree<Found> {
    if (this.tree) return this.tree;
    const begun = Date.now();
    this.tree = buildTree({
      rows: rowsOf(this.store.found(), todayDate()),
      skipped: skippedRows(this.audit.summary?.skipped ?? []),
      grouping: this.grouping,
      filter: this.filter,
      limits: this.limits,
    });
    this.took = Date.now() - begun;
    return this.tree;
  }

  private update(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tree = undefined;
    this.label();
    this.changed.fire(undefined);
  }

  private label(): void {
    const { byVerdict, suppressed } = this.store.counts();
    const open = byVerdict.prohibited + byVerdict.review;
    const all = Object.values(byVerdict).reduce((sum, each) => sum + each, suppressed);
    const tooltip =
      open === 1 ? vscode.l10n.t('1 finding to act on') : vscode.l10n.t('{0} findings to act on', open);
    this.view.badge = open > 0 ? { value: open, tooltip } : undefined;
    this.view.message =
      this.filter === ''
        ? ''
        : vscode.l10n.t('{0} of {1} findings hold "{2}"', this.current().shown, all, this.filter);
    this.setContext('grouping', this.grouping);
    this.setContext('filtered', this.filter !== '');
    this.setContext('audited', this.audit.summary !== undefined);
  }

  private setContext(name: string, value: string | boolean): void {
    if (this.context.get(name) === value) return;
    this.context.set(name, value);
    void vscode.commands.executeCommand('setContext', `${SECTION}.${name}`, value);
  }

  private async groupBy(grouping: Grouping): Promise<void> {
    this.grouping = grouping;
    this.limits.clear();
    this.update();
    await this.memory.update(GROUPING_KEY, grouping);
  }

  private narrow(words: string): void {
    if (this.filter === words) return;
    this.filter = words;
    this.limits.clear();
    this.update();
  }

  /** Filters by some words, or by what is typed while it is typed. */
  private async ask(given?: string): Promise<void> {
    if (given !== undefined) {
      this.narrow(given);
      return;
    }
    const before = this.filter;
    const input = vscode.window.createInputBox();
    input.value = before;
    input.title = vscode.l10n.t('Filter the findings');
    input.placeholder = vscode.l10n.t('Words of a path, product, name, verdict or reason');
    let typing: ReturnType<typeof setTimeout> | undefined;
    const words = await new Promise<string>((resolve) => {
      input.onDidChangeValue((value) => {
        clearTimeout(typing);
        typing = setTimeout(() => {
          this.narrow(value);
        }, TYPING_MS);
      });
      input.onDidAccept(() => {
        resolve(input.value);
      });
      input.onDidHide(() => {
        resolve(before);
      });
      input.show();
    });
    clearTimeout(typing);
    this.narrow(words);
    input.dispose();
  }
}
