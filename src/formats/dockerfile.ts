import type { Format, Sink, Span, Unit } from '../core/types.js';
import { createViewBuilder } from '../core/text/view.js';
import { listToWords, readArguments, readInstructions, splitFlags } from './shared/dockerfile.js';
import type { Argument, Instruction } from './shared/dockerfile.js';
import {
  configReference,
  fileReference,
  imageReference,
  isInstallerName,
  urlReference,
  valueReference,
} from './shared/references.js';
import { DOCKER_VARIABLES, variableNames } from './shared/variable-names.js';

interface Variable {
  readonly text: string;
  readonly span: Span;
}

interface State {
  readonly source: string;
  readonly stages: Set<string>;
  /** Variables set before the first stage, which alone `FROM` can use. */
  readonly globals: Map<string, Variable>;
  shell: 'shell' | 'powershell' | 'batch';
  staged: boolean;
}

/** Dockerfiles and Containerfiles: https://docs.docker.com/reference/dockerfile/ */
export const dockerfile: Format = {
  id: 'dockerfile',
  title: 'Dockerfile',
  reads: 'FROM, COPY --from, ADD and COPY, ENV, ARG, scripts in RUN, CMD, ENTRYPOINT and HEALTHCHECK',
  files: [
    '**/{Dockerfile,Containerfile}',
    '**/{Dockerfile,Containerfile}.*',
    '**/*.{dockerfile,Dockerfile,containerfile,Containerfile}',
  ],
  languageIds: ['dockerfile'],
  comment: { line: '#' },
  names: ({ text }) => variableNames(text, DOCKER_VARIABLES),
  extract({ text }, sink) {
    const state: State = {
      source: text,
      stages: new Set(),
      globals: new Map(),
      shell: 'shell',
      staged: false,
    };
    readSyntax(text, sink);
    for (const instruction of readInstructions(text)) readInstruction(instruction, state, sink);
  },
};

/** The image that reads the file itself: https://docs.docker.com/build/buildkit/frontend/ */
function readSyntax(text: string, sink: Sink): void {
  const directive = /^\uFEFF?(?:#[^\r\n]*(?:\r\n|\n|\r))*?#[ \t]*syntax[ \t]*=[ \t]*([^\s]+)/i.exec(
    text.slice(0, 1024),
  );
  if (!directive?.[1]) return;
  const end = directive[0].length;
  sink.reference(imageReference(directive[1], { span: [end - directive[1].length, end] }));
}

function readInstruction(instruction: Instruction, state: State, sink: Sink): void {
  const unit: Unit = { span: instruction.span, what: `${instruction.name} instruction` };
  switch (instruction.name) {
    case 'FROM':
      readFrom(instruction, state, sink);
      break;
    case 'ARG':
    case 'ENV':
      readVariables(instruction, unit, state, sink);
      break;
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      readRun(instruction, unit, state, sink);
      break;
    case 'HEALTHCHECK':
      readRun(
        { ...instruction, body: instruction.body.replace(/^(\s*(?:--\S+\s+)*)CMD/i, '$1   ') },
        unit,
        state,
        sink,
        true,
      );
      break;
    case 'COPY':
    case 'ADD':
      readCopy(instruction, unit, state, sink);
      break;
    case 'SHELL':
      state.shell = /powershell|pwsh/i.test(instruction.body)
        ? 'powershell'
        : /cmd/i.test(instruction.body)
          ? 'batch'
          : 'shell';
      break;
    case 'ONBUILD':
      for (const inner of readInstructions(instruction.body)) {
        const shift = instruction.bodyStart;
        const span: Span = [inner.span[0] + shift, inner.span[1] + shift];
        readInstruction({ ...inner, span, bodyStart: inner.bodyStart + shift }, state, sink);
      }
      break;
    case 'WORKDIR':
    case 'VOLUME':
      for (const word of readArguments(listToWords(instruction))) {
        if (/^(?:\/|[A-Za-z]:[\\/])/.test(word.text))
          sink.reference(fileReference(word.text, { span: word.span, unit }));
      }
      break;
    default:
  }
}

