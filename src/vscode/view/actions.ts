import * as vscode from 'vscode';
import { knowledge } from '../../catalog/index.js';
import { explain } from '../../report/explain.js';
import { findingMarkdown, findingsTable } from '../../report/markdown.js';
import type { Told } from '../../report/report.js';
import { APPLY_FIX } from '../applyFix.js';
import type { ApplyFixArguments } from '../applyFix.js';
import { targetOf } from '../findings.js';
import type { Findings } from '../findings.js';
import { VIEW_COMMANDS } from '../manifest.js';
import { reportPath } from '../roots.js';
import type { Found } from '../scan.js';
import type { Suppress } from '../suppress.js';
import { todayDate } from '../today.js';
import type { Explanations } from './explanations.js';
import type { Node } from './tree.js';
import type { FindingsView } from './view.js';

const MESSAGE_MS = 5000;

/** What the context menu works with. */
export interface ActionServices {
  readonly view: Pick<FindingsView, 'selection'>;
  readonly findings: Findings;
  readonly suppress: Suppress;
  readonly explanations: Explanations;
}

type Handler = (node?: Node<Found>, selected?: readonly Node<Found>[]) => unknown;

/** Registers what can be done with a finding, or several, of the view. */
export function registerFindingActions({
  view,
  findings,
  suppress,
  explanations,
}: ActionServices): vscode.Disposable {
  const chosen: Handler = (node, selected) => foundIn(selected ?? (node ? [node] : view.selection));
  const one =
    (act: (found: Found) => unknown): Handler =>
    (node, selected) => {
      const [found] = chosen(node, selected) as Found[];
      return found && act(found);
    };
  const handlers: [string, Handler][] = [
    [VIEW_COMMANDS.fixFinding, one((found) => fix(found, findings))],
    [VIEW_COMMANDS.suppressFinding, one((found) => suppress.run(targetOf(found)))],
    [VIEW_COMMANDS.explainFinding, one((found) => explanations.show(explanationOf(found, findings)))],
    [VIEW_COMMANDS.copyFindings, (node, selected) => copy(chosen(node, selected) as Found[])],
  ];
  return vscode.Disposable.from(
    ...handlers.map(([command, handler]) => vscode.commands.registerCommand(command, handler)),
  );
}

/** The findings of some nodes and of all below them, each once. */
function foundIn(nodes: readonly Node<Found>[]): Found[] {
  const found = nodes.flatMap((node) => {
    if (node.kind === 'finding') return [node.row.item];
    return 'rows' in node ? node.rows.map(({ item }) => item) : [];
  });
  return [...new Set(found)];
}

/** Shows the place, asks which fix is meant, and applies it there. */
async function fix(found: Found, findings: Findings): Promise<boolean> {
  const { location, finding } = found.placed;
  await vscode.window.showTextDocument(location.uri, { selection: location.range });
  const target = targetOf(found);
  const now = await findings.named(target);
  const fixes = now ? findings.fixesOf(now).filter(({ kind }) => kind !== 'suppress') : [];
  if (fixes.length === 0) {
    const words = finding.advice ?? vscode.l10n.t('There is no fix that could be verified for this place.');
    vscode.window.setStatusBarMessage(words, MESSAGE_MS);
    return false;
  }
  const picked = await vscode.window.showQuickPick(
    fixes.map(({ title, note, preferred }) => ({
      label: title,
      ...(preferred ? { description: vscode.l10n.t('preferred') } : {}),
      ...(note === undefined ? {} : { detail: note }),
    })),
    {
      title: finding.title,
      placeHolder: vscode.l10n.t('What is to be done with {0}?', finding.reference.name),
    },
  );
  if (!picked) return false;
  const args: ApplyFixArguments = [target, picked.label];
  return vscode.commands.executeCommand<boolean>(APPLY_FIX, ...args);
}

/** One finding in full, several as a table. */
async function copy(found: readonly Found[]): Promise<void> {
  const told = found.map(tell);
  const [first] = told;
  if (!first) return;
  const text = told.length === 1 ? findingMarkdown(first) : `${findingsTable(told)}\n`;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as Markdown'), MESSAGE_MS);
}

function explanationOf(found: Found, findings: Findings): string {
  const { finding } = found.placed;
  const { engine } = found.scanned.rules;
  const parts = [findingMarkdown(tell(found))];
  const fixes = findings.fixesOf(found).filter(({ kind }) => kind !== 'suppress');
  if (fixes.length > 0) {
    const items = fixes.map(({ title, note }) => `- ${title}${note === undefined ? '' : `: ${note}`}`);
    parts.push(`## ${vscode.l10n.t('What can be done')}`, `${items.join('\n')}\n`);
  }
  const today = todayDate();
  const known = explain(finding.entry, engine, knowledge, today);
  if (known !== undefined)
    parts.push(`## ${vscode.l10n.t('What the catalog knows')}`, `\`\`\`text\n${known}\`\`\`\n`);
  return parts.join('\n');
}

/** What a report says of a finding. */
function tell({ placed: { finding, location }, scanned }: Found): Told {
  const { start, end } = location.range;
  return {
    finding: { ...finding, path: reportPath(location.uri) },
    description: scanned.rules.engine.describe(finding),
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}
