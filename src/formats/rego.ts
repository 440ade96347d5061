import type { Format, Intent, Sink, Span } from '../core/types.js';
import { subWord } from './shared/commands/words.js';
import type { Word } from './shared/commands/words.js';
import { imageReference, valueReference } from './shared/references.js';
import { intentOfKey } from './shared/setting-intent.js';
import { placement } from './shared/yaml-emit.js';

const TOKEN = /#[^\r\n]*|`([^`]*)`|"((?:[^"\\\r\n]|\\.)*)"|\r\n|\n|\r/g;
const HEAD = /^\uFEFF?(?:default[ \t]+)?([A-Za-z_]\w*)/;
const DENIES = /deny|denied|violation|block|forbid|reject|prohibit|disallow/i;
const ADMITS = /allow|permit|trusted|approved|accept/i;

/** Policies of Open Policy Agent: https://www.openpolicyagent.org/docs/policy-language */
export const rego: Format = {
  id: 'rego',
  title: 'Rego policy',
  reads: 'images, packages, hosts and paths that rules deny, warn of or allow',
  files: ['**/*.rego'],
  comment: { line: '#' },
  extract({ path, text }, sink) {
    const test = /_test\.rego$/i.test(path);
    let rule = '';
    let line = 0;
    const head = (): void => {
      const name = HEAD.exec(text.slice(line, line + 200))?.[1];
      if (name !== undefined && !/^(?:package|import)$/.test(name)) rule = name;
    };
    head();
    for (const match of text.matchAll(TOKEN)) {
      const string = match[1] ?? match[2];
      if (/^[\r\n]/.test(match[0])) {
        line = match.index + match[0].length;
        head();
      } else if (string !== undefined) {
        const start = match.index + 1;
        const before = text.slice(line, match.index);
        const after = text.slice(match.index + match[0].length, match.index + match[0].length + 200);
        const intent = test ? 'mention' : intentOf(rule, before);
        const statement = `${before}${/^[^\r\n]*/.exec(after)?.[0] ?? ''}`;
        readString(
          { text: string, span: [start, start + string.length] },
          statement,
          intent,
          lineSpan(text, line),
          sink,
        );
      }
    }
  },
};

function lineSpan(text: string, start: number): Span {
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  const lead = line.length - line.trimStart().length;
  return [start + lead, start + line.trimEnd().length];
}

/** A rule denies or allows by its name; what a denying rule says `not` to is what it lets through. */
function intentOf(rule: string, before: string): Intent {
  if (rule.startsWith('test_') || /\b(?:msg|message)\b.*:?=|sprintf\(/.test(before)) return 'mention';
  const negated = /\bnot\b|!=/.test(before);
  if (/warn/i.test(rule)) return 'detect';
  if (DENIES.test(rule) || intentOfKey(rule) === 'remove') return negated ? 'use' : 'remove';
  if (ADMITS.test(rule)) return negated ? 'remove' : 'use';
  return 'mention';
}

function readString(word: Word, statement: string, intent: Intent, line: Span, sink: Sink): void {
  if (/\s/.test(word.text) || word.text.length < 3) return;
  const start = /^[\^.*/]*/.exec(word.text)?.[0].length ?? 0;
  const end = /[/:*.$]*$/.exec(word.text)?.index ?? word.text.length;
  if (end - start < 3) return;
  const name = subWord(word, start, end);
  // Another image in the place of a prefix would be no prefix.
  const defines = end - start < word.text.length;
  const around = {
    ...placement(name, { intent, unit: { span: line, what: 'expression' } }),
    defines,
  };
  if (/image|container|registr|repo/i.test(statement)) sink.reference(imageReference(name.text, around));
  else {
    const reference = valueReference(name.text, around);
    if (reference) sink.reference(reference);
  }
}
