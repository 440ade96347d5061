import * as vscode from 'vscode';
import { registerApplyFix } from './applyFix.js';
import { Audit } from './audit.js';
import { Baselines } from './baselines.js';
import { ACTION_KINDS, FindingActions } from './codeActions.js';
import { registerCommands } from './commands.js';
import { Documents } from './documents.js';
import { Engines } from './engines.js';
import { registerExceptions } from './exceptions.js';
import type { Outline } from './extension.js';
import { Findings } from './findings.js';
import { FindingHover } from './hover.js';
import { PolicyFiles } from './policyFiles.js';
import { registerReports } from './report/index.js';
import { Retire } from './retire.js';
import { registerPolicyHelp } from './policyHelp.js';
import { Sample } from './sample.js';
import { Status } from './status.js';
import { Store } from './store.js';
import { Suppress } from './suppress.js';
import { registerView } from './view/index.js';
import { toolsOf } from './tools.js';
import type { Tools } from './tools.js';
import { watchFiles } from './watch.js';

/** Every language: a format decides by path and text as well. */
const EVERYTHING: vscode.DocumentSelector = '*';

/**
 * Sets the extension up, once something asks for it.
 * @returns The tools for language models.
 */
export function start(context: vscode.ExtensionContext, outline: Outline): Tools {
  const log = vscode.window.createOutputChannel('Kaspersky Ban Audit', { log: true });
  const policies = new PolicyFiles();
  const baselines = new Baselines();
  const engines = new Engines(policies, baselines);
  const store = new Store();
  const audit = new Audit(engines, store, log);
  const documents = new Documents(engines, policies, store, {
    closed: (uri) => {
      audit.changed(uri);
    },
    typed: (uri) => {
      audit.linked(uri);
    },
  });
  const findings = new Findings(documents, store);
  const suppress = new Suppress(findings);
  const retire = new Retire(audit, findings, store);
  const sample = new Sample(findings);
  context.subscriptions.push(
    log,
    policies,
    baselines,
    engines,
    store,
    audit,
    documents,
    new Status(store),
    watchFiles({ audit, documents, engines, policies }),
    registerView({ audit, findings, store, suppress, outline, memory: context.workspaceState }),
    registerReports({ audit, baselines, engines, policies, store, memory: context.workspaceState }),
    registerApplyFix(findings),
    registerPolicyHelp(),
    registerExceptions({ audit, engines, policies, store }),
    retire,
    registerCommands({ audit, documents, engines, findings, retire, sample, suppress, log }),
    vscode.languages.registerHoverProvider(EVERYTHING, new FindingHover(findings)),
    vscode.languages.registerCodeActionsProvider(EVERYTHING, new FindingActions(findings), {
      providedCodeActionKinds: ACTION_KINDS,
    }),
  );
  return toolsOf({ engines, store });
}
