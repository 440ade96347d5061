import fs from 'node:fs';
import path from 'node:path';
import type { Engine } from '../core/engine.js';
import type { Document } from '../core/types.js';
import { compareFindings, compareNotices, distinctReported, reportScan } from '../report/report.js';
import type { Notice, ReportedFinding } from '../report/report.js';
import { UsageError } from './args.js';
import type { CliOptions } from './args.js';
import { decodeText } from './decode.js';
import type { Ruled } from './policies.js';
import { reasonOf, walk } from './walk.js';

const MAX_BYTES = 4 * 1024 * 1024;

/** What an audit of some roots gives. */
export interface Audit {
  readonly files: number;
  readonly findings: readonly ReportedFinding[];
  readonly notices: readonly Notice[];
}

/**
 * Audits files and folders. A file that cannot be read becomes a notice; a root that cannot be is an error.
 * @param progress Called with the number of files read so far.
 * @throws UsageError for a root that does not exist or cannot be read.
 */
export function audit(
  options: Pick<CliOptions, 'paths' | 'gitignore' | 'format'>,
  ruledBy: (folder: string) => Ruled,
  progress: (files: number) => void,
): Audit {
  const findings: ReportedFinding[] = [];
  const notices: Notice[] = [];
  const seen = new Set<string>();
  let files = 0;
  const unreadable = (file: string, reason: string): void => {
    notices.push({ kind: 'unreadable', path: nameOf(file), message: reason });
  };
  for (const root of options.paths.map((each) => path.resolve(each))) {
    if (!fs.existsSync(root)) throw new UsageError(`${root}: no such file or folder`);
    const walked = walk(root, {
      gitignore: options.gitignore,
      onUnreadable: (file, reason) => {
        if (file === root) throw new UsageError(`${root}: ${reason}`);
        unreadable(file, reason);
      },
      excluded: (file) => ruledBy(path.dirname(file)).excluded(file),
    });
    for (const { file, size } of walked) {
      if (seen.has(file)) continue;
      seen.add(file);
      if (size > MAX_BYTES) {
        notices.push({
          kind: 'skipped',
          path: nameOf(file),
          message: `larger than ${MAX_BYTES / 1024 / 1024} MiB`,
        });
        continue;
      }
      const document = open(file, unreadable);
      progress(++files);
      if (!document) continue;
      const { engine } = ruledBy(path.dirname(file));
      const found = scan(engine, document, options.format === 'sarif' || options.format === 'json');
      findings.push(...found.findings);
      notices.push(...found.notices);
    }
  }
  return {
    files,
    findings: distinctReported(findings).sort(compareFindings),
    notices: notices.sort(compareNotices),
  };
}

function scan(engine: Engine, document: Document, fixes: boolean): ReturnType<typeof reportScan> {
  if (!engine.mayMatter(document.text)) return { findings: [], notices: [] };
  return reportScan(engine, document, engine.scan(document), fixes);
}

function open(file: string, unreadable: (file: string, reason: string) => void): Document | undefined {
  try {
    const text = decodeText(fs.readFileSync(file));
    if (text === undefined) return undefined;
    return { path: nameOf(file), text, read: readNear };
  } catch (error) {
    unreadable(file, reasonOf(error));
    return undefined;
  }
}

function readNear(name: string): string | undefined {
  try {
    return decodeText(fs.readFileSync(path.resolve(name)));
  } catch {
    return undefined;
  }
}

/** How a report names a file: relative to the working directory where it lies below that, else whole. */
function nameOf(file: string): string {
  const relative = path.relative(process.cwd(), file);
  const outside = relative.startsWith('..') || path.isAbsolute(relative);
  return (outside ? file : relative).split(path.sep).join('/');
}
