import { PerformanceObserver, monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';

const SOURCE = 'kaspersky-ban';
const AUDIT = 'kasperskyBan.auditWorkspace';
const CLEAR = 'kasperskyBan.clearFindings';
const TYPED = 'FROM kaspersky/kesl:12\n';
const KEYSTROKES = 12;
const ROUNDS = 5;
const SETTLE_MS = 3000;
const SAMPLE_MS = 50;
/** Files that are asked for at a time where nothing else is done with them, as an audit does. */
const PARALLEL = 32;
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
  for (const line of holdsOf(quiet)) console.log(line);

  const read = await measured(() => typingMeanwhile(document, readAll));
  console.log(`the same files read by the editor alone: ${read.value.value} files`);
  for (const line of holdsOf(read)) console.log(line);

  const alone = await processor(() => vscode.commands.executeCommand<Summary>(AUDIT));
  console.log(
    `audit alone: ${alone.value.files} files in ${alone.value.milliseconds} ms, of the processor ${alone.processor.toFixed(0)} ms`,
  );
  await vscode.commands.executeCommand(CLEAR);

  for (const name of ['first audit', 'second audit']) {
    const audited = await measured(() =>
      typingMeanwhile(document, () => vscode.commands.executeCommand<Summary>(AUDIT)),
    );
    const { value: summary, times } = audited.value;
    const { files, findings, milliseconds } = summary;
    console.log(`${name}: ${files} files, ${findings} findings, ${milliseconds} ms`);
    console.log(lineOf('keystroke to diagnostics, meanwhile', times));
    console.log(`  ratio of the medians ${(median(times) / median(quiet.value)).toFixed(2)}`);
    for (const line of holdsOf(audited)) console.log(line);
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

/** Types as long as a task takes, and gives the milliseconds of each keystroke. */
async function typingMeanwhile<T>(
  document: vscode.TextDocument,
  task: () => Thenable<T>,
): Promise<{ value: T; times: number[] }> {
  const state = { busy: true };
  const done = task().then((value) => {
    state.busy = false;
    return value;
  });
  const times: number[] = [];
  while (state.busy) times.push(await keystroke(document));
  return { value: await done, times };
}

/** Asks the editor for all that an audit asks it for, and does nothing with it: what the rest is compared with. */
async function readAll(): Promise<number> {
  const { fs } = vscode.workspace;
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const files: vscode.Uri[] = [];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for (const [name, type] of await fs.readDirectory(folder)) {
      (type === vscode.FileType.Directory ? folders : files).push(vscode.Uri.joinPath(folder, name));
    }
  }
  const queue = files.values();
  const work = async (): Promise<void> => {
    for (const uri of queue) {
      await fs.stat(uri);
      await fs.readFile(uri);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return files.length;
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
  /** The most that the thread ran without a pause, in milliseconds of the processor; undefined in older hosts. */
  readonly worked: number | undefined;
  /** The longest pause for the garbage collector, in milliseconds. */
  readonly collected: number;
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
  const work = watchWork();
  let collected = 0;
  const collector = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collected = Math.max(collected, duration);
  });
  collector.observe({ entryTypes: ['gc'] });
  delay.enable();
  const value = await task();
  delay.disable();
  collector.disconnect();
  clearInterval(sampling);
  return {
    value,
    longest: delay.max / NS_IN_MS,
    hundredth: delay.percentile(99) / NS_IN_MS,
    worked: work.end(),
    collected,
    before,
    peak,
  };
}

/** Watches how much the thread works between two turns of its loop, which others on the machine do not add to. */
function watchWork(): { end: () => number | undefined } {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
  if (!threadCpuUsage) return { end: () => undefined };
  const now = (): number => {
    const { user, system } = threadCpuUsage();
    return (user + system) / US_IN_MS;
  };
  let most = 0;
  let last = now();
  const timer = setInterval(() => {
    const at = now();
    most = Math.max(most, at - last);
    last = at;
  }, 1);
  return {
    end: () => {
      clearInterval(timer);
      return most;
    },
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

function holdsOf({ longest, hundredth, worked, collected }: Measured<unknown>): string[] {
  const processor = worked === undefined ? '' : `, the most work ${worked.toFixed(1)} ms of the processor`;
  return [
    `  longest hold of the thread: ${longest.toFixed(1)} ms; one in a hundred above ${hundredth.toFixed(1)} ms`,
    `  of this at most ${collected.toFixed(1)} ms for the garbage collector${processor}`,
  ];
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
