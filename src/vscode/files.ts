import * as vscode from 'vscode';

const SNIFFED = 8192;
const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * The text of a file as an editor has it: UTF-8, or UTF-16 where a byte order mark says so, without the mark, so
 * that columns agree. Undefined for binary files, told by a zero byte near their start.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, SNIFFED).includes(0)) return undefined;
  return new TextDecoder('utf-8').decode(bytes);
}

/** The open document of a URI, or undefined. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find((each) => !each.isClosed && each.uri.toString() === key);
}

/** The text of a file: that of the open document, else what is stored. Undefined where there is none to be had. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  const document = openDocument(uri);
  return document ? document.getText() : readStored(uri);
}

/** The stored text of a file. Undefined where there is none to be had. */
export async function readStored(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return decodeText(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** Words for why a file system call failed. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof vscode.FileSystemError))
    return error instanceof Error ? error.message : 'unreadable';
  if (error.code === 'FileNotFound') return vscode.l10n.t('no such file or folder');
  if (error.code === 'NoPermissions') return vscode.l10n.t('permission denied');
  return error.message;
}

/** Words for a file that is larger than what is read. */
export function largerThan(bytes: number): string {
  return bytes % MIB === 0
    ? vscode.l10n.t('larger than {0} MiB', bytes / MIB)
    : vscode.l10n.t('larger than {0} KiB', Math.round(bytes / KIB));
}
