import type { CommandContext } from '../words.js';

/** The circumstances of a command in a script. */
export interface ShellContext extends CommandContext {
  /** The command that its output goes to, as it is written. */
  readonly into?: string;
  /** Runs whenever the function around it does: in no branch and no loop. */
  readonly straight?: boolean;
}

const LISTS: readonly (readonly [RegExp, NonNullable<CommandContext['listed']>])[] = [
  [
    /\b(?:dpkg(?:-query)?\s+(?:-l|-W|--list|--get-selections)|rpm\s+-q|apt\s+list|yum\s+list|dnf\s+list|pacman\s+-Q|apk\s+info|brew\s+list|snap\s+list)/,
    'package',
  ],
  [
    /\b(?:systemctl|service\s+--status-all|chkconfig|initctl\s+list|launchctl\s+list|sc(?:\.exe)?\s+query|net\s+start)\b/,
    'service',
  ],
  [/(?:^|[\s/])(?:ps|pgrep|top|netstat|ss|lsof|lsmod|pstree|tasklist)\b/, 'process'],
];
const REMOVES =
  /\bxargs\b.*\b(?:kill|rm|remove|purge|erase|stop|disable|rmi|uninstall|-[eP])\b|^\s*(?:sudo\s+)?(?:kill|pkill)\b|\bwhile\b.*\b(?:kill|remove|purge)\b/;
const STORES =
  /^\s*(?:sudo\s+)?(?:tee|debconf-set-selections|dd|sponge|chpasswd|crontab|(?:ba|da|z|k)?sh|ssh)\b/;

/**
 * What each command of a pipeline should know of the others, told from their texts: what lists it reads, and
 * what becomes of what it prints.
 */
export function pipelineContexts(texts: readonly string[]): ShellContext[] {
  const listed = LISTS.find(([pattern]) => pattern.test(texts[0] ?? ''))?.[1];
  const removing = texts.findLastIndex((text) => REMOVES.test(text));
  return texts.map((_, index): ShellContext => {
    const into = texts[index + 1];
    return {
      ...(listed && index > 0 ? { listed } : {}),
      ...(index < removing ? { fate: 'remove' as const } : {}),
      ...(into === undefined ? {} : { into, ...(STORES.test(into) ? { stored: true } : {}) }),
    };
  });
}