function readFrom(instruction: Instruction, state: State, sink: Sink): void {
  const { words } = splitFlags(instruction);
  const [image, as, name] = words;
  state.staged = true;
  // Images of Windows run their instructions in its own shell.
  const windows = /(?:^|\/)(?:windows|nanoserver|servercore)(?:[/:]|$)/i.test(image?.text ?? '');
  state.shell = windows ? 'batch' : 'shell';
  if (image) reportImage(image, undefined, state, sink);
  if (as?.text.toLowerCase() === 'as' && name) state.stages.add(name.text.toLowerCase());
}

const WHOLE_VARIABLE = /^\$(?:\{(\w+)(?::?[-+]([^}]*))?\}|(\w+))$/;

function reportImage(word: Argument, unit: Unit | undefined, state: State, sink: Sink): void {
  const { text } = word;
  if (text === 'scratch' || state.stages.has(text.toLowerCase()) || /^\d+$/.test(text)) return;
  const variable = WHOLE_VARIABLE.exec(text);
  if (!variable) {
    sink.reference(imageReference(substitute(text, state.globals), { span: word.span, unit }));
    return;
  }
  const known = state.globals.get(variable[1] ?? variable[3] ?? '');
  if (known) {
    sink.reference(imageReference(known.text, { span: known.span, uses: [word.span] }));
  } else if (variable[2]) {
    const start = word.span[0] + text.indexOf(variable[2]);
    sink.reference(imageReference(variable[2], { span: [start, start + variable[2].length], unit }));
  } else {
    sink.skip(word.span, 'unresolved-variable');
  }
}

/** Known variables put in their places; the others stay as they are written. */
function substitute(text: string, variables: ReadonlyMap<string, Variable>): string {
  return text.replace(
    /\$(?:\{(\w+)(?::?-([^{}]*))?\}|(\w+))/g,
    (whole, braced: string | undefined, fallback: string | undefined, bare: string | undefined) => {
      return variables.get(braced ?? bare ?? '')?.text ?? fallback ?? whole;
    },
  );
}

