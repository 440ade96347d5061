import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';

const SOURCE = 'kaspersky-ban';
const AUDIT = 'kasperskyBan.auditWorkspace';
const CLEAR = 'kasperskyBan.clearFindings';
const TYPED = 'FROM kaspersky/kesl:12\n';
const KEYSTROKES = 12;
const ROUNDS = 5;
const SETTLE_MS = 3000;
const SAMPLE_MS = 50;
/** Time that an audit is let run before it is cancelled. */
const AUDITED_MS = 1500;
const MIB = 1024 * 1024;
const NS_IN_MS = 1e6;
const US_IN_MS = 1e3;

interface Summary {
  readonly files: number;
  readonly found: number;
  readonly findings: number;
  readonly cancelled: boolean;
  readonly milliseconds: number;
}

/**
 * Measures in the extension host of a real VS Code what an audit does to whoever types meanwhile. The extension runs
 * in the thread of this code, so that what holds it holds this.
 */
export async function run(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content: TYPED });
  await vscode.window.showTextDocument(document);
  await keystroke(document);
  await pause(SETTLE_MS);

  const quiet = await measured(() => repeat(KEYSTROKES, () => keystroke(document)));
  console.log(lineOf('keystroke to diagnostics, no audit', quiet.value));
  console.log(holdsOf('longest holds of the thread, no audit', quiet));

  const alone = await processor(() => vscode.commands.executeCommand<Summary>(AUDIT));
  console.log(
    `audit alone: ${alone.value.files} files in ${alone.value.milliseconds} ms, of the processor ${alone.processor.toFixed(0)} ms`,
  );
  await vscode.commands.executeCommand(CLEAR);

  for (const name of ['first audit', 'second audit']) {
    let auditing = true;
    const audited = await measured(async () => {
      const audit = vscode.commands.executeCommand<Summary>(AUDIT).then((summary) => {
        auditing = false;
        return summary;
      });
      const times: number[] = [];
      while (auditing) times.push(await keystroke(document));
      return { summary: await audit, times };
    });
    const { summary, times } = audited.value;
    const { files, findings, milliseconds } = summary;
    console.log(`${name}: ${files} files, ${findings} findings, ${milliseconds} ms`);
    console.log(lineOf('keystroke to diagnostics, meanwhile', times));
    console.log(`  ratio of the medians ${(median(times) / median(quiet.value)).toFixed(2)}`);
    console.log(holdsOf('longest holds of the thread', audited));
    console.log(
      `  memory of the host: before ${audited.before} MiB, at most ${audited.peak} MiB, after ${memory()} MiB`,
    );
  }

  const cancels = await repeat(ROUNDS, cancel);
  console.log(lineOf('from cancelling to the end of the audit', cancels));
}

/** Milliseconds from a change of a document to its diagnostics. */
async function keystroke(document: vscode.TextDocument): Promise<number> {
  const edit = new vscode.WorkspaceEdit();
  const count = document.getText().split('kesl').length;
  edit.insert(document.uri, new vscode.Position(document.lineCount, 0), TYPED);
  if (count > 20) edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), TYPED);
  const key = document.uri.toString();
  let begun = 0;
  const listener = vscode.workspace.onDidChangeTextDocument((event) => {
    if (event.document === document) begun = performance.now();
  });
  const shown = new Promise<void>((resolve) => {
    const published = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const own = begun > 0 && uris.some((uri) => uri.toString() === key);
      const problems = own ? vscode.languages.getDiagnostics(document.uri) : [];
      const wanted = document.getText().split('kesl').length - 1;
      if (problems.filter(({ source }) => source === SOURCE).length !== wanted) return;
      published.dispose();
      resolve();
    });
  });
  await vscode.workspace.applyEdit(edit);
  await shown;
  listener.dispose();
  return performance.now() - begun;
}

/** Milliseconds from cancelling an audit to its end. */
async function cancel(): Promise<number> {
  await vscode.commands.executeCommand(CLEAR);
  const audit = vscode.commands.executeCommand<Summary>(AUDIT);
  await pause(AUDITED_MS);
  const begun = performance.now();
  void vscode.commands.executeCommand(CLEAR);
  const { cancelled, files, found } = await audit;
  const took = performance.now() - begun;
  if (!cancelled) throw new Error(`The audit had ended already: ${files} of ${found} files.`);
  return took;
}

interface Measured<T> {
  readonly value: T;
  /** Milliseconds for which the thread was held: the longest, and what one in a hundred exceeded. */
  readonly longest: number;
  readonly hundredth: number;
  /** Memory of the process, in MiB. */
  readonly before: number;
  readonly peak: number;
}

/** Milliseconds of processor time that a task takes in this process. */
async function processor<T>(task: () => Thenable<T>): Promise<{ value: T; processor: number }> {
  const began = process.cpuUsage();
  const value = await task();
  const { user, system } = process.cpuUsage(began);
  return { value, processor: (user + system) / US_IN_MS };
}

async function measured<T>(task: () => Promise<T>): Promise<Measured<T>> {
  const before = memory();
  let peak = before;
  const sampling = setInterval(() => {
    peak = Math.max(peak, memory());
  }, SAMPLE_MS);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const value = await task();
  delay.disable();
  clearInterval(sampling);
  return {
    value,
    longest: delay.max / NS_IN_MS,
    hundredth: delay.percentile(99) / NS_IN_MS,
    before,
    peak,
  };
}

async function repeat(times: number, task: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (let index = 0; index < times; index++) results.push(await task());
  return results;
}

function memory(): number {
  return Math.round(process.memoryUsage().rss / MIB);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function lineOf(name: string, times: readonly number[]): string {
  const [middle, longest] = [median(times), Math.max(...times)].map((each) => each.toFixed(0));
  return `  ${name}: median ${middle} ms, longest ${longest} ms, of ${times.length}`;
}

function holdsOf(name: string, { longest, hundredth }: Measured<unknown>): string {
  return `  ${name}: ${longest.toFixed(1)} ms; one in a hundred above ${hundredth.toFixed(1)} ms`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
