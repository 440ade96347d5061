import ignore from 'ignore';
import type { Ignore } from 'ignore';
import picomatch from 'picomatch/posix.js';
import * as vscode from 'vscode';
import type { Engines, Rules } from './engines.js';
import { readStored, reasonOf } from './files.js';
import { reportPath } from './roots.js';
import type { Turn } from './scan.js';
import { turns } from './turns.js';
import { isOwnFile, parentOf, pathBelow } from './uris.js';

/** A place that was not read, and why. */
export interface Unread {
  readonly uri: vscode.Uri;
  /** As reports name it. */
  readonly path: string;
  /** By its own rules, or because the file system refused. */
  readonly kind: 'skipped' | 'unreadable';
  readonly reason: string;
}

/** Ignore files on the way to a folder, the outermost first. */
type Ignores = readonly { readonly base: vscode.Uri; readonly rules: Ignore }[];

interface Folder {
  readonly uri: vscode.Uri;
  readonly ignores: Ignores;
}

/** Says what version control leaves out, and so does an audit. */
export const IGNORE_FILE = '.gitignore';
const PARALLEL = 8;

/** Lists what an audit of a workspace folder reads: what the rules, the editor and the ignore files leave in. */
export class Walk {
  /** Folders that could not be listed. */
  readonly unread: Unread[] = [];
  private readonly hidden: (path: string) => boolean;

  /** @param turn Waited for between the files of a folder, which may be many. */
  constructor(
    private readonly folder: vscode.Uri,
    private readonly engines: Engines,
    private readonly turn: Turn = turns(),
  ) {
    this.hidden = picomatch([...excludesOf('files', folder), ...excludesOf('search', folder)], { dot: true });
  }

  /**
   * The files of the folder or of one below it, in no order. Symbolic links are not followed, so that nothing is
   * read twice.
   */
  async files(token: vscode.CancellationToken, from = this.folder): Promise<vscode.Uri[]> {
    const found: vscode.Uri[] = [];
    const folders: Folder[] = [{ uri: from, ignores: await this.ignoresAbove(from) }];
    while (folders.length > 0 && !token.isCancellationRequested) {
      const batch = folders.splice(-PARALLEL);
      const below = await Promise.all(batch.map((each) => this.list(each, found)));
      folders.push(...below.flat());
    }
    return found;
  }

  /** True if the walk would come upon a file or folder. */
  async lists(uri: vscode.Uri, isFolder: boolean): Promise<boolean> {
    const path = pathBelow(this.folder, uri);
    if (path === undefined) return false;
    const names = path.split('/');
    let ignores = await this.ignoresAbove(this.folder);
    let at = this.folder;
    for (const [index, name] of names.entries()) {
      const rules = await this.engines.of(vscode.Uri.joinPath(at, name));
      ignores = await this.withOwn(at, ignores, rules);
      at = vscode.Uri.joinPath(at, name);
      if (this.leavesOut(at, isFolder || index < names.length - 1, ignores, rules)) return false;
    }
    return true;
  }

  private async list({ uri, ignores: above }: Folder, found: vscode.Uri[]): Promise<Folder[]> {
    let entries: [string, vscode.FileType][];
    try {
      entries = await vscode.workspace.fs.readDirectory(uri);
    } catch (error) {
      this.unread.push({ uri, path: reportPath(uri), kind: 'unreadable', reason: reasonOf(error) });
      return [];
    }
    const rules = await this.engines.of(vscode.Uri.joinPath(uri, IGNORE_FILE));
    const own = entries.some(([name]) => name === IGNORE_FILE);
    const ignores = own ? await this.withOwn(uri, above, rules) : above;
    const below: Folder[] = [];
    for (const [name, type] of entries) {
      await this.turn();
      const each = vscode.Uri.joinPath(uri, name);
      const isFolder = type === vscode.FileType.Directory;
      if (!isFolder && type !== vscode.FileType.File) continue;
      if (this.leavesOut(each, isFolder, ignores, rules)) continue;
      if (isFolder) below.push({ uri: each, ignores });
      else found.push(each);
    }
    return below;
  }

  private leavesOut(uri: vscode.Uri, isFolder: boolean, ignores: Ignores, rules: Rules): boolean {
    if (isOwnFile(uri) || rules.excluded(rules.pathOf(uri)) || this.hidden(pathBelow(this.folder, uri) ?? ''))
      return true;
    // The innermost file that says anything about a path decides (https://git-scm.com/docs/gitignore).
    for (const { base, rules: own } of [...ignores].reverse()) {
      const { ignored, unignored } = own.test(`${pathBelow(base, uri) ?? ''}${isFolder ? '/' : ''}`);
      if (ignored || unignored) return ignored;
    }
    return false;
  }

  private async withOwn(folder: vscode.Uri, above: Ignores, { settings }: Rules): Promise<Ignores> {
    if (!settings.respectGitignore) return above;
    const text = await readStored(vscode.Uri.joinPath(folder, IGNORE_FILE));
    return text === undefined ? above : [...above, { base: folder, rules: ignore().add(text) }];
  }

  /** The ignore files between the root of the repository, if there is one, and the folder above. */
  private async ignoresAbove(folder: vscode.Uri): Promise<Ignores> {
    const chain: vscode.Uri[] = [];
    for (let at = folder; ; at = parentOf(at)) {
      if (at !== folder) chain.unshift(at);
      if (await exists(vscode.Uri.joinPath(at, '.git'))) break;
      if (parentOf(at).path === at.path) return [];
    }
    let ignores: Ignores = [];
    const rules = await this.engines.of(vscode.Uri.joinPath(folder, IGNORE_FILE));
    for (const each of chain) ignores = await this.withOwn(each, ignores, rules);
    return ignores;
  }
}

/** The patterns of `files.exclude` or `search.exclude` that hold without a condition. */
function excludesOf(section: 'files' | 'search', folder: vscode.Uri): string[] {
  const patterns = vscode.workspace.getConfiguration(section, folder).get<unknown>('exclude');
  if (typeof patterns !== 'object' || patterns === null) return [];
  return Object.entries(patterns).flatMap(([pattern, on]) => (on === true ? [pattern] : []));
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
