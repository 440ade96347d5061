import fs from 'node:fs';
import path from 'node:path';
import type { Document } from '../../../src/core/types.js';
import { formats } from '../../../src/formats/index.js';
import { readMarks } from './marks.js';

const ROOT = path.join('test', 'fixtures');

/**
 * The folder of a format in which every form stands that its documentation has for declaring a dependency, for the
 * test of ecosystems; its marks have more parts than those of the others.
 */
export const ECOSYSTEM = 'ecosystem';

/** A file of a fixture. */
export interface Case {
  readonly name: string;
  readonly format: string;
  readonly document: Document;
  /** The text after fix-all, where the fixture has a twin. */
  readonly fixed?: string;
}

/** The files of all fixtures. */
export function cases(): Case[] {
  const folders = formats.filter(({ id }) => fs.existsSync(path.join(ROOT, id)));
  return folders.flatMap(({ id }) =>
    fs
      .readdirSync(path.join(ROOT, id), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.fixed'))
      .filter((entry) => !isOfEcosystem(path.relative(path.join(ROOT, id), entry.parentPath)))
      .map((entry): Case => {
        const file = path.join(entry.parentPath, entry.name);
        const relative = path.relative(path.join(ROOT, id), file).split(path.sep);
        const twin = `${file}.fixed`;
        return {
          name: path.join(id, ...relative),
          format: id,
          document: {
            path: relative.slice(1).join('/'),
            text: readMarks(fs.readFileSync(file, 'utf8')).text,
            read: (other) => readBeside(path.join(ROOT, id, relative[0] ?? '', other)),
          },
          ...(fs.existsSync(twin) ? { fixed: fs.readFileSync(twin, 'utf8') } : {}),
        };
      }),
  );
}

function isOfEcosystem(relative: string): boolean {
  return relative.split(path.sep)[0] === ECOSYSTEM;
}

/** Another file of the same fixture. */
function readBeside(file: string): string | undefined {
  return fs.existsSync(file) ? readMarks(fs.readFileSync(file, 'utf8')).text : undefined;
}
