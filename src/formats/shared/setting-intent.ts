import type { Intent } from '../../core/types.js';

const DENIES =
  /(?:^|[^a-z])(?:deny|denied|denylist|block|blocked|blocklist|black_?list(?:ed)?|forbid(?:den)?|ban|banned|reject(?:ed)?|removed?|removes|uninstall|purge)(?:[^a-z]|$)/;

/** What a setting does with what its value names, told by the words in the setting's name: `BLOCKED_HOSTS`. */
export function intentOfKey(...names: readonly string[]): Intent {
  const words = names.map((name) => name.replace(/([a-z])(?=[A-Z])/g, '$1_').toLowerCase());
  return words.some((name) => DENIES.test(name)) ? 'remove' : 'use';
}

const CHOICE = /(?:^|[_.-])(?:SCANNER|ENGINE|ANTIVIRUS|AV|SOURCE|PLUGIN)(?:[_.-]|$)/i;

/** True of settings whose value is one of the names that a program knows: `MAIL_SCANNER`, `engine`. */
export function isChoice(key: string): boolean {
  return CHOICE.test(key);
}
