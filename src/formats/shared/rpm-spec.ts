import { parseUrl } from '../../core/text/url.js';
import type { Intent, Sink, Span, Unit } from '../../core/types.js';
import { plainWord, splitWord, subWord } from './commands/words.js';
import type { Word } from './commands/words.js';
import { listUnit } from './lists.js';
import { fileReference, isInstallerName, packageReference, urlReference } from './references.js';
import { placement } from './yaml-emit.js';
import { interpolate } from './yaml-interpolate.js';
import type { DotenvValue } from './yaml-interpolate.js';

const SECTION =
  /^%(?<name>package|description|prep|generate_buildrequires|conf|build|install|check|clean|pre|post|preun|postun|pretrans|posttrans|preuntrans|postuntrans|verifyscript|trigger\w+|filetrigger\w+|transfiletrigger\w+|files|changelog|sourcelist|patchlist)\b(?<rest>.*)$/;
const TAG = /^[ \t]*([A-Za-z]+\d*)[ \t]*(?:\(([^)]*)\)[ \t]*)?:[ \t]*(.*)$/;
const MACRO = /^[ \t]*%(?:global|define)[ \t]+(\w+)(?:\([^)]*\))?[ \t]+(\S.*)$/;
const USE = /%\{[?!]*(\w+)\}/g;
const RELATIONS: readonly (readonly [RegExp, Intent])[] = [
  [/^(?:build)?requires$|^(?:recommends|suggests|supplements|enhances|prereq|buildprereq)$/, 'use'],
  [/^(?:build)?conflicts$|^obsoletes$/, 'remove'],
  [/^provides$/, 'mention'],
];
const LOGIC = /^(?:if|else|unless|and|or|with|without)$/;

interface Line {
  readonly text: string;
  readonly start: number;
}

/** Reads a spec file: its preamble and those of its subpackages by their tags, its sections by what they are. */
export function readSpec(text: string, sink: Sink): void {
  const macros = new Map<string, DotenvValue>();
  let section = 'package';
  let body: Line[] = [];
  const close = (): void => {
    if (section === 'script') embedScript(text, body, sink);
    else if (section === 'files') readFiles(body, macros, sink);
    body = [];
  };
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line: Line = { text: match[0].replace(/^\uFEFF/, ' '), start: match.index };
    const head = SECTION.exec(line.text)?.groups;
    if (head) {
      close();
      section = kindOf(head.name ?? '', head.rest ?? '');
      if (head.name === 'package') readSubpackage(line, macros, sink);
    } else if (section === 'package') readTag(line, macros, sink);
    else body.push(line);
  }
  close();
}

function kindOf(name: string, rest: string): string {
  if (name === 'package' || name === 'files') return name;
  if (/^(?:description|changelog)$/.test(name)) return 'text';
  if (name.endsWith('list')) return 'package';
  const program = /\s-p\s+(\S+)/.exec(rest)?.[1];
  return program === undefined || /\/(?:ba|da|z|k)?sh$/.test(program) ? 'script' : 'text';
}

