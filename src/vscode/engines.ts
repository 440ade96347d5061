import picomatch from 'picomatch/posix.js';
import * as vscode from 'vscode';
import { knowledge } from '../catalog/index.js';
import { createEngine } from '../core/engine.js';
import type { Engine } from '../core/engine.js';
import { DEFAULT_POLICY } from '../core/policy.js';
import type { Policy } from '../core/policy.js';
import { formats } from '../formats/index.js';
import { SECTION } from './manifest.js';
import type { PolicyFile, PolicyFiles } from './policyFiles.js';
import { readSettings } from './settings.js';
import type { Settings } from './settings.js';
import { todayDate } from './today.js';
import { fileOf, parentOf, pathBelow } from './uris.js';

/** What holds for a file: settings, policy, and the engine that they make. */
export interface Rules {
  readonly settings: Settings;
  readonly engine: Engine;
  /** The folder that the engine's paths are relative to: the workspace folder, or the policy's if that is outside. */
  readonly base: vscode.Uri;
  readonly policyFile?: vscode.Uri;
  /** The policy file has mistakes, and the shipped rules hold in its place. */
  readonly broken: boolean;
  /** True for paths, relative to the base, that are left out. */
  excluded(path: string): boolean;
  /** The path of a file relative to the base. */
  pathOf(uri: vscode.Uri): string;
  /** The file of a path relative to the base. */
  uriOf(path: string): vscode.Uri;
}

/** Never scanned: version control's own folders and installed packages, which no one edits. */
export const NEVER = ['.git', '.hg', '.svn', 'node_modules', '.vscode-test'] as const;

/** Gives each file its rules, made once and kept until something that they depend on changes. */
export class Engines implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly made = new Map<string, Rules>();
  private readonly configuration: vscode.Disposable;

  /** The rules of some files have changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly policies: PolicyFiles) {
    this.configuration = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SECTION)) this.reset();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.reset();
      }),
    );
  }

  /** The rules of a file; for a cell, those of its notebook. */
  async of(document: vscode.Uri): Promise<Rules> {
    const uri = fileOf(document);
    const folder = folderOf(uri);
    const file = await this.policies.nearest(uri.scheme === 'untitled' ? folder : parentOf(uri));
    const settings = readSettings(uri);
    const today = todayDate();
    const key = JSON.stringify([folder.toString(), file?.uri.toString(), settings, today]);
    const known = this.made.get(key);
    if (known) return known;
    const rules = makeRules(folder, file, settings, today);
    this.made.set(key, rules);
    return rules;
  }

  /** Makes all rules anew, since a policy file or a setting has changed. */
  reset(): void {
    this.policies.forget();
    this.made.clear();
    this.changed.fire();
  }

  dispose(): void {
    this.configuration.dispose();
    this.changed.dispose();
  }
}

/** The workspace folder of a file; outside of all, the folder that it lies in. */
function folderOf(uri: vscode.Uri): vscode.Uri {
  const own = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (own) return own;
  const first = uri.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri : undefined;
  return first ?? parentOf(uri);
}

function makeRules(
  folder: vscode.Uri,
  file: PolicyFile | undefined,
  settings: Settings,
  today: string,
): Rules {
  const home = file && parentOf(file.uri);
  const root = home && (home.path === folder.path ? '' : pathBelow(folder, home));
  const base = home && root === undefined ? home : folder;
  const policy = combine(file?.policy, settings, root ?? '');
  const ofSettings = matcher(settings.exclude);
  const ofPolicy = matcher(policy.exclude);
  return {
    settings,
    engine: createEngine({ formats, knowledge, policy, today }),
    base,
    ...(file ? { policyFile: file.uri } : {}),
    broken: file !== undefined && file.policy === undefined,
    excluded: (path) => {
      if (path.split('/').some((segment) => NEVER.some((name) => name === segment))) return true;
      const inFolder = base === folder ? path : (pathBelow(folder, vscode.Uri.joinPath(base, path)) ?? path);
      const ruled = root && path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
      return ofSettings(inFolder) || ofPolicy(ruled);
    },
    pathOf: (document) => {
      const uri = fileOf(document);
      return pathBelow(base, uri) ?? uri.path.replace(/^\/+/, '');
    },
    uriOf: (path) => vscode.Uri.joinPath(base, path),
  };
}

/** The policy, with the settings where it is silent: what an organisation has written down leads. */
function combine(policy: Policy | undefined, settings: Settings, root: string): Policy {
  const own = policy ?? DEFAULT_POLICY;
  const chosen = own.profile !== undefined || own.regimes !== undefined;
  return {
    ...own,
    ...(chosen ? {} : { profile: settings.profile }),
    ...(chosen || settings.regimes.length === 0 ? {} : { regimes: settings.regimes }),
    severity: { ...settings.severity, ...own.severity },
    root,
  };
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const matches = picomatch([...globs], { dot: true });
  return (path) => matches(path) || matches(`${path}/`);
}
