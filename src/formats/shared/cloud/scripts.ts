import type { Intent, Sink, Span, Unit } from '../../../core/types.js';
import { readScript } from '../commands/shell/script.js';
import type { Word } from '../commands/words.js';
import { emitEncoded, isEncoded } from '../encoded.js';
import { readPowerShell } from '../powershell.js';
import { emitText } from '../yaml-emit.js';
import type { FileValue } from './values.js';

/** What a script is most likely written in, where it does not say so itself. */
export type Platform = 'shell' | 'powershell';

const POWERSHELL =
  /^\s*<powershell>|^#ps1|^#!.*\bpwsh\b|^\s*param\s*\(|^\s*(?:\[[\w.]+\])?\$[\w:]+\s*=|^\s*(?:try\s*\{\s*)?(?:Add|Copy|Disable|Enable|Expand|Get|Import|Install|Invoke|New|Remove|Restart|Set|Start|Stop|Test|Uninstall|Write)-[A-Z]\w+/im;
const WINDOWS = /\bpowershell(?:\.exe)?\b|\b[A-Z]:\\|\bmsiexec\b|\.(?:msi|exe|ps1)\b/i;
const TERRAFORM = /^\s*(?:resource|module|provider|variable|data|terraform)\b[^\n{=]*\{/m;

/** The format that reads a text in a place where scripts stand. */
export function scriptFormat(text: string, platform: Platform = 'shell'): string | undefined {
  const head = text.trimStart();
  if (/^#cloud-config|^#cloud-boothook|^Content-Type: multipart|^MIME-Version:/i.test(head))
    return 'cloud-init';
  if (/^#!(?!.*pwsh)/.test(head)) return /^#!.*sh\b/.test(head) ? 'shell' : undefined;
  if (/^(?:<\?xml|-----BEGIN|\{\s*"|\[\s*[{"])/.test(head)) return undefined;
  if (/^apiVersion:/m.test(text) && /^kind:/m.test(text)) return 'kubernetes';
  if (POWERSHELL.test(text)) return 'powershell';
  if (TERRAFORM.test(text)) return 'terraform';
  return !/[\r\n]/.test(text) && WINDOWS.test(text) ? 'powershell' : platform;
}

/** Hands a script to the format that reads it. */
export function emitScript(
  sink: Sink,
  word: Word,
  around: { readonly unit?: Unit | undefined; readonly intent?: Intent | undefined },
  platform?: Platform,
): void {
  if (word.text.trim() === '' || word.path !== undefined) return;
  if (isEncoded(word.text)) {
    emitEncoded(sink, word, (text) => scriptFormat(text, platform), around);
    return;
  }
  const format = scriptFormat(word.text, platform);
  if (format === undefined) sink.skip(word.span, 'unsupported-syntax');
  else emitText(sink, format, withoutTags(word), around);
}

/** Instance metadata marks PowerShell with tags; blanks in their place keep every offset. */
function withoutTags(word: Word): Word {
  const pattern = /<\/?(?:powershell|persist|script|version)>(?:true<\/persist>)?/gi;
  if (!/<powershell>|<script>/i.test(word.text)) return word;
  const text = word.text.replace(pattern, (tag) => ' '.repeat(tag.length));
  let at = 0;
  const pieces = word.pieces?.map((piece) => {
    const start = at;
    at += piece.text.length;
    return { ...piece, text: text.slice(start, at) };
  });
  return { ...word, text, ...(pieces ? { pieces } : {}) };
}

/** Reads a script of another file; what it names is reported there, with the place that runs it. */
export function emitFile(sink: Sink, file: FileValue, intent: Intent, platform?: Platform): void {
  const named = /\.(ps1|psm1)(?:\.\w+)?$/i.test(file.path) ? 'powershell' : platform;
  const format = scriptFormat(file.text, named);
  const uses: readonly Span[] = [file.span];
  const there: Sink = {
    reference: (reference) => {
      if (reference.path !== undefined) return;
      const own = intent !== 'use' && reference.intent === 'use' ? intent : reference.intent;
      sink.reference({ ...reference, intent: own, path: file.path, uses });
    },
    embed: () => undefined,
    skip: () => undefined,
    problem: () => undefined,
  };
  if (format === 'shell') readScript(file.text, there);
  else if (format === 'powershell') readPowerShell(file.text, there);
}