function embedScript(text: string, body: readonly Line[], sink: Sink): void {
  const first = body[0];
  const last = body.at(-1);
  if (!first || !last) return;
  // A macro reads as a variable of the shell; the two are equally long.
  const script = text.slice(first.start, last.start + last.text.length).replace(/%\{(?=\w)/g, '${');
  const view = { text: script, map: [0, first.start] };
  sink.embed({ format: 'shell', view, lenient: true });
}

/** `%package -n name` names a package whole, `%package name` one behind the name of the main one. */
function readSubpackage(line: Line, macros: ReadonlyMap<string, DotenvValue>, sink: Sink): void {
  const match = /%package\s+(-n\s+)?(\S+)/d.exec(line.text);
  const place = match?.indices?.[2];
  if (!match || !place) return;
  const word = resolve(plainWord(line.text, line.start), macros, place[0], place[1]);
  const main = macros.get('name')?.text;
  const name = match[1] === undefined ? `${main ?? '%{name}'}-${word.text}` : word.text;
  sink.reference(packageReference('rpm', { name }, { span: word.span, defines: true }));
}

function resolve(
  line: Word,
  macros: ReadonlyMap<string, DotenvValue>,
  from: number,
  to = line.text.length,
): Word {
  return interpolate(subWord(line, from, to), macros, USE).word;
}

function readTag(line: Line, macros: Map<string, DotenvValue>, sink: Sink): void {
  const whole = plainWord(line.text, line.start);
  const macro = MACRO.exec(line.text);
  if (macro?.[1] !== undefined && macro[2] !== undefined) {
    const value = macro[2].trimEnd();
    const from = line.text.length - macro[2].length;
    macros.set(macro[1], { text: value, span: [line.start + from, line.start + from + value.length] });
    return;
  }
  const match = TAG.exec(line.text);
  if (!match?.[1] || match[3] === undefined) return;
  const tag = match[1].toLowerCase();
  const from = line.text.length - match[3].length;
  const word = resolve(whole, macros, from, line.text.trimEnd().length);
  if (/^(?:name|version|release)$/.test(tag) && !macros.has(tag))
    macros.set(tag, { text: word.text, span: word.span });
  const unit: Unit = {
    span: [
      line.start + (/^[ \t]*/.exec(line.text)?.[0].length ?? 0),
      line.start + line.text.trimEnd().length,
    ],
    what: 'line',
  };
  const intent = RELATIONS.find(([pattern]) => pattern.test(tag))?.[1];
  if (tag === 'name')
    sink.reference(packageReference('rpm', { name: word.text }, { span: word.span, defines: true }));
  else if (intent) readRelations(word, intent, unit, sink);
  else if (tag === 'url' || tag === 'bugurl' || tag === 'vcs') {
    sink.reference(urlReference(word.text, { span: word.span, intent: 'mention' }));
  } else if (/^(?:source|patch)\d*$/.test(tag)) {
    if (parseUrl(word.text)) sink.reference(urlReference(word.text, placement(word, { unit })));
    else if (isInstallerName(word.text)) sink.reference(fileReference(word.text, placement(word, { unit })));
  }
}

/** `name`, `name >= version`, `/path`, `(a if b)`, in a list with or without commas. */
function readRelations(word: Word, intent: Intent, unit: Unit, sink: Sink): void {
  const found: { name: Word; version?: Word; span: Span }[] = [];
  let operator = false;
  for (const token of splitWord(word, /[\s,]+/g)) {
    const last = found.at(-1);
    if (/^[<>=!]+$/.test(token.text)) operator = true;
    else if (operator && last) {
      found[found.length - 1] = { ...last, version: token, span: [last.span[0], token.span[1]] };
      operator = false;
    } else {
      const lead = /^\(*/.exec(token.text)?.[0].length ?? 0;
      const open = token.text.slice(lead).includes('(');
      const tail = open ? 0 : (/\)*$/.exec(token.text)?.[0].length ?? 0);
      const name = subWord(token, lead, token.text.length - tail);
      if (name.text !== '' && !LOGIC.test(name.text)) found.push({ name, span: name.span });
    }
  }
  const spans = found.map(({ span }) => span);
  found.forEach(({ name, version }, index) => {
    const around = { unit: listUnit(spans, index, unit, 'requirement'), intent };
    if (name.text.startsWith('/')) {
      sink.reference(fileReference(name.text, placement(name, around)));
      return;
    }
    const bare = /^([^()]+)\(/.exec(name.text) ? undefined : name.text.replace(/%\{\?_isa\}$/, '');
    if (bare === undefined || !/[\p{L}\p{N}]/u.test(bare)) return;
    const at = bare === name.text ? name : subWord(name, 0, bare.length);
    sink.reference(
      packageReference(
        'rpm',
        {
          name: bare,
          version: version?.text,
          parts: version ? [{ role: 'version', span: version.span }] : [],
        },
        placement(at, around),
      ),
    );
  });
}

/** The files that go into the package. */
function readFiles(body: readonly Line[], macros: ReadonlyMap<string, DotenvValue>, sink: Sink): void {
  for (const line of body) {
    if (/^\s*#/.test(line.text)) continue;
    for (const token of splitWord(plainWord(line.text.trimEnd(), line.start), /\s+/g)) {
      if (!/^(?:\/|%\{_\w+\}\/)/.test(token.text)) continue;
      const unit: Unit = { span: [line.start, line.start + line.text.trimEnd().length], what: 'line' };
      const word = interpolate(token, macros, USE).word;
      sink.reference(fileReference(word.text, placement(word, { unit })));
    }
  }
}
