import * as vscode from 'vscode';
import type { Finding } from '../core/types.js';
import { isExcepted } from '../core/verify.js';
import { readText } from './files.js';
import { SOURCE } from './manifest.js';
import type { FilePlan } from './retire.js';
import { scanSource } from './scan.js';
import type { Placed, Scanned } from './scan.js';

const SCHEME = `${SOURCE}-left`;

/** What is left to a person, as Markdown. */
export interface Left {
  readonly count: number;
  readonly text: string;
}

/** Shows what a retirement leaves to a person. */
export class Leftovers implements vscode.Disposable {
  private text = '';
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly uri = vscode.Uri.from({ scheme: SCHEME, path: '/What is left.md' });
  private readonly provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: this.changed.event,
    provideTextDocumentContent: () => this.text,
  });

  /** Says what was done and, if asked, shows the list. */
  async offer(message: string, text: string): Promise<void> {
    this.text = text;
    this.changed.fire(this.uri);
    const show = vscode.l10n.t('Show What Is Left');
    if ((await vscode.window.showInformationMessage(message, show)) !== show) return;
    await vscode.window.showTextDocument(this.uri, { preview: true });
  }

  dispose(): void {
    this.provider.dispose();
    this.changed.dispose();
  }
}

/** The places of some entries that are in use, in the files of some scans, each once. */
export function placesLeft(scans: readonly Scanned[], ids: ReadonlySet<string>): Placed[] {
  const places = new Map<string, Placed>();
  for (const placed of scans.flatMap((scanned) => scanned.placed)) {
    const { finding, location } = placed;
    if (!ids.has(finding.entry) || finding.verdict === 'remediation' || finding.verdict === 'mention')
      continue;
    const key = `${location.uri.toString()} ${finding.span[0]}`;
    if (!places.has(key)) places.set(key, placed);
  }
  return [...places.values()];
}

/** Lists what is there of some entries beside what is planned, or after it was done, and what the changes cannot do. */
export function leftWords(
  scans: readonly Scanned[],
  plans: readonly FilePlan[],
  ids: ReadonlySet<string>,
  when: 'before' | 'after',
): Left {
  const { l10n } = vscode;
  const planned = new Set(
    plans.flatMap(({ scanned, changes }) =>
      changes.flatMap(({ findings }) => findings.map((finding) => keyOf(scanned.uri, finding))),
    ),
  );
  const still = placesLeft(scans, ids).flatMap(({ finding, location }) => {
    const isPlanned = planned.has(keyOf(location.uri, finding));
    if (isPlanned && when === 'before') return [];
    const why = isPlanned ? l10n.t('not confirmed') : reasonOf(finding);
    return `- ${linkTo(location)}: ${finding.title}, ${code(finding.reference.name)}: ${why}`;
  });
  const tasks = plans.flatMap(({ scanned, changes }) =>
    changes.flatMap(({ title, note }) =>
      note === undefined ? [] : [`- ${vscode.workspace.asRelativePath(scanned.uri)}: ${title}. ${note}`],
    ),
  );
  const blocks = [`# ${l10n.t('What is left to do')}`];
  if (still.length > 0) blocks.push(`## ${l10n.t('Still there')}`, still.join('\n'));
  if (tasks.length > 0) blocks.push(`## ${l10n.t('What the changes could not do')}`, tasks.join('\n'));
  if (blocks.length === 1) blocks.push(l10n.t('Nothing.'));
  return { count: still.length + tasks.length, text: `${blocks.join('\n\n')}\n` };
}

/** Scans again what was changed, and what reads of what was changed. */
export async function scanAgain(scans: readonly Scanned[], plans: readonly FilePlan[]): Promise<Scanned[]> {
  const touched = new Set(plans.map(({ scanned }) => scanned.uri.toString()));
  const again = scans.map(async (scanned) => {
    const { uri, rules, links, document } = scanned;
    if (!touched.has(uri.toString()) && ![...links].some((link) => touched.has(link))) return scanned;
    const text = await readText(uri);
    const { languageId } = document;
    return text === undefined
      ? undefined
      : scanSource({ uri, text, ...(languageId === undefined ? {} : { languageId }) }, rules);
  });
  return (await Promise.all(again)).flatMap((scanned) => scanned ?? []);
}

function reasonOf(finding: Finding): string {
  const { advice, suppression, verdict } = finding;
  const { l10n } = vscode;
  if (suppression && isExcepted(finding)) return l10n.t('suppressed: {0}', suppression.reason);
  if (verdict === 'exempt') return l10n.t('exempt by the selected rules');
  return advice ?? l10n.t('no change is known that is sure to hold');
}

function keyOf(uri: vscode.Uri, { entry, reference }: Finding): string {
  return `${uri.toString()} ${entry} ${reference.name}`;
}

function linkTo({ uri, range }: vscode.Location): string {
  const line = range.start.line + 1;
  return `[${vscode.workspace.asRelativePath(uri)}:${line}](${uri.with({ fragment: `L${line}` }).toString()})`;
}

function code(text: string): string {
  return `\`${text.replace(/[`\r\n]+/g, ' ')}\``;
}
