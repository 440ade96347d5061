import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Engine } from '../core/engine.js';
import { maskSecrets } from '../core/secrets.js';
import { offsetBefore } from '../core/text/edits.js';
import { lineStarts } from '../core/text/lines.js';
import type { Finding } from '../core/types.js';
import { asksForFix } from '../core/verify.js';
import { regionAt } from '../report/report.js';
import type { Notice } from '../report/report.js';
import { UsageError } from './args.js';
import type { CliOptions } from './args.js';
import { listFiles, nameOf, openDocument } from './documents.js';
import type { Opened } from './documents.js';
import { encodeLike, isWide } from './encoding.js';
import { patchOf } from './patch.js';
import type { RuledBy } from './policies.js';
import { readFile, reasonOf } from './read.js';

/** What fixing comes to. */
export interface Fixed {
  /** Unified diff of all changes, which makes of the files what fixing makes of them; holds no secrets. */
  readonly diff: string;
  /** Files that were, or would be, changed. */
  readonly files: number;
  readonly applied: number;
  /** What a fix leaves to a person, what was not changed or stands in the diff only to be read, and why. */
  readonly notices: readonly Place[];
}

/** What is to be said of a file, or of a place in it. */
export type Place = Omit<Notice, 'kind'>;

interface Change {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * Applies the preferred fixes of all files below the roots, or only shows what it would do. Nothing is written
 * before everything is known, each file at once and with its mode.
 * @throws UsageError for changes in a Git work tree that could not be told from the fixes afterwards.
 */
export function fixFiles(
  options: Pick<CliOptions, 'paths' | 'gitignore' | 'dryRun' | 'allowDirty'>,
  ruledBy: RuledBy,
): Fixed {
  const notices: Place[] = [];
  const changes: Change[] = [];
  const diffs: string[] = [];
  let applied = 0;
  const tell = (file: string, why: string): void => {
    notices.push({ path: file, message: why });
  };
  const skipped = ({ kind, path: file, message }: Notice): void => {
    if (kind === 'skipped') tell(file, `not changed: ${message}`);
  };
  for (const listed of listFiles(options, ruledBy, skipped)) {
    const opened = openDocument(listed, readFile(listed.file, listed.ruled.prefilter), skipped);
    if (!opened) continue;
    const { file, bytes, document, ruled } = opened;
    const fixed = ruled.engine().fixAll(document);
    notices.push(...leftIn(opened, fixed, options.dryRun));
    if (fixed.text === document.text) continue;
    const after = encodeLike(bytes, fixed.text);
    if (!after || fs.lstatSync(file).isSymbolicLink()) {
      const why = after ? 'it is a symbolic link' : 'it is not all UTF-8 or UTF-16';
      tell(document.path, `not changed: ${why}`);
      continue;
    }
    applied += fixed.applied.length;
    const left = fixed.applied.flatMap(({ title, note }) => (note === undefined ? [] : `${title}: ${note}`));
    for (const words of new Set(left)) tell(document.path, words);
    changes.push({ file, bytes: after });
    if (!options.dryRun) continue;
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\uFEFF' : '';
    const patch = patchOf(patchName(file), mark + document.text, mark + fixed.text, isWide(bytes));
    diffs.push(patch.text);
    if (patch.flaw !== undefined)
      tell(document.path, `its diff is a comment, which cannot be applied, since ${patch.flaw}`);
  }
  if (!options.dryRun) {
    if (!options.allowDirty) refuseDirty(changes);
    for (const change of changes) write(change);
  }
  return { diff: diffs.join(''), files: changes.length, applied, notices };
}

/** What stays of a file's open findings, each where it stands in the file as it was left, and why. */
function leftIn(
  { document, ruled }: Opened,
  { text, edits }: ReturnType<Engine['fixAll']>,
  dryRun: boolean,
): Place[] {
  const changed = { ...document, text };
  const engine = ruled.engine();
  const result = engine.scan(changed);
  const open = result.findings.filter((finding) => asksForFix(finding) && finding.path === document.path);
  if (open.length === 0) return [];
  const fixes = engine.fixes(changed, result, open);
  const starts = lineStarts(dryRun ? document.text : text);
  const placeOf = (at: number): number => (dryRun ? offsetBefore(edits, at) : at);
  return open.map((finding): Place => {
    const [start, end] = finding.span;
    const others = (fixes.get(finding) ?? []).filter(({ kind }) => kind !== 'suppress');
    return {
      path: document.path,
      region: regionAt(starts, [placeOf(start), placeOf(end)]),
      message: `not changed: ${maskSecrets(text.slice(start, end))}: ${whyLeft(
        finding,
        others.map(({ title }) => title),
      )}`,
    };
  });
}

function whyLeft({ advice }: Finding, others: readonly string[]): string {
  if (advice !== undefined) return advice;
  const [other] = others;
  if (other === undefined) return 'no change is known that is sure to hold';
  return `no replacement is known; the editor offers "${other}"`;
}

/** Relative to the working directory, below which patches are applied, or else to the file's own repository. */
function patchName(file: string): string {
  const name = nameOf(file);
  if (!path.isAbsolute(name)) return name;
  const top = git(path.dirname(file), 'rev-parse', '--show-toplevel')?.trim() ?? path.parse(file).root;
  return path.relative(fs.realpathSync(top), fs.realpathSync(file)).split(path.sep).join('/');
}

/** In the file's place in one step, so that an interruption leaves the old file or the new one. */
function write({ file, bytes }: Change): void {
  const { mode } = fs.statSync(file);
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    fs.writeFileSync(beside, bytes, { mode });
    fs.chmodSync(beside, mode);
    fs.renameSync(beside, file);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
}

/** Refuses where Git could not give back what a fix changes: uncommitted changes, or a file that it does not track. */
function refuseDirty(changes: readonly Change[]): void {
  const clean = new Set<string>();
  for (const folder of new Set(changes.map(({ file }) => path.dirname(file)))) {
    const top = git(folder, 'rev-parse', '--show-toplevel')?.trim();
    if (top === undefined) continue;
    if (!clean.has(top) && git(top, 'status', '--porcelain', '--untracked-files=no') !== '')
      throw new UsageError(`${top} has uncommitted changes; commit them, or give --allow-dirty`);
    clean.add(top);
    const inside = changes.filter(({ file }) => path.dirname(file) === folder).map(({ file }) => file);
    const untracked = git(folder, 'ls-files', '--others', '-z', '--', ...inside)?.split('\0')[0] ?? '';
    if (untracked !== '')
      throw new UsageError(`${path.join(folder, untracked)} is not in Git; add it, or give --allow-dirty`);
  }
}

function git(folder: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}
