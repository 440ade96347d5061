import type { Intent, Span } from '../../core/types.js';

/** A domain of a list and what the list does with it. */
export interface ListedDomain {
  readonly name: string;
  readonly span: Span;
  readonly line: Span;
  readonly intent: Intent;
}

const NOWHERE =
  /^(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|255\.255\.255\.255|::1?|::0|fe80::1%lo0|#|\.|\*\.|rpz-drop\.?)$/;
const DOMAIN = String.raw`(?:[\p{L}\p{N}_-]+\.)+[\p{L}][\p{L}\p{N}-]*`;
const NAME = new RegExp(DOMAIN, 'u');

interface Rule {
  readonly pattern: RegExp;
  /** What the line does with its domains, by what the pattern took of it. */
  readonly intent: (match: RegExpExecArray) => Intent;
}

const to = (target: string | undefined): Intent => (NOWHERE.test(target ?? '') ? 'remove' : 'use');

/** Each pattern has the domains in a group `names`. */
const RULES: readonly Rule[] = [
  {
    // https://man7.org/linux/man-pages/man5/hosts.5.html
    pattern: /^(?<at>[\d.]{7,15}|[\da-f]*:[\da-f:]*(?:%\w+)?)[ \t]+(?<names>[^#=]+)/i,
    intent: ({ groups }) => to(groups?.at),
  },
  {
    // https://adguard.com/kb/general/ad-filtering/create-own-filters/
    pattern: /^(?<allow>@@)?\|\|?(?:https?:\/\/)?(?:\*\.)?(?<names>[^/^$|*\s]+)/,
    intent: ({ groups }) => (groups?.allow === undefined ? 'remove' : 'use'),
  },
  {
    // https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html
    pattern: /^(?:address|server|local)=\/(?<names>[^=\s]*)\/(?<at>[^/\s]*)$/,
    intent: ({ groups }) => (groups?.at === '' ? 'remove' : to(groups?.at)),
  },
  {
    // https://nlnetlabs.nl/documentation/unbound/unbound.conf/
    pattern: /^local-zone:\s*"?(?<names>[^"\s]+)"?\s+"?(?<type>[\w]+)/,
    intent: ({ groups }) => (/transparent|nodefault/.test(groups?.type ?? '') ? 'use' : 'remove'),
  },
  {
    pattern: /^local-data:\s*["'](?<names>\S+)\s+(?:\d+\s+)?(?:IN\s+)?(?:A|AAAA|CNAME)\s+(?<at>[^"'\s]+)/i,
    intent: ({ groups }) => to(groups?.at),
  },
  { pattern: /^name:\s*"?(?<names>[^"\s]+)/, intent: () => 'use' },
  {
    // https://datatracker.ietf.org/doc/draft-vixie-dnsop-dns-rpz/
    pattern: /^(?:\*\.)?(?<names>[^\s;]+)\s+(?:\d+\s+)?(?:IN\s+)?(?:CNAME|A|AAAA)\s+(?<at>\S+)/i,
    intent: ({ groups }) => to(groups?.at),
  },
];

const PLAIN = /^(?:\*\.|\.)?([^\s#/=:|@]+)(?:\s*#.*)?$/;

/** True if a line is written in one of the notations of such lists. */
export function isDomainLine(line: string): boolean {
  const content = line.trim();
  if (content.length > 2048) return false;
  const plain = PLAIN.exec(content)?.[1];
  if (plain !== undefined) return NAME.exec(plain)?.[0].length === plain.length;
  return RULES.some(({ pattern }) => pattern.test(content));
}

const BLOCKS =
  /block|deny|denied|black|sinkhole|\bads?\b|adlist|adguard|adblock|pi-?hole|track|malware|gravity|rpz|hosts/i;
const ADMITS = /allow|white|except|permit/i;

/**
 * The domains of a list, line by line in whichever of the usual notations each is written. What a line with nothing
 * but a domain means is told by the name of its file. Linear.
 */
export function readDomainLines(text: string, path: string): ListedDomain[] {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const bare: Intent = ADMITS.test(file) ? 'use' : BLOCKS.test(file) ? 'remove' : 'mention';
  const found: ListedDomain[] = [];
  for (const { 0: whole, index } of text.matchAll(/[^\r\n]+/g)) {
    const lead = /^[\s\uFEFF]*/.exec(whole)?.[0].length ?? 0;
    const content = whole.slice(lead).trimEnd();
    if (content === '' || content.length > 2048 || /^[#!;[]/.test(content)) continue;
    const start = index + lead;
    const line: Span = [start, start + content.length];
    const plain = PLAIN.exec(content)?.[1];
    if (plain !== undefined) {
      add(found, plain, start + content.indexOf(plain), line, bare);
      continue;
    }
    for (const { pattern, intent } of RULES) {
      const match = pattern.exec(content);
      const names = match?.groups?.names;
      if (!match || names === undefined) continue;
      add(found, names, start + match.index + match[0].indexOf(names), line, intent(match));
      const at = match.groups?.at;
      if (at !== undefined) add(found, at, start + match.index + match[0].lastIndexOf(at), line, 'use');
      break;
    }
  }
  return found;
}

function add(found: ListedDomain[], names: string, start: number, line: Span, intent: Intent): void {
  for (const { 0: piece, index } of names.matchAll(/[^\s/,]+/g)) {
    const match = NAME.exec(piece);
    if (!match || match[0].length < piece.replace(/^(?:\*\.|\.)|\.$/g, '').length) continue;
    const from = start + index + match.index;
    found.push({ name: match[0], span: [from, from + match[0].length], line, intent });
  }
}

const ZONE = /\bzone[ \t]+"([^"\r\n]+)"[^{};\r\n]{0,40}\{([^{}]{0,1000})\}/g;

/** Zones of BIND (https://bind9.readthedocs.io/): a zone that is answered from a file of nothing is blocked. */
export function readZones(text: string): ListedDomain[] {
  return [...text.matchAll(ZONE)].flatMap((match) => {
    const [whole, name = '', body = ''] = match;
    const from = match.index + whole.indexOf('"') + 1;
    const file = /\bfile[ \t]+"([^"]*)"/.exec(body)?.[1] ?? '';
    const intent: Intent = /\bforwarders?\b/.test(body)
      ? 'use'
      : /block|null|empty|sink|deny|black|dummy|zero/i.test(file)
        ? 'remove'
        : 'mention';
    const line: Span = [match.index, match.index + whole.length];
    return { name, span: [from, from + name.length] as const, line, intent };
  });
}
