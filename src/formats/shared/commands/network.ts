import type { Intent } from '../../../core/types.js';
import { typedReference } from '../references.js';
import { emitPlace, isPath, placed } from './emit.js';
import type { Call, Handler } from './emit.js';
import { splitWord, subWord } from './words.js';
import type { Word } from './words.js';

const HOST = /^(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}$/i;
const DENIED = /^(?:drop|reject|deny|block|action=block|denyhosts)$/i;

/** The hosts and programs of a firewall rule; what it refuses is as good as removed. */
export function emitRule(call: Call, words: readonly Word[], denies: boolean): void {
  const intent: Intent = denies ? 'remove' : 'use';
  for (const argument of words) {
    const at = /^(?:program|remoteip|service|localip|name)=/i.exec(argument.text)?.[0].length ?? 0;
    for (const word of splitWord(at > 0 ? subWord(argument, at) : argument, /,/g)) {
      if (HOST.test(word.text)) {
        call.sink.reference(typedReference('url', 'domain', word.text, placed(call, word, intent)));
      } else if (isPath(word.text) && !/^\d+\.\d+\.\d+\.\d+\/\d+$/.test(word.text)) {
        emitPlace(call, word, intent);
      }
    }
  }
}

/** `iptables`, `ufw`, `firewall-cmd`, `nft`, `netsh advfirewall`. */
const firewall: Handler = (call) => {
  const denies = call.args.some(({ text }) => DENIED.test(text) || /\b(?:drop|reject)\b/i.test(text));
  const deletes = call.args.some(({ text }) => /^(?:-D|--delete|delete|--remove-[\w-]+(?:=.*)?)$/.test(text));
  emitRule(call, call.args, denies !== deletes);
};

const netsh: Handler = (call) => {
  if (call.args.some(({ text }) => /^(?:advfirewall|firewall)$/i.test(text))) firewall(call);
};

/** Programs that ask a host for something. */
const host: Handler = (call) => {
  for (const word of call.args) {
    if (emitPlace(call, word, 'detect') || !HOST.test(word.text)) continue;
    call.sink.reference(typedReference('url', 'domain', word.text, placed(call, word, 'detect')));
  }
};

/** Firewalls and network tools. */
export const networkHandlers: Record<string, Handler> = {
  iptables: firewall,
  ip6tables: firewall,
  ufw: firewall,
  'firewall-cmd': firewall,
  nft: firewall,
  netsh,
  ping: host,
  nslookup: host,
  dig: host,
  host,
  nc: host,
  telnet: host,
  traceroute: host,
};
