import * as vscode from 'vscode';
import { knowledge } from '../catalog/index.js';
import { POLICY_FILE, VERDICTS } from '../core/policy.js';
import { check } from '../report/check.js';
import { compareText } from '../report/report.js';
import type { AuditSummary } from './auditFolders.js';
import type { Engines } from './engines.js';
import { COMMANDS, TOOLS } from './manifest.js';
import type { Placed } from './scan.js';
import type { Store } from './store.js';
import { todayDate } from './today.js';

/** What the tools work with. */
export interface ToolServices {
  readonly engines: Engines;
  readonly store: Store;
}

interface CheckInput {
  readonly text: string;
  readonly path?: string;
}

interface AuditInput {
  readonly maxFindings?: number;
}

const MAX_TEXT = 200_000;
const MAX_FINDINGS = 50;

/** The tools for language models, by name. */
export type Tools = Readonly<Record<string, Required<vscode.LanguageModelTool<unknown>>>>;

/** Makes the tools. */
export function toolsOf(services: ToolServices): Tools {
  return {
    [TOOLS.check]: {
      prepareInvocation: () => ({ invocationMessage: vscode.l10n.t('Looking for Kaspersky software') }),
      invoke: async ({ input }) => answer(await checkInput(services, input as CheckInput)),
    },
    [TOOLS.audit]: {
      prepareInvocation: () => ({ invocationMessage: vscode.l10n.t('Auditing the workspace') }),
      invoke: async ({ input }) => answer(await auditInput(services, input as AuditInput | undefined)),
    },
  };
}

async function checkInput({ engines }: ToolServices, { text, path }: CheckInput): Promise<object> {
  if (typeof text !== 'string' || text.length > MAX_TEXT)
    return { error: `"text" has to be a string of at most ${MAX_TEXT} characters.` };
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const scope = folder ? vscode.Uri.joinPath(folder.uri, POLICY_FILE) : vscode.Uri.parse('untitled:text');
  const { engine } = await engines.of(scope);
  const asOf = todayDate();
  const named = typeof path === 'string' && path.trim() !== '' ? path.replaceAll('\\', '/') : undefined;
  const { as, names } = check(text, named, engine, knowledge, asOf);
  const regimes = engine.regimes.map(({ id }) => id);
  return { readAs: as, judgedBy: regimes, asOf, found: names.length, names };
}

async function auditInput({ store }: ToolServices, input: AuditInput | undefined): Promise<object> {
  const summary = await vscode.commands.executeCommand<AuditSummary | undefined>(COMMANDS.auditWorkspace);
  if (!summary) return { error: 'No folder is open.' };
  const { maxFindings } = input ?? {};
  const wanted = typeof maxFindings === 'number' ? Math.max(0, maxFindings) : MAX_FINDINGS;
  const placed = store
    .found()
    .map((found) => ({ ...found.placed, scanned: found.scanned }))
    .filter(({ finding }) => finding.severity !== 'none' && !finding.suppression)
    .sort(byVerdictAndPlace);
  const products: Record<string, number> = {};
  for (const { finding } of placed) products[finding.title] = (products[finding.title] ?? 0) + 1;
  const { files, found, byVerdict, suppressed, skipped, cancelled } = summary;
  return {
    files,
    ofFiles: found,
    cancelled,
    byVerdict,
    suppressed,
    skipped: skipped.length,
    products,
    findings: placed.slice(0, wanted).map(({ finding, location, scanned }) => ({
      path: vscode.workspace.asRelativePath(location.uri),
      line: location.range.start.line + 1,
      name: finding.reference.name,
      entry: finding.entry,
      verdict: finding.verdict,
      says: scanned.rules.engine.describe(finding).headline,
    })),
    notListed: Math.max(0, placed.length - wanted),
  };
}

/** The order of what is listed: gravest first, then by path and place. */
function byVerdictAndPlace(a: Placed, b: Placed): number {
  return (
    VERDICTS.indexOf(a.finding.verdict) - VERDICTS.indexOf(b.finding.verdict) ||
    compareText(a.location.uri.toString(), b.location.uri.toString()) ||
    a.location.range.start.compareTo(b.location.range.start) ||
    compareText(a.finding.entry, b.finding.entry)
  );
}

function answer(value: object): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([
    new vscode.LanguageModelTextPart(JSON.stringify(value, undefined, 1)),
  ]);
}
