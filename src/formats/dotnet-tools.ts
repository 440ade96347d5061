import type { Format } from '../core/types.js';
import { jsonString, jsonUnit, member, members, parseJson } from './shared/json.js';
import { packageReference } from './shared/references.js';

/** Local tools of .NET: https://learn.microsoft.com/dotnet/core/tools/local-tools-how-to-use */
export const dotnetTools: Format = {
  id: 'dotnet-tools',
  title: '.NET tool manifest',
  reads: 'tools',
  files: ['**/dotnet-tools.json'],
  extract({ text }, sink) {
    for (const { key, keySpan, value, node } of members(member(parseJson(text, sink), 'tools'))) {
      const version = jsonString(text, member(value, 'version'));
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
