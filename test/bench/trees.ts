import fs from 'node:fs';
import path from 'node:path';

/** What a made file is, and how many of a hundred files are so. */
interface Kind {
  readonly share: number;
  readonly name: (index: number) => string;
  readonly text: (word: () => string, lines: number) => string;
}

const KINDS: readonly Kind[] = [
  {
    share: 34,
    name: (index) => `source${index}.ts`,
    text: repeat((w) => `  const ${w()} = ${w()}(${w()}, '${w()}');`),
  },
  { share: 22, name: (index) => `values${index}.yaml`, text: repeat((w) => `${w()}_${w()}: ${w()}`) },
  {
    share: 12,
    name: (index) => `notes${index}.md`,
    text: repeat((w) => `${w()} ${w()} ${w()} ${w()} ${w()}.`),
  },
  { share: 10, name: (index) => `data${index}.json`, text: (word, lines) => jsonText(word, lines) },
  {
    share: 8,
    name: (index) => `script${index}.sh`,
    text: repeat((w) => `${w()} --${w()} "$${w()}" | ${w()} -n`),
  },
  {
    share: 6,
    name: (index) => `main${index}.tf`,
    text: repeat((w) => `resource "${w()}" "${w()}" { ${w()} = "${w()}" }`),
  },
  {
    share: 4,
    name: (index) => `Dockerfile.${index}`,
    text: (word) => `FROM ${word()}:1\nRUN ${word()} install ${word()}\n`,
  },
  { share: 3, name: (index) => `requirements${index}.txt`, text: repeat((w) => `${w()}==1.${w().length}`) },
  {
    share: 1,
    name: (index) => `lock${index}.lock`,
    text: repeat((w) => `"${w()}@^1": integrity sha512-${w()}${w()}==`),
  },
];

/** Seldom what is looked for: references of some kinds, one for a file that is to have one. */
const REFERENCES: readonly (readonly [name: string, text: string])[] = [
  ['Dockerfile', 'FROM kaspersky/kesl:12.1.0\nRUN apt-get update\n'],
  ['install.sh', '#!/bin/sh\napt-get install -y kesl klnagent64\n'],
  [
    'site.yml',
    '- hosts: all\n  tasks:\n    - ansible.builtin.apt:\n        name: kesl\n        state: present\n',
  ],
  ['package.json', '{ "dependencies": { "@kaspersky/sdk": "1.0.0" } }\n'],
];

const WORDS =
  'server client value config package install update default name version image service path test build release ' +
  'module source target token string number object array index filter handler request response network storage ' +
  'container volume cluster region account policy role group user key secret cache queue worker task node pool';

/**
 * Makes a tree of files in natural proportions; the same for the same arguments.
 * @param share Part of the files that hold a reference.
 */
export function makeTree(folder: string, files: number, share: number, seed = 1): void {
  const random = randomNumbers(seed);
  const words = WORDS.split(' ');
  const word = (): string => words[Math.floor(random() * words.length)] ?? '';
  const perFolder = 20;
  for (let index = 0; index < files; index++) {
    const place = Math.floor(index / perFolder);
    const below = path.join(folder, `area${place % 50}`, `part${Math.floor(place / 50)}`);
    if (index % perFolder === 0) fs.mkdirSync(below, { recursive: true });
    const [name, text] = random() < share ? reference(index) : ordinary(index, random, word);
    fs.writeFileSync(path.join(below, name), text);
  }
}

function reference(index: number): [string, string] {
  const [name, text] = REFERENCES[index % REFERENCES.length] ?? ['', ''];
  return [`${index}.${name}`, text];
}

function ordinary(index: number, random: () => number, word: () => string): [string, string] {
  let at = random() * 100;
  const kind = KINDS.find(({ share }) => (at -= share) < 0) ?? KINDS[0];
  // Sizes spread as in repositories: half of them below 1.5 KB, one in a hundred above 80 KB.
  const lines = Math.ceil(30 * Math.exp(1.6 * (random() + random() + random() - 1.5) * 2));
  return kind ? [kind.name(index), kind.text(word, lines)] : ['', ''];
}

function repeat(line: (word: () => string) => string): Kind['text'] {
  return (word, lines) => Array.from({ length: lines }, () => `${line(word)}\n`).join('');
}

function jsonText(word: () => string, lines: number): string {
  const members = Array.from({ length: lines }, (_, index) => `  "${word()}${index}": "${word()}"`);
  return `{\n${members.join(',\n')}\n}\n`;
}

/** Numbers between 0 and 1, the same for the same seed (https://en.wikipedia.org/wiki/Linear_congruential_generator). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
