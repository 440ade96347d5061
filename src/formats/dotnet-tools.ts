import type { Format } from '../core/types.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import { packageReference } from './shared/references.js';

/**
 * Local tools of .NET (https://learn.microsoft.com/dotnet/core/tools/local-tools-how-to-use) and the SDKs that a
 * build is made with (https://learn.microsoft.com/dotnet/core/tools/global-json).
 */
export const dotnetTools: Format = {
  id: 'dotnet-tools',
  title: '.NET tool manifest and global.json',
  reads: 'tools, SDKs of builds',
  files: ['**/dotnet-tools.json', '**/global.json'],
  extract({ text }, sink) {
    const root = parseJson(text, sink);
    const packages = ['tools', 'msbuild-sdks'].flatMap((list) => members(member(root, list)));
    for (const { key, keySpan, value, node } of packages) {
      const version = jsonString(text, value) ?? jsonString(text, member(value, 'version'));
      sink.reference(
        packageReference(
          'nuget',
          {
            name: key,
            version: version?.text,
            parts: version ? [{ role: 'version', span: version.span }] : [],
          },
          { span: keySpan, unit: jsonUnit(text, node, 'tool') },
        ),
      );
    }
  },
};
