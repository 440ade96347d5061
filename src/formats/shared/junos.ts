import { wholeLines } from '../../core/text/edits.js';
import type { Edit, Intent, Part, Sink, Span, Unit } from '../../core/types.js';
import { readBraces, statementUnit } from './brace-config.js';
import type { Statement } from './brace-config.js';
import { splitWord, plainWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { configReference, valueReference } from './references.js';
import { placement } from './yaml-emit.js';

/** A statement with all words from the root. */
interface Line {
  /** The words of the statements around it, then its own. */
  readonly path: readonly Word[];
  /** How many of them stand in the statement itself. */
  readonly own: number;
  readonly intent: Intent;
  readonly unit: Unit;
}

/** One name, wherever the statements repeat it. */
interface Named {
  readonly word: Word;
  readonly intent: Intent;
  readonly lines: Line[];
  readonly places: Span[];
}

const VERBS: Readonly<Record<string, Intent>> = {
  set: 'use',
  activate: 'use',
  delete: 'remove',
  deactivate: 'remove',
};

/** Words in which a person or another device is named, and nothing that the device uses. */
const PROSE = /^(?:description|message|annotate|host-name|contact|location|announcement|apply-groups)$/;

const MAX_PATH = 24;

/**
 * Reads what the statements of a Junos configuration name. Those that begin with the same words are one thing, such
 * as an engine and its settings; it stands where it is named first.
 */
export function readJunos(text: string, sink: Sink): void {
  const version = /^[ \t]*(?:set[ \t]+)?version[ \t]+"?(\d+\.\d+)/m.exec(text)?.[1];
  const named = new Map<string, Named>();
  for (const line of isSetStyle(text) ? setLines(text) : hierarchyLines(text)) collect(line, named);
  for (const { word, intent, lines, places } of named.values()) {
    const [first] = lines;
    if (!first) continue;
    const parts: Part[] = places.slice(1).map((span) => ({ role: 'name', span }));
    const remove: Edit[] = lines.flatMap(({ unit }) => unit.remove ?? []);
    const unit: Unit = { ...first.unit, remove };
    const around = { unit, intent };
    sink.reference({
      ...configReference('config-value', word.text, placement(word, around)),
      ...(version === undefined ? {} : { version }),
      ...(parts.length > 0 ? { parts } : {}),
      uses: places.slice(1),
    });
    const place = valueReference(word.text, placement(word, around));
    if (place && /^(?:url|path)$/.test(place.kind)) sink.reference(place);
  }
}

function isSetStyle(text: string): boolean {
  return /^[ \t\uFEFF]*(?:set|delete|deactivate)[ \t]+\S/m.test(text);
}

function* setLines(text: string): Generator<Line> {
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const [verb, ...path] = splitWord(plainWord(line, index), /[\s\uFEFF;]+/g).map(unquoted);
    const intent = VERBS[verb?.text ?? ''];
    const last = path.at(-1);
    if (!verb || !intent || !last) continue;
    const span: Span = [verb.span[0], last.span[1]];
    const remove = [{ span: wholeLines(text, span), text: '' }];
    yield {
      path: path.slice(0, MAX_PATH),
      own: path.length,
      intent,
      unit: { span, what: 'statement', remove },
    };
  }
}

function unquoted(word: Word): Word {
  const { text, span } = word;
  const inner = /^"(.+)"$/.exec(text)?.[1];
  return inner === undefined ? word : { text: inner, span: [span[0] + 1, span[1] - 1] };
}

function* hierarchyLines(text: string): Generator<Line> {
  const paths = new Map<Statement, { path: readonly Word[]; intent: Intent }>();
  for (const statement of readBraces(text)) {
    const outer = statement.parent && paths.get(statement.parent);
    const inactive = statement.words[0]?.text === 'inactive:';
    const words = statement.words.filter(
      ({ text: word }) => !/^(?:inactive:|protect:|replace:|delete:)$/.test(word),
    );
    const removed = inactive || statement.words[0]?.text === 'delete:';
    const path = [...(outer?.path ?? []), ...words].slice(0, MAX_PATH);
    const intent = removed ? 'remove' : (outer?.intent ?? 'use');
    paths.set(statement, { path, intent });
    yield { path, own: words.length, intent, unit: statementUnit(text, statement, 'statement') };
  }
}

/** Each word of the statement itself, by the words before it; what is inside of a named block goes with that. */
function collect(line: Line, named: Map<string, Named>): void {
  const { path, own, intent, unit } = line;
  const verb = intent === 'remove' ? '-' : '+';
  let key = verb;
  path.forEach((word, index) => {
    key += ` ${word.text}`;
    const mine = index >= path.length - own;
    if (!mine || PROSE.test(path[index - 1]?.text ?? '') || !/^[\w.:/*-]{3,}$/.test(word.text)) return;
    const known = named.get(key);
    if (!known) named.set(key, { word, intent, lines: [line], places: [word.span] });
    else {
      known.lines.push({ ...line, unit });
      known.places.push(word.span);
    }
  });
}
