import * as vscode from 'vscode';
import type { Severity, Verdict } from '../core/types.js';
import { VERDICTS } from '../core/policy.js';
import { RUN_MODES, SECTION, SETTING_DEFAULTS, SEVERITIES } from './manifest.js';

/** The settings that hold for a resource, checked. */
export interface Settings {
  readonly enable: boolean;
  readonly run: (typeof RUN_MODES)[number];
  /** Milliseconds. */
  readonly debounce: number;
  readonly profile: string;
  readonly regimes: readonly string[];
  readonly severity: Readonly<Record<Verdict, Severity>>;
  readonly exclude: readonly string[];
  readonly respectGitignore: boolean;
  /** In characters or bytes, whichever is at hand. */
  readonly maxFileSize: number;
  readonly maxProblemsPerFile: number;
}

const KIB = 1024;

type Key = keyof typeof SETTING_DEFAULTS;

/** Reads the settings for a resource. A value of the wrong type counts as not set. */
export function readSettings(scope: vscode.ConfigurationScope | undefined): Settings {
  const configuration = vscode.workspace.getConfiguration(SECTION, scope);
  const bool = (key: Key): boolean => {
    const value = configuration.get<unknown>(key);
    return typeof value === 'boolean' ? value : SETTING_DEFAULTS[key] === true;
  };
  const count = (key: 'debounce' | 'maxFileSize' | 'maxProblemsPerFile'): number => {
    const value = configuration.get<unknown>(key);
    return typeof value === 'number' && value >= 0 ? value : SETTING_DEFAULTS[key];
  };
  const words = (key: Key): string[] => {
    const value = configuration.get<unknown>(key);
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  };
  const choice = <T extends string>(key: Key, known: readonly T[], otherwise: T): T => {
    const value = configuration.get<unknown>(key);
    return known.find((each) => each === value) ?? otherwise;
  };
  const severityOf = (verdict: Verdict): [Verdict, Severity] => {
    const key = `severity.${verdict}` as const;
    return [verdict, choice(key, SEVERITIES, SETTING_DEFAULTS[key])];
  };
  const profile = configuration.get<unknown>('profile');
  return {
    enable: bool('enable'),
    run: choice('run', RUN_MODES, SETTING_DEFAULTS.run),
    debounce: count('debounce'),
    profile: typeof profile === 'string' ? profile : SETTING_DEFAULTS.profile,
    regimes: words('regimes'),
    severity: Object.fromEntries(VERDICTS.map(severityOf)) as Record<Verdict, Severity>,
    exclude: words('exclude'),
    respectGitignore: bool('respectGitignore'),
    maxFileSize: count('maxFileSize') * KIB,
    maxProblemsPerFile: count('maxProblemsPerFile'),
  };
}
