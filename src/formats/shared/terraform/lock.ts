import type { Sink } from '../../../core/types.js';
import { createLock } from '../lock.js';

const PROVIDER = /^[ \t]*provider[ \t]+"([^"\r\n]+)"[ \t]*\{(?:\s*version\s*=\s*"([^"\r\n]*)")?/gm;

/** Reads the lock of providers (https://developer.hashicorp.com/terraform/language/files/dependency-lock). */
export function readProviderLock(text: string, sink: Sink): void {
  const lock = createLock();
  for (const { index, 0: whole, 1: name = '', 2: version } of text
    .replace(/^\uFEFF/, ' ')
    .matchAll(PROVIDER)) {
    const start = index + whole.indexOf(name);
    lock.add({ type: 'terraform', name, version, span: [start, start + name.length] });
  }
  lock.report(sink);
}
