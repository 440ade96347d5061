import type { Format } from '../core/types.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import { reportDependency } from './shared/npm.js';

/** https://bower.io/docs/creating-packages/#bowerjson; what Bower has under a name is there under it in npm. */
export const bower: Format = {
  id: 'bower',
  title: 'bower.json',
  reads: 'dependencies, devDependencies, resolutions',
  files: ['**/bower.json', '**/.bower.json'],
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    for (const name of ['dependencies', 'devDependencies', 'resolutions']) {
      for (const { key, keySpan, value, node } of members(member(root, name))) {
        const unit = jsonUnit(text, node, 'dependency');
        reportDependency({ text: key, span: keySpan }, jsonString(text, value), unit, sink);
      }
    }
  },
};
