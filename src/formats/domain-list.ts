import type { Format } from '../core/types.js';
import { isDomainLine, readDomainLines, readZones } from './shared/domain-list.js';
import { typedReference } from './shared/references.js';

/** Longer lists of what is let through are data that somebody shares, and configure nothing of one's own. */
const MAX_ADMITTED = 50;
const MIN_SHARE = 0.8;

/**
 * Domains that are blocked, redirected or let through: hosts files, dnsmasq, Unbound, response policy zones, BIND,
 * Pi-hole, and filter lists of Adblock Plus and AdGuard.
 */
export const domainList: Format = {
  id: 'domain-list',
  title: 'Domain and filter list',
  reads: 'domains that are blocked, answered with an address or let through',
  files: [
    '**/dnsmasq.d/*',
    '**/dnsmasq*.conf',
    '**/unbound.conf',
    '**/unbound.conf.d/*',
    '**/unbound/**/*.conf',
    '**/*.rpz',
  ],
  candidates: [
    '**/{hosts,named.conf,adlists.list}{,.*}',
    '**/*{hosts,blocklist,block-list,block_list,blacklist,denylist,deny-list,allowlist,allow-list,whitelist,sinkhole,adguard,adblock,pihole,pi-hole,rpz,dnsmasq,unbound,named}*{,.*}',
    '**/{pihole,pi-hole,adguard,adguardhome,rpz,bind,named,unbound,dns,blocklists,lists,filters}/**',
    '**/*.{txt,list,lst,zone,db,hosts}',
  ],
  looksLike: (text) => {
    const head = text.slice(0, 8192);
    if (/^[ \t]*zone[ \t]+"/m.test(head)) return true;
    const lines = head.split(/\r\n|\n|\r/);
    const content = text.length > head.length ? lines.slice(0, -1) : lines;
    const written = content.filter((line) => !/^[\s\uFEFF]*(?:$|[#!;]|\[Adblock)/.test(line));
    return written.filter(isDomainLine).length >= Math.max(1, written.length * MIN_SHARE);
  },
  comment: { line: '#' },
  extract({ path, text }, sink) {
    const found = [...readDomainLines(text, path), ...readZones(text)];
    const admitted = found.filter(({ intent }) => intent === 'use').length;
    for (const { name, span, line, intent } of found) {
      const data = intent === 'use' && admitted > MAX_ADMITTED;
      sink.reference(
        typedReference('url', 'domain', name, {
          span,
          intent: data ? 'mention' : intent,
          unit: { span: line, what: 'line' },
        }),
      );
    }
  },
};
