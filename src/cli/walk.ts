import fs from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { reasonOf } from './read.js';

/** How a tree is walked. */
export interface WalkOptions {
  readonly gitignore: boolean;
  /** Told what could not be listed. */
  readonly onUnreadable: (file: string, reason: string) => void;
  /** Tells, of a folder and what lies in it, what of that is left out: folders and files by their absolute path. */
  readonly excludedIn: (folder: string, entries: readonly fs.Dirent[]) => (file: string) => boolean;
}

/** Never entered: version control's own folders and installed packages, which no one edits. */
const NEVER = new Set(['.git', '.hg', '.svn', 'node_modules', '.vscode-test']);

interface Rules {
  readonly base: string;
  readonly rules: Ignore;
}

/** A folder that is being listed. */
interface Opened {
  /** Its path, with a separator at the end. */
  readonly base: string;
  readonly entries: Iterator<fs.Dirent>;
  /** The ignore files that hold in it, the outermost first. */
  readonly rules: readonly Rules[];
  readonly excluded: (file: string) => boolean;
}

/**
 * Lists the files below a root in the order of their names. A root that is a file is listed whatever ignore
 * files say; symbolic links are not followed, so that nothing is read twice or from outside.
 */
export function* walk(root: string, options: WalkOptions): Generator<string> {
  if (fs.statSync(root).isFile()) {
    yield root;
    return;
  }
  const stack: Opened[] = [];
  const enter = (folder: string, above: readonly Rules[]): void => {
    const opened = openFolder(folder, above, options);
    if (opened) stack.push(opened);
  };
  enter(root, options.gitignore ? rulesAbove(root) : []);
  for (let opened = stack.at(-1); opened; opened = stack.at(-1)) {
    const { base, entries, excluded, rules } = opened;
    const next = entries.next();
    if (next.done === true) {
      stack.pop();
      continue;
    }
    const entry = next.value;
    const file = base + entry.name;
    if (entry.isFile()) {
      if (!isIgnored(file, rules) && !excluded(file)) yield file;
    } else if (entry.isDirectory()) {
      if (NEVER.has(entry.name) || isIgnored(`${file}/`, rules) || excluded(file)) continue;
      enter(file, rules);
    }
  }
}

function openFolder(folder: string, above: readonly Rules[], options: WalkOptions): Opened | undefined {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    options.onUnreadable(folder, reasonOf(error));
    return undefined;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const own =
    options.gitignore && entries.some(({ name }) => name === '.gitignore') ? rulesIn(folder) : undefined;
  return {
    base: folder.endsWith(path.sep) ? folder : folder + path.sep,
    entries: entries.values(),
    rules: own ? [...above, own] : above,
    excluded: options.excludedIn(folder, entries),
  };
}

/** The ignore files between the repository's root and a folder, the outermost first. */
function rulesAbove(root: string): Rules[] {
  const rules: Rules[] = [];
  for (let folder = root; ; folder = path.dirname(folder)) {
    if (folder !== root) {
      const own = rulesIn(folder);
      if (own) rules.unshift(own);
    }
    if (fs.existsSync(path.join(folder, '.git'))) return rules;
    if (path.dirname(folder) === folder) return [];
  }
}

function rulesIn(folder: string): Rules | undefined {
  try {
    return { base: folder, rules: ignore().add(fs.readFileSync(path.join(folder, '.gitignore'), 'utf8')) };
  } catch {
    return undefined;
  }
}

/** The innermost file that says anything about a path decides (https://git-scm.com/docs/gitignore). */
function isIgnored(file: string, rules: readonly Rules[]): boolean {
  if (rules.length === 0) return false;
  const folder = file.endsWith('/');
  for (const { base, rules: own } of [...rules].reverse()) {
    const relative = path.relative(base, file).split(path.sep).join('/');
    const { ignored, unignored } = own.test(folder ? `${relative}/` : relative);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}
