import { DEFAULT_SEVERITY, SEVERITIES } from '../core/policy.js';

/**
 * What package.json contributes, as the code declares it. Nothing here needs `vscode`, so that a test can hold
 * the two against each other.
 */

/** Prefix of every setting and command. */
export const SECTION = 'kasperskyBan';

/** `source` of every diagnostic. */
export const SOURCE = 'kaspersky-ban';

/** Kind of the code action that applies every preferred fix of a file; ends in `SECTION`. */
export const FIX_ALL_KIND = 'source.fixAll.kasperskyBan';

/** Commands of the palette, by what they do. */
export const COMMANDS = {
  auditWorkspace: 'kasperskyBan.auditWorkspace',
  fixAllInFile: 'kasperskyBan.fixAllInFile',
  retire: 'kasperskyBan.retire',
  suppress: 'kasperskyBan.suppress',
  openPolicy: 'kasperskyBan.openPolicy',
  createPolicy: 'kasperskyBan.createPolicy',
  draftDisclosure: 'kasperskyBan.draftDisclosure',
  writeBaseline: 'kasperskyBan.writeBaseline',
  clearFindings: 'kasperskyBan.clearFindings',
  openSample: 'kasperskyBan.openSample',
  fixSample: 'kasperskyBan.fixSample',
  showLog: 'kasperskyBan.showLog',
} as const;

/** Id of the view of the findings. */
export const VIEW = 'kasperskyBan.findings';

/** Commands of the findings view and of reports, by what they do. */
export const VIEW_COMMANDS = {
  filterFindings: 'kasperskyBan.filterFindings',
  clearFilter: 'kasperskyBan.clearFilter',
  groupByFile: 'kasperskyBan.groupByFile',
  groupByProduct: 'kasperskyBan.groupByProduct',
  groupByVerdict: 'kasperskyBan.groupByVerdict',
  fixFinding: 'kasperskyBan.fixFinding',
  suppressFinding: 'kasperskyBan.suppressFinding',
  explainFinding: 'kasperskyBan.explainFinding',
  copyFindings: 'kasperskyBan.copyFindings',
  openReport: 'kasperskyBan.openReport',
  exportReport: 'kasperskyBan.exportReport',
  addEarlierReports: 'kasperskyBan.addEarlierReports',
} as const;
/** Tools for language models. */
export const TOOLS = { check: 'kaspersky_ban_check', audit: 'kaspersky_ban_audit' } as const;

/** When an open document is scanned. */
export const RUN_MODES = ['onType', 'onSave'] as const;

export { SEVERITIES };

/** Every setting below `SECTION` with its default. */
export const SETTING_DEFAULTS = {
  enable: true,
  run: 'onType',
  debounce: 300,
  profile: 'us-commercial',
  regimes: [],
  'severity.prohibited': DEFAULT_SEVERITY.prohibited,
  'severity.review': DEFAULT_SEVERITY.review,
  'severity.exempt': DEFAULT_SEVERITY.exempt,
  'severity.remediation': DEFAULT_SEVERITY.remediation,
  'severity.mention': DEFAULT_SEVERITY.mention,
  exclude: [],
  respectGitignore: true,
  maxFileSize: 4096,
  maxProblemsPerFile: 100,
} as const;

/** Languages whose documents activate the extension. */
export const LANGUAGES = [
  'ansible',
  'azure-pipelines',
  'bat',
  'bicep',
  'dockercompose',
  'dockerfile',
  'dotenv',
  'github-actions-workflow',
  'go.mod',
  'gradle',
  'groovy',
  'hcl',
  'helm',
  'ini',
  'java-properties',
  'jenkinsfile',
  'json',
  'jsonc',
  'kotlin',
  'makefile',
  'nix',
  'opentofu',
  'pip-requirements',
  'plaintext',
  'powershell',
  'properties',
  'puppet',
  'python',
  'ruby',
  'shellscript',
  'terraform',
  'terraform-vars',
  'toml',
  'xml',
  'yaml',
] as const;
