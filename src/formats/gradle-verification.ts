import type { Format } from '../core/types.js';
import { createLock } from './shared/lock.js';
import { attribute, parseXml } from './shared/xml.js';

/**
 * https://docs.gradle.org/current/userguide/dependency_verification.html: checksums of the components of a build,
 * and groups that are trusted without.
 */
export const gradleVerification: Format = {
  id: 'gradle-verification',
  title: 'Gradle dependency verification',
  reads: 'each verified component once',
  files: ['**/gradle/verification-metadata*.xml'],
  candidates: ['**/verification-metadata*.xml'],
  looksLike: (text) => text.includes('<verification-metadata'),
  generated:
    'Change the build script, then run "gradle --write-verification-metadata sha256" and take out what is no longer used.',
  extract({ text }, sink) {
    const lock = createLock();
    const document = parseXml(text, sink);
    for (const element of document.elements) {
      const group = attribute(element, 'group');
      const name = attribute(element, 'name');
      if (element.name !== 'component' || !group || !name || name.text === '') continue;
      const version = attribute(element, 'version')?.text;
      lock.add({ type: 'maven', name: `${group.text}:${name.text}`, version, span: name.span });
    }
    lock.report(sink);
  },
};
