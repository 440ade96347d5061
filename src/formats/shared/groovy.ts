import { createViewBuilder } from '../../core/text/view.js';
import type { Sink, Unit } from '../../core/types.js';
import { splitWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { readLiterals } from './literals.js';
import type { Literal } from './literals.js';
import { configReference } from './references.js';
import { emitAssignment, emitImage, emitText, emitValue, wordOf } from './yaml-emit.js';

const SHELLS: Readonly<Record<string, string>> = {
  sh: 'shell',
  bat: 'batch',
  cmd: 'batch',
  powershell: 'powershell',
  pwsh: 'powershell',
};
const TALKS =
  /^(?:echo|println|print|error|unstable|stage|label|description|message|displayName|body|subject|branch|when|expression|credentialsId|junit|archiveArtifacts|slackSend|to|name|tag|cron|pollSCM|id|parallel|timeout|lock|input|ok|git|returnStdout|contains|equals|startsWith|endsWith|matches|tools?)$/;

/**
 * Reads a Jenkins pipeline (https://www.jenkins.io/doc/book/pipeline/syntax/), declarative or scripted, by the
 * string literals in it: scripts, images, environment, addresses.
 */
export function readJenkins(text: string, sink: Sink): void {
  for (const literal of readLiterals(text)) readLiteral(text, literal, sink);
}

function readLiteral(text: string, literal: Literal, sink: Sink): void {
  const { among, statement, within, word } = literal;
  // https://www.jenkins.io/doc/book/pipeline/syntax/#steps: there must be one.
  const isNeeded = among.count === 1 && within.findLast((name) => !(name in SHELLS)) === 'steps';
  const unit: Unit | undefined = isNeeded ? undefined : { span: statement, what: 'step', among };
  const first =
    /^(?:def\s+|String\s+)?([\w.]+)/.exec(text.slice(statement[0], statement[0] + 256))?.[1] ?? '';
  const callee = within.at(-1) ?? '';
  const format = formatOf(word, callee, first);
  const content = contentOf(text, literal);
  if (format !== undefined) emitText(sink, format, content, { unit });
  else if (isImage(word, callee, within)) emitImage(sink, content, { unit });
  else if (word === 'yaml' || first === 'yaml')
    sink.embed({ format: 'kubernetes', view: viewOfContent(text, literal) });
  else if (callee === 'withEnv' || callee.endsWith('.withEnv')) emitAssignment(sink, content, { unit });
  else if (within.includes('environment') && first === word) readVariable(word, content, literal, unit, sink);
  else if (word === 'args') {
    for (const part of splitWord(content, /\s+|:(?=\/)(?!\/\/)|=/g)) emitShaped(part, word, unit, sink);
  } else if (!TALKS.test(word) && !TALKS.test(callee)) emitShaped(content, word, unit, sink);
  else if (/^https?:\/\//.test(literal.text) && /^(?:url|git)$/.test(word))
    emitShaped(content, word, unit, sink);
}

/** A script is the step's only argument or its `script:`. */
function formatOf(word: string, callee: string, first: string): string | undefined {
  if (word === 'script') return SHELLS[callee] ?? SHELLS[first];
  if (word === callee || word === '' || word === first) return SHELLS[word] ?? SHELLS[callee];
  return SHELLS[word];
}

function isImage(word: string, callee: string, within: readonly string[]): boolean {
  if (/^(?:docker\.image|docker\.build|docker\.withServer)$/.test(callee))
    return callee !== 'docker.withServer';
  if (word === 'docker.image') return true;
  if (word === 'image') return true;
  return word === 'docker' && within.includes('agent');
}

function readVariable(name: string, value: Word, literal: Literal, unit: Unit | undefined, sink: Sink): void {
  const start = literal.statement[0];
  sink.reference(configReference('config-key', name, { span: [start, start + name.length], unit }));
  emitValue(sink, value, name, { unit });
}

/** Of other texts only what is a place by its shape. */
function emitShaped(word: Word, key: string, unit: Unit | undefined, sink: Sink): void {
  if (/[\s]/.test(word.text)) return;
  const shaped: Sink = {
    ...sink,
    reference: (reference) => {
      if (reference.kind !== 'config') sink.reference(reference);
    },
  };
  emitValue(shaped, word, key, { unit });
}

function viewOfContent(
  text: string,
  { span }: Literal,
): ReturnType<ReturnType<typeof createViewBuilder>['view']> {
  const builder = createViewBuilder(text);
  let from = span[0];
  for (const match of text.slice(...span).matchAll(/\\([\s\S])/g)) {
    const at = span[0] + match.index;
    builder.copy(from, at);
    const unit = match[1] ?? '';
    if (!/[\r\n]/.test(unit)) builder.put({ n: '\n', t: '\t', r: '' }[unit] ?? unit, at);
    else builder.copy(at, at + 2);
    from = at + 2;
  }
  builder.copy(from, span[1]);
  return builder.view();
}

function contentOf(text: string, literal: Literal): Word {
  const view = viewOfContent(text, literal);
  return wordOf({ text: view.text, span: literal.span, view });
}
