import picomatch from 'picomatch/posix.js';
import * as vscode from 'vscode';
import { knowledge } from '../catalog/index.js';
import { createEngine } from '../core/engine.js';
import type { Engine, Kept } from '../core/engine.js';
import { keywordsOf } from '../core/keywords.js';
import { DEFAULT_POLICY } from '../core/policy.js';
import type { Policy } from '../core/policy.js';
import type { ScanResult } from '../core/types.js';
import { formats } from '../formats/index.js';
import { hideKnown } from '../report/baseline.js';
import type { BaselineFile, Baselines } from './baselines.js';
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
  /** The organisation's own among the words that the prefilter looks for: where they are the same, so is what passes. */
  readonly keywords: string;
  /** The folder that the engine's paths are relative to: the workspace folder, or the policy's if that is outside. */
  readonly base: vscode.Uri;
  readonly policyFile?: vscode.Uri;
  /** The policy file has mistakes, and the shipped rules hold in its place. */
  readonly broken: boolean;
  /** A scan with what the baseline of the workspace folder holds suppressed. */
  hideKnown(result: ScanResult): ScanResult;
  /** True for paths, relative to the base, that are left out. */
  excluded(path: string): boolean;
  /** The path of a file relative to the base. */
  pathOf(uri: vscode.Uri): string;
  /** The file of a path relative to the base. */
  uriOf(path: string): vscode.Uri;
}

/** Never scanned: version control's own folders and installed packages, which no one edits. */
export const NEVER = ['.git', '.hg', '.svn', 'node_modules', '.vscode-test'] as const;

/** Rules, and what they were made from. */
interface Made {
  readonly rules: Rules;
  /** ISO date. */
  readonly today: string;
  readonly policy: PolicyFile | undefined;
  readonly baseline: BaselineFile | undefined;
}

/** Gives each file its rules, made once and kept until something that they depend on changes. */
export class Engines implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly made = new Map<string, Made>();
  /** By workspace folder, which is as fine as a setting of a file can be. */
  private readonly settings = new Map<string, Settings>();
  /** What was read of documents, by the keywords that decide what is. */
  private readonly kept = new Map<string, Kept>();
  private readonly configuration: vscode.Disposable;
  private times = 0;

  /** The rules of some files have changed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly policies: PolicyFiles,
    private readonly baselines: Baselines,
  ) {
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
    const policy = await this.policies.nearest(uri.scheme === 'untitled' ? folder : parentOf(uri));
    const baseline = await this.baselines.of(folder);
    const settings = this.settingsOf(uri);
    const today = todayDate();
    // An untitled document takes the rules of a folder that its settings are not from.
    const key = [folder, policy?.uri, scopeOf(uri)].join(' ');
    const known = this.made.get(key);
    const same = known?.today === today && known.rules.settings === settings;
    if (same && known.policy === policy && known.baseline === baseline) return known.rules;
    const rules = makeRules(folder, policy, baseline, settings, today, this.kept);
    this.made.set(key, { rules, today, policy, baseline });
    return rules;
  }

  /** How often the files that rules are made from were read anew: since then, rules given before may not hold. */
  get readings(): number {
    return this.times;
  }

  /** Reads the files that rules are made from again; rules whose files are as they were stay the same. */
  reread(): void {
    this.times++;
    this.policies.forget();
    this.baselines.forget();
  }

  /** Looks again at all that rules are made from, since a policy file, a baseline or a setting has changed. */
  reset(): void {
    this.reread();
    this.settings.clear();
    this.changed.fire();
  }

  dispose(): void {
    this.configuration.dispose();
    this.changed.dispose();
  }

  private settingsOf(uri: vscode.Uri): Settings {
    const scope = scopeOf(uri);
    const known = this.settings.get(scope);
    if (known) return known;
    const settings = readSettings(uri);
    this.settings.set(scope, settings);
    return settings;
  }
}

/** The workspace folder whose settings hold for a file; empty outside of all. */
function scopeOf(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() ?? '';
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
  baseline: BaselineFile | undefined,
  settings: Settings,
  today: string,
  kept: Map<string, Kept>,
): Rules {
  const home = file && parentOf(file.uri);
  const root = home && (home.path === folder.path ? '' : pathBelow(folder, home));
  const base = home && root === undefined ? home : folder;
  const policy = combine(file?.policy, settings, root ?? '');
  const ofSettings = matcher(settings.exclude);
  const ofPolicy = matcher(policy.exclude);
  const uriOf = (path: string): vscode.Uri => vscode.Uri.joinPath(base, path);
  const keywords = keywordsOf(policy.catalog).join('\n');
  const read: Kept = kept.get(keywords) ?? new WeakMap();
  kept.set(keywords, read);
  return {
    settings,
    engine: createEngine({ formats, knowledge, policy, today, kept: read }),
    keywords,
    base,
    ...(file ? { policyFile: file.uri } : {}),
    broken: file !== undefined && file.policy === undefined,
    hideKnown: (result) =>
      baseline ? hideKnown(result, baseline.known, (path) => pathBelow(folder, uriOf(path)) ?? path) : result,
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
    uriOf,
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
