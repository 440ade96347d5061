import type { Redirection } from 'unbash';
import { emitPlace } from '../emit.js';
import type { Word } from '../words.js';
import { readHeredoc } from './heredocs.js';
import type { ShellContext } from './pipelines.js';
import { resolveWord } from './resolve.js';
import type { Script } from './script.js';

/** True if a redirection writes what a command prints into a file. */
export function isStored(redirect: Redirection): boolean {
  return (
    redirect.type === 'Redirect' &&
    /^(?:>|>>|>\||&>)$/.test(redirect.operator) &&
    redirect.target?.value !== '/dev/null'
  );
}

/** The file that a command writes, or that the command behind it in the pipeline does. */
export function targetOf(
  script: Script,
  redirects: readonly Redirection[],
  words: readonly Word[],
  at: ShellContext,
): string | undefined {
  for (const redirect of redirects) {
    if (isStored(redirect) && redirect.type === 'Redirect' && redirect.target) {
      return resolveWord(redirect.target, script)[0]?.text;
    }
  }
  const tee = words.findIndex(({ text }) => text === 'tee');
  if (tee >= 0) return words.slice(tee + 1).find(({ text }) => !text.startsWith('-'))?.text;
  return /\btee\s+(?:-a\s+)?["']?([^\s"'<>|]+)/.exec(at.into ?? '')?.[1];
}

/** Reads a redirection: a here-document by what takes it, a file by its path. */
export function readRedirect(
  script: Script,
  redirect: Redirection,
  words: readonly Word[],
  target: string | undefined,
  at: ShellContext,
): void {
  if (redirect.type === 'HereDoc') {
    const into = words.length > 0 ? words.map(({ text }) => text) : [];
    readHeredoc(
      redirect,
      [...into, ...(at.into ?? '').trim().split(/\s+/).slice(0, 4)],
      target,
      at.unit,
      script.out,
    );
    return;
  }
  if (!redirect.target || redirect.type !== 'Redirect' || redirect.operator.endsWith('&')) return;
  const [file] = resolveWord(redirect.target, script);
  if (!file || !/^(?:~?\/|\$)/.test(file.text) || file.text === '/dev/null') return;
  const call = {
    program: file,
    name: '>',
    args: [],
    at,
    sink: script.out,
    places: () => [],
    read: () => undefined,
  };
  emitPlace(call, file, at.condition || redirect.operator === '<' ? 'detect' : 'use');
}
