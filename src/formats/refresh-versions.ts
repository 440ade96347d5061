import type { Format } from '../core/types.js';
import { mavenReference } from './shared/maven.js';
import { packageReference } from './shared/references.js';
import { readSettings } from './shared/settings.js';

const LIBRARY = /^version\.((?:[\w-]+\.)*[\w-]+)\.\.([\w.-]+)$/;
const PLUGIN = /^plugin\.([\w-]+(?:\.[\w-]+)+)$/;

/**
 * https://splitties.github.io/refreshVersions/: the version of `group:artifact` stands at the key
 * `version.group..artifact`, that of a plugin at `plugin.id`. Keys without two dots stand for rules of the tool.
 */
export const refreshVersions: Format = {
  id: 'refresh-versions',
  title: 'refreshVersions',
  reads: 'versions of libraries and plugins',
  files: ['**/versions.properties'],
  comment: { line: '#' },
  extract({ text }, sink) {
    for (const { key, keySpan, value, span, line } of readSettings(text, {
      separators: '=:',
      comments: '#!',
      sections: false,
    })) {
      const unit = { span: line, what: 'version' };
      const version = { text: value, span };
      const [, group = '', name = ''] = LIBRARY.exec(key) ?? [];
      const plugin = PLUGIN.exec(key)?.[1];
      if (name !== '') {
        const at = keySpan[1] - name.length;
        const artifact = { text: name, span: [at, keySpan[1]] as const };
        const before = at - '..'.length;
        sink.reference(
          mavenReference(
            { group: { text: group, span: [before - group.length, before] }, artifact, version },
            { unit },
          ),
        );
      } else if (plugin !== undefined) {
        const named = { name: `${plugin}:${plugin}.gradle.plugin`, version: value };
        sink.reference(
          packageReference('maven', named, { span: [keySpan[1] - plugin.length, keySpan[1]], unit }),
        );
      }
    }
  },
};
