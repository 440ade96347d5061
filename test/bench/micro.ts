import { parseAllDocuments } from 'yaml';
import { knowledge } from '../../src/catalog/index.js';
import { createEngine } from '../../src/core/engine.js';
import { literalOf } from '../../src/core/prefilter/layout.js';
import { createPrefilter } from '../../src/core/prefilter/prefilter.js';
import { createPlainScanner, createVectorScanner } from '../../src/core/prefilter/scan.js';
import { formats } from '../../src/formats/index.js';
import { changedText } from '../../src/vscode/changedLines.js';
import { median } from './run.js';
import { SHAPES } from './shapes.js';

/** A figure with what it is compared to. */
export interface Figure {
  readonly name: string;
  readonly milliseconds: number;
  /** To the time of the base, which the name tells. */
  readonly ratio: number;
}

/** Rounds in which what is run for the first time is compiled. */
const WARMING = 3;

/** Time of the processor that some work takes, in milliseconds: the median of the rounds. */
function timeOf(work: () => void, rounds: number): number {
  return median(Array.from({ length: rounds + WARMING }, () => once(work)).slice(WARMING));
}

/** Time of the processor that some work takes once, in milliseconds. */
function once(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const MIB = 1024 * 1024;
const service = (index: number, image: string): string =>
  `  service${index}:\n    image: ${image}\n    environment:\n      - NAME=value${index}\n    ports: ["${index % 60_000}:80"]\n`;

function compose(bytes: number, image: (index: number) => string): string {
  let text = 'services:\n';
  for (let index = 0; text.length < bytes; index++) text += service(index, image(index));
  return text;
}

/** What typing costs in a text of 1 MiB, as a part of parsing it with the `yaml` package. */
export function keystroke(rounds: number): Figure[] {
  const plain = compose(MIB, (index) => `registry.example/team/app${index}:1`);
  const one = plain.replace('registry.example/team/app9:1', 'kaspersky/kesl:12');
  const engine = createEngine({ formats, knowledge, today: '2026-11-24' });
  const lines = plain.split('\n');
  const document = { lineCount: lines.length, lineAt: (line: number) => ({ text: lines[line] ?? '' }) };
  const place = { line: lines.length >> 1 };
  const changes = [{ range: { start: place, end: place }, text: 'x' }];
  const many = 1000;
  const base = timeOf(() => parseAllDocuments(plain, { uniqueKeys: false }), rounds);
  const parts: readonly (readonly [string, number])[] = [
    ['yaml.parseAllDocuments, 1 MiB (the base)', base],
    [
      'keystroke, no keyword in the changed lines',
      timeOf(() => {
        for (let index = 0; index < many; index++)
          engine.prefilter.test(changedText(document, changes) ?? plain);
      }, rounds) / many,
    ],
    ['first look, no keyword', timeOf(() => engine.scan({ path: 'compose.yaml', text: plain }), rounds)],
    [
      'keystroke with a keyword: the scan',
      timeOf(() => engine.scan({ path: 'compose.yaml', text: one }), rounds),
    ],
  ];
  return parts.map(([name, milliseconds]) => ({ name, milliseconds, ratio: milliseconds / base }));
}

/** The ways of searching, against a regular expression of the same keywords, on the same text. */
export function prefilters(rounds: number): Figure[] {
  const text = compose(4 * MIB, (index) => `registry.example/team/app${index}:1`);
  const pattern = new RegExp(
    knowledge.keywords.map(({ word }) => literalOf(word).replace(/[.*+?^$]/g, '\\$&')).join('|'),
    'i',
  );
  const vectors = createPrefilter(
    knowledge.keywords,
    (plan) => createVectorScanner(plan) ?? createPlainScanner(plan),
  );
  const plain = createPrefilter(knowledge.keywords, createPlainScanner);
  const bytes = Buffer.from(text);
  const search = (filter: typeof plain) => () => {
    filter.room(bytes.length).set(bytes);
    filter.search(bytes.length);
  };
  const base = timeOf(() => pattern.test(text), rounds);
  const parts: readonly (readonly [string, number])[] = [
    ['regular expression, 4 MiB (the base)', base],
    ['vectors, bytes', timeOf(search(vectors), rounds)],
    ['plain JavaScript, bytes', timeOf(search(plain), rounds)],
    ['vectors, text', timeOf(() => vectors.test(text), rounds)],
  ];
  return parts.map(([name, milliseconds]) => ({ name, milliseconds, ratio: milliseconds / base }));
}

/** Sizes of inputs, each twice the one before. */
const SIZES = [2000, 4000, 8000];

/**
 * What twice as much costs: for each shape of input, and each of some doublings, against the half of it. The quickest
 * of the rounds counts, since the collector's breaks make some of them longer and none shorter.
 */
export function growth(rounds: number): Figure[] {
  const engine = createEngine({ formats, knowledge, today: '2026-11-24' });
  return SHAPES.flatMap(([name, path, make]) => {
    const texts = SIZES.map(make);
    const scan = (text: string) => () => engine.scan({ path, text });
    for (const text of texts) for (let round = 0; round < WARMING; round++) scan(text)();
    const times = texts.map((text) => Math.min(...Array.from({ length: rounds }, () => once(scan(text)))));
    return times.map((milliseconds, index) => ({
      name: `${name}, ${SIZES[index]}`,
      milliseconds,
      ratio: milliseconds / (times[index - 1] ?? NaN),
    }));
  });
}
