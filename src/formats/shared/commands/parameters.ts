import { baseName } from '../../../core/text/url.js';
import { subWord } from './words.js';
import type { Word } from './words.js';

/** Aliases that PowerShell ships with, and the cmdlets behind them. */
const ALIASES: Readonly<Record<string, string>> = {
  cat: 'get-content',
  cd: 'set-location',
  chdir: 'set-location',
  copy: 'copy-item',
  cp: 'copy-item',
  cpi: 'copy-item',
  del: 'remove-item',
  dir: 'get-childitem',
  erase: 'remove-item',
  gc: 'get-content',
  gci: 'get-childitem',
  gcim: 'get-ciminstance',
  gi: 'get-item',
  gp: 'get-itemproperty',
  gps: 'get-process',
  gsv: 'get-service',
  gwmi: 'get-wmiobject',
  icm: 'invoke-command',
  iex: 'invoke-expression',
  irm: 'invoke-restmethod',
  iwr: 'invoke-webrequest',
  kill: 'stop-process',
  ls: 'get-childitem',
  md: 'new-item',
  mi: 'move-item',
  mkdir: 'new-item',
  move: 'move-item',
  mv: 'move-item',
  ni: 'new-item',
  ps: 'get-process',
  rd: 'remove-item',
  ren: 'rename-item',
  ri: 'remove-item',
  rm: 'remove-item',
  rmdir: 'remove-item',
  rp: 'remove-itemproperty',
  saps: 'start-process',
  sasv: 'start-service',
  sl: 'set-location',
  sp: 'set-itemproperty',
  spps: 'stop-process',
  spsv: 'stop-service',
  start: 'start-process',
  type: 'get-content',
  wget: 'invoke-webrequest',
  curl: 'invoke-webrequest',
};

/** The name by which a program is known: without folder and `.exe`, in lower case. */
export function programName(text: string): string {
  return baseName(text)
    .toLowerCase()
    .replace(/\.(?:exe|cmd|bat)$/, '');
}

/** The name of a PowerShell command: an alias stands for its cmdlet, a module's prefix is left out. */
export function cmdletName(text: string): string {
  const lower = text.toLowerCase();
  return ALIASES[lower] ?? programName(lower);
}

/** The arguments of a cmdlet by parameter; a list is the words after one another. */
export interface Parameters {
  /** The values of the first of the named parameters that is given, by any unmistakable beginning. */
  of(...names: readonly string[]): readonly Word[];
  has(name: string): boolean;
  /** Arguments without a parameter, in order. */
  readonly positional: readonly (readonly Word[])[];
}

const SWITCHES =
  /^(?:force|wait|passthru|recurse|verbose|quiet|usebasicparsing|nonewwindow|debug|asjob|append|noclobber|allversions|skippublishercheck|acceptlicense|allowclobber|autosize|unique|all|whatif|enabled|as\w+|useculture|line|noprofile|directory|file|container|list|force:\S+|confirm:\S+|wait:\S+)$/i;

/**
 * Reads a cmdlet's arguments (https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parameters).
 */
export function readParameters(words: readonly Word[]): Parameters {
  const named: { name: string; values: Word[] }[] = [];
  const positional: Word[][] = [];
  let open: Word[] | undefined;
  let last: Word[] | undefined;
  for (const word of words) {
    if (word.more && last) {
      last.push(word);
      continue;
    }
    const parameter = word.quoted ? null : /^-([A-Za-z]\w*)(:)?/.exec(word.text);
    if (parameter?.[1] !== undefined) {
      const values: Word[] = [];
      named.push({ name: parameter[1].toLowerCase(), values });
      const isSwitch = SWITCHES.test(word.text.slice(1));
      if (parameter[2] !== undefined && parameter[0].length < word.text.length) {
        values.push(subWord(word, parameter[0].length));
        open = undefined;
        last = values;
      } else open = isSwitch ? undefined : values;
      continue;
    }
    if (open) {
      open.push(word);
      last = open;
      open = undefined;
    } else {
      last = [word];
      positional.push(last);
    }
  }
  const find = (name: string): Word[] | undefined =>
    named.find((each) => each.name === name || (each.name.length > 1 && name.startsWith(each.name)))?.values;
  return {
    positional,
    has: (name) => find(name) !== undefined,
    of: (...names) => {
      for (const name of names) {
        const values = find(name);
        if (values) return values;
      }
      return [];
    },
  };
}
