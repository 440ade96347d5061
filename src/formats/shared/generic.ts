import type { Document, Intent, Sink, Unit } from '../../core/types.js';
import type { Word } from './commands/words.js';
import { intentOfKey } from './setting-intent.js';
import { emitKey, emitValue, isUnknownText } from './yaml-emit.js';

/** A value of a configuration file in a language that says nothing of its meaning. */
export interface GenericValue {
  /** Keys from the root to the value; items of lists have that of their list. */
  readonly path: readonly string[];
  readonly word: Word;
  readonly unit: () => Unit;
  /** Length of the list that it is an item of; 1 where it is none. */
  readonly siblings: number;
}

/** Longer lists of names are data, such as block lists and lists of vendors, and configure nothing. */
const MAX_LIST = 12;

const MAX_VALUE = 2048;

/** Keys that say who made a thing, or where one may read of it. */
const ABOUT =
  /^(?:\$?schema|id|title|name|full_?name|display_?name|description|summary|comment|comments|notes?|text|label|message|author|authors|maintainers?|contact|email|copyright|licen[cs]e|home_?page|website|url|urls|link|links|href|repository|repo_?url|vcs|git|bugs|issues|docs?|documentation|wiki|help|support|references?|see|sources?_?urls?|vendor|publisher|company|brand|tags?|keywords?|categor(?:y|ies)|logo|icon|avatar|thumbnail|image_?url|navigation|nav|menu|social|twitter|blog|news|changelog)$/i;

/** Those of them that say so wherever they stand. */
const ABOUT_ALWAYS =
  /^(?:\$?schema|title|description|summary|comments?|notes?|authors?|maintainers?|contact|email|copyright|licen[cs]e|home_?page|website|repository|repo_?url|vcs|bugs|issues|docs?|documentation|wiki|references?|see|vendor|publisher|company|brand|logo|icon|avatar|link)$/i;

/** Keys of settings that make a program reach or run what they name. */
const ACTIVE =
  /down_?load|updat|mirror|server|endpoint|proxy|upstream|(?:^|[^a-z])hosts?(?:[^a-z]|$)|hostname|install|package|fetch|remote|allow|white_?list|permit|egress|ingress|dns|domain|back_?end|api|web_?hook|agent|scanner|engine|anti_?virus|registr|address|base_?ur[il]|feed|target|connect/i;

const PACKAGES =
  /^(?:packages?|apt|yum|dnf|rpm|deb|install(?:ed)?|software|services?|programs?|brew|choco(?:latey)?|winget)$/i;

/** A text that is a rule or a report about software and not a configuration of it. */
const RULES =
  /^[ \t"']*(?:logsource|detection|falsepositives|mitre|rule_id|risk_score|tactic|techniques?|attack|vulnerabilit(?:y|ies)|cve|iocs?|yara|condition|matchers|signatures?)["']?[ \t]*[:=]|^\[(?:rule|\[?rule\.threat)/im;

/** Keys of what is known of an attack, wherever in a configuration they stand. */
const REPORTS =
  /^(?:iocs?|indicators?(?:_of_compromise)?|observables?|artifacts?|ttps?|mitre|tactics?|techniques?)$/i;

/** Keys of checks that a monitoring agent runs. */
const CHECKS = /^(?:userparameter|command\[[^\]]*\]?|check_?command)$/i;

/** A path that is read to learn what a program did. */
const LOGS = /^\/var\/log\//i;

/**
 * Takes the values of one file: what is a place, an installer or an image by its shape; names where a key says what
 * they are. Little is done for values that can name nothing that is looked for, which are nearly all.
 */
export function createGenericReader(
  { text, mayMatter = () => true }: Document,
  sink: Sink,
): (value: GenericValue) => void {
  const isRules = RULES.test(text.slice(0, 100_000));
  return ({ path, word, unit, siblings }) => {
    if (word.text.length > MAX_VALUE || !mayMatter(word.text) || isUnknownText(word.text)) return;
    const key = path.at(-1) ?? '';
    const near = path.slice(-2);
    const about =
      ABOUT_ALWAYS.test(key) ||
      (near.some((name) => ABOUT.test(name)) && !near.some((name) => ACTIVE.test(name)));
    const named = path.slice(-3).some((name) => PACKAGES.test(name));
    const denies = intentOfKey(...path);
    const isReport = isRules || path.some((name) => REPORTS.test(name));
    const checks = path.some((name) => CHECKS.test(name));
    const target: Sink = {
      ...sink,
      reference: (reference) => {
        const { kind, type } = reference;
        const program = siblings > 1 && /^[^\\/]+\.exe$/i.test(reference.name);
        const bare =
          kind === 'config' || (type === 'url' && !path.some((name) => ACTIVE.test(name)) && kind === 'url');
        const looks = denies === 'use' && (checks || LOGS.test(reference.name));
        const intent: Intent =
          isReport ||
          siblings > MAX_LIST ||
          about ||
          program ||
          (bare && !named && !isDownload(reference.name))
            ? 'mention'
            : looks
              ? 'detect'
              : denies;
        sink.reference({ ...reference, intent });
      },
    };
    emitValue(target, word, key, { unit: unit() });
  };
}

/** A file that a program fetches is used, whatever the key is called. */
function isDownload(name: string): boolean {
  return /^[a-z]+:\/\/\S+\.(?:deb|rpm|msi|exe|pkg|dmg|apk|tgz|zip|tar|tar\.\w+|run)$/i.test(name);
}

/** The name of a setting, if it is written as those of programs are. */
export function emitGenericKey(sink: Sink, key: string, span: Unit['span'], unit: () => Unit): void {
  if (/^[A-Z][A-Z0-9_]{2,}$/.test(key)) emitKey(sink, span, key, { unit: unit() });
}
