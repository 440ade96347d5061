import * as vscode from 'vscode';
import type { Audit } from '../audit.js';
import type { Outline } from '../extension.js';
import type { Findings } from '../findings.js';
import type { Store } from '../store.js';
import type { Suppress } from '../suppress.js';
import { registerFindingActions } from './actions.js';
import { Explanations } from './explanations.js';
import { FindingsView } from './view.js';

/** What the findings view works with. */
export interface ViewServices {
  readonly audit: Audit;
  readonly findings: Findings;
  readonly store: Store;
  readonly suppress: Suppress;
  readonly outline: Outline;
  readonly memory: vscode.Memento;
}

/** Registers the findings view and what can be done in it. */
export function registerView(services: ViewServices): vscode.Disposable {
  const { audit, findings, store, suppress, outline, memory } = services;
  const view = new FindingsView(store, audit, memory, outline);
  const explanations = new Explanations();
  return vscode.Disposable.from(
    view,
    explanations,
    registerFindingActions({ view, findings, suppress, explanations }),
  );
}
