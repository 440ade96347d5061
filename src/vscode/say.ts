import * as vscode from 'vscode';
import type { Say } from '../core/say.js';

/** Says in the editor's language what the core words. */
export const say: Say = (template, ...args) => vscode.l10n.t(template, ...args);
