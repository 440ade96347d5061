import type { Format } from '../core/types.js';
import { readScript } from './shared/commands/shell/script.js';
import { SHELL_VARIABLES, variableNames } from './shared/variable-names.js';

const SHEBANG = /^\uFEFF?#!.*\b(?:ba|da|z|k|a)?sh\b/;

/** Scripts of the POSIX shell and of Bash and its relatives. */
export const shell: Format = {
  id: 'shell',
  title: 'Shell script',
  reads: 'packages, services, processes, installers, downloads, images, files, firewall rules',
  files: [
    '**/*.{sh,bash,zsh,ksh,dash,bats}',
    '**/.{bashrc,bash_profile,bash_login,bash_logout,bash_aliases,profile,zshrc,zshenv,zprofile,kshrc}',
    '**/etc/profile',
    '**/{preinst,postinst,prerm,postrm}',
  ],
  candidates: ['**'],
  languageIds: ['shellscript'],
  comment: { line: '#' },
  looksLike: (text) => SHEBANG.test(text),
  names: ({ text }) => variableNames(text, SHELL_VARIABLES),
  extract: ({ text }, sink) => {
    readScript(text, sink);
  },
};
