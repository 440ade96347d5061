import type { Format } from '../core/types.js';
import { createLock } from './shared/lock.js';

const LINE = /^\uFEFF?([\w.-]+:[\w.-]+):([^\s=:#]+)(?:=\S*)?[ \t]*\r?$/gm;

/** https://docs.gradle.org/current/userguide/dependency_locking.html: one file a project, or one a configuration. */
export const gradleLock: Format = {
  id: 'gradle-lock',
  title: 'Gradle lock',
  reads: 'each locked dependency once',
  files: ['**/{,*-}gradle.lockfile', '**/gradle/dependency-locks/*.lockfile'],
  generated: 'Change the build script, then run "gradle dependencies --write-locks".',
  extract({ text }, sink) {
    const lock = createLock();
    for (const match of text.matchAll(LINE)) {
      const [whole, name = '', version] = match;
      const start = match.index + whole.indexOf(name);
      lock.add({ type: 'maven', name, version, span: [start, start + name.length] });
    }
    lock.report(sink);
  },
};
