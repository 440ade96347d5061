import * as vscode from 'vscode';
import { spoken } from '../core/say.js';
import type { Say } from '../core/say.js';
import type { Problem } from '../core/types.js';

/** Says in the editor's language what the core words. */
export const say: Say = (template, ...args) => vscode.l10n.t(template, ...args);

/** The message of a problem in the editor's language, or as a library worded it. */
export function messageOf({ message, words }: Pick<Problem, 'message' | 'words'>): string {
  return words ? spoken(words, say) : message;
}
