import type { Format } from '../core/types.js';
import { readPowerShell } from './shared/powershell.js';
import { POWERSHELL_VARIABLES, variableNames } from './shared/variable-names.js';

/** PowerShell scripts, modules and data files. */
export const powershell: Format = {
  id: 'powershell',
  title: 'PowerShell script',
  reads: 'packages, services, processes, installers, downloads, registry keys, firewall rules',
  files: ['**/*.{ps1,psm1,psd1}'],
  candidates: ['**'],
  languageIds: ['powershell'],
  comment: { line: '#' },
  looksLike: (text) => /^\uFEFF?#!.*\bpwsh\b/.test(text),
  names: ({ text }) => variableNames(text, POWERSHELL_VARIABLES),
  extract: ({ text }, sink) => {
    readPowerShell(text, sink);
  },
};