function readVariables(instruction: Instruction, unit: Unit, state: State, sink: Sink): void {
  const words = readArguments(instruction);
  const [first, second] = words;
  if (instruction.name === 'ENV' && first && second && !first.text.includes('=')) {
    const end = instruction.bodyStart + instruction.body.trimEnd().length;
    const value = state.source.slice(second.raw[0], end);
    setVariable(
      instruction.name,
      first.text,
      first.span,
      { text: value, span: [second.raw[0], end] },
      unit,
      state,
      sink,
    );
    return;
  }
  for (const word of words) {
    const equals = word.text.indexOf('=');
    const key = equals < 0 ? word.text : word.text.slice(0, equals);
    const keySpan: Span = [word.raw[0], word.raw[0] + key.length];
    const quoted = /^["']/.exec(state.source.slice(word.raw[0] + equals + 1, word.raw[1])) ? 1 : 0;
    const start = word.raw[0] + equals + 1 + quoted;
    const value =
      equals < 0
        ? undefined
        : { text: word.text.slice(equals + 1), span: [start, word.raw[1] - quoted] as const };
    setVariable(instruction.name, key, keySpan, value, unit, state, sink);
  }
}

function setVariable(
  instructionName: string,
  key: string,
  keySpan: Span,
  value: Variable | undefined,
  unit: Unit,
  state: State,
  sink: Sink,
): void {
  // A build argument is the file's own variable; only the environment reaches the product.
  if (instructionName === 'ENV') sink.reference(configReference('config-key', key, { span: keySpan, unit }));
  if (!value) return;
  if (!state.staged) state.globals.set(key, value);
  const typed = valueReference(value.text, { span: value.span, unit });
  // Before the first stage an image is reported where FROM uses it.
  if (
    typed &&
    typed.type !== 'value' &&
    typed.type !== 'config-value' &&
    (state.staged || typed.type !== 'docker')
  ) {
    sink.reference(typed);
  }
}

function readRun(instruction: Instruction, unit: Unit, state: State, sink: Sink, looks = false): void {
  const { flags, words } = splitFlags(instruction);
  for (const flag of flags) {
    const mount = /^--mount=.*\bfrom=([^,]+)/.exec(flag.text);
    if (!mount?.[1]) continue;
    const start = flag.raw[0] + flag.text.lastIndexOf(mount[1]);
    reportImage({ text: mount[1], span: [start, start + mount[1].length], raw: flag.raw }, unit, state, sink);
  }
  const [first] = words;
  const embed = (text: string, start: number): void => {
    const view = { text, map: [0, start] };
    const intent = looks ? { intent: 'detect' as const } : {};
    sink.embed({ format: state.shell, view, unit, fresh: true, ...intent });
  };
  const [heredoc] = instruction.heredocs;
  if (!first) return;
  const from = first.raw[0] - instruction.bodyStart;
  const body = instruction.body.slice(from);
  if (body.startsWith('[')) {
    embedList(body, first.raw[0], state, unit, sink, looks);
  } else if (!heredoc) {
    embed(body, first.raw[0]);
  } else if (heredoc.at > from) {
    // A command that reads the document: the shell's reader knows which do what with it.
    embed(state.source.slice(first.raw[0], instruction.span[1]), first.raw[0]);
  } else {
    for (const { content } of instruction.heredocs) {
      const script = state.source.slice(...content);
      if (!/^\s*#!(?!.*sh\b)/.test(script)) embed(script, content[0]);
    }
  }
}

/** The exec form: a JSON list of words, read as the command line that they make. */
function embedList(body: string, start: number, state: State, unit: Unit, sink: Sink, looks: boolean): void {
  const builder = createViewBuilder(state.source);
  const words = [...body.matchAll(/"((?:[^"\\]|\\.)*)"/g)];
  words.forEach((match, index) => {
    const at = start + match.index;
    const text = match[1] ?? '';
    const script = index > 0 && /^-l?c$/.test(words[index - 1]?.[1] ?? '');
    if (index > 0) builder.put(' ', at);
    if (script) builder.put("'", at);
    builder.copy(at + 1, at + 1 + text.length);
    if (script) builder.put("'", at + 1 + text.length);
  });
  if (words.length === 0) return;
  sink.embed({
    format: 'shell',
    view: builder.view(),
    unit,
    ...(looks ? { intent: 'detect' as const } : {}),
  });
}

function readCopy(instruction: Instruction, unit: Unit, state: State, sink: Sink): void {
  const { flags, words: all } = splitFlags(listToWords(instruction));
  const words = all.filter(({ text }) => !text.startsWith('<<'));
  for (const flag of flags) {
    const image = /^--from=(.+)$/.exec(flag.text)?.[1];
    if (image === undefined) continue;
    const start = flag.raw[1] - image.length;
    reportImage({ text: image, span: [start, flag.raw[1]], raw: flag.raw }, unit, state, sink);
  }
  const sources = words.slice(0, -1);
  const target = words.at(-1);
  let named = false;
  for (const word of sources) {
    const at = { span: word.span, unit };
    const many = sources.length > 1 ? { span: word.span, unit: argumentUnit(word, state.source) } : at;
    if (/^[a-z]+:\/\//i.test(word.text)) sink.reference(urlReference(word.text, many));
    else if (isInstallerName(word.text) || word.text.includes('/'))
      sink.reference(fileReference(word.text, many));
    named ||= isInstallerName(word.text);
  }
  if (target && /^(?:\/|[A-Za-z]:[\\/])/.test(target.text) && !named)
    sink.reference(fileReference(target.text, { span: target.span, unit }));
}

function argumentUnit(word: Argument, source: string): Unit {
  let end = word.raw[1];
  while (/[ \t]/.test(source[end] ?? '')) end++;
  return { span: word.raw, what: 'argument', remove: [{ span: [word.raw[0], end], text: '' }] };
}
