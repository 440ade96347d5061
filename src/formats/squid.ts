import type { Format, Intent, Sink, Unit } from '../core/types.js';
import { plainWord, splitWord, subWord } from './shared/commands/words.js';
import type { Word } from './shared/commands/words.js';
import {
  commandReference,
  configReference,
  reportOne,
  typedReference,
  valueReference,
} from './shared/references.js';
import { placement } from './shared/yaml-emit.js';

/** Lists of domains, addresses or patterns of addresses. */
const DOMAINS = /^(?:dst|src)dom(?:ain|_regex)|^url_regex|^ssl::server_name/;

/** Configuration of the Squid proxy: https://www.squid-cache.org/Doc/config/ */
export const squid: Format = {
  id: 'squid',
  title: 'Squid proxy',
  reads: 'domains that access lists allow or deny, ICAP services, helper programs',
  files: ['**/squid*.conf', '**/squid/**/*.conf'],
  candidates: ['**/*squid*'],
  looksLike: (text) => /^[ \t]*(?:http_access|icap_service|acl)[ \t]+\S/m.test(text),
  comment: { line: '#' },
  extract({ text }, sink) {
    const lines = [...text.matchAll(/^[ \t\uFEFF]*([a-z][\w:]*[ \t][^\r\n]*)/gm)].map(
      ({ 0: whole, 1: content = '', index }) => {
        const bare = content.replace(/[ \t]#[^\r\n]*$/, '').trimEnd();
        return splitWord(plainWord(bare, index + whole.length - content.length), /[ \t]+/g);
      },
    );
    const verdicts = verdictsOf(lines);
    for (const words of lines) readLine(words, verdicts, sink);
  },
};

/** What the rules do with each list: denied where nothing allows it. */
function verdictsOf(lines: readonly (readonly Word[])[]): ReadonlyMap<string, Intent> {
  const verdicts = new Map<string, Intent>();
  for (const [rule, verb, ...names] of lines) {
    if (!rule || !/_access$|^(?:ssl_bump|cache|always_direct|never_direct)$/.test(rule.text)) continue;
    const intent: Intent = /^(?:deny|terminate)$/.test(verb?.text ?? '') ? 'remove' : 'use';
    for (const { text } of names) {
      const opposite: Intent = intent === 'use' ? 'remove' : 'use';
      const name = text.replace(/^!/, '');
      const own = text.startsWith('!') ? opposite : intent;
      if (verdicts.get(name) !== 'use') verdicts.set(name, own);
    }
  }
  return verdicts;
}

function readLine(words: readonly Word[], verdicts: ReadonlyMap<string, Intent>, sink: Sink): void {
  const [directive, first, second, ...rest] = words;
  const last = words.at(-1);
  if (!directive || !first || !last) return;
  const unit: Unit = { span: [directive.span[0], last.span[1]], what: 'directive' };
  if (directive.text === 'acl') {
    const intent = verdicts.get(first.text) ?? 'mention';
    if (DOMAINS.test(second?.text ?? '')) for (const word of rest) readDomain(word, { unit, intent }, sink);
    return;
  }
  if (/_(?:program|children)$/.test(directive.text)) {
    sink.reference(commandReference(first.text, placement(first, { unit })));
    return;
  }
  if (!/^(?:icap_service|ecap_service|cache_peer|logfile_daemon)$/.test(directive.text)) return;
  const names = words.slice(1).flatMap((word) => {
    const reference = valueReference(word.text.replace(/^uri=/, ''), placement(word, { unit }));
    return reference && /^(?:url|path)$/.test(reference.kind) ? reference : [];
  });
  reportOne(sink, [...names, configReference('config-value', first.text, placement(first, { unit }))]);
}

/** A domain with its subdomains, or the plain part of a pattern. */
function readDomain(word: Word, around: { readonly unit: Unit; readonly intent: Intent }, sink: Sink): void {
  if (/^["/]|^-/.test(word.text)) return;
  const plain = word.text.replaceAll('\\.', '.');
  const match = /(?:[a-z0-9-]+\.)+[a-z]{2,}/i.exec(plain);
  if (!match) return;
  const verbatim = plain.length === word.text.length;
  const place = verbatim ? subWord(word, match.index, match.index + match[0].length) : word;
  sink.reference(typedReference('url', 'domain', match[0], placement(place, around)));
}
