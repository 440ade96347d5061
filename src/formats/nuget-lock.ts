import type { Format } from '../core/types.js';
import { jsonString, member, members, parseJson } from './shared/json.js';
import { packageReference } from './shared/references.js';

/** Locks of NuGet: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies */
export const nugetLock: Format = {
  id: 'nuget-lock',
  title: 'NuGet lock',
  reads: 'each locked package once',
  files: ['**/packages.lock.json', '**/packages.*.lock.json'],
  generated: 'Change the project file, then run "dotnet restore --force-evaluate".',
  extract(document, sink) {
    const { text } = document;
    const seen = new Set<string>();
    for (const { value: framework } of members(
      member(parseJson(text, sink, { document, deepest: 3 }), 'dependencies'),
    )) {
      for (const { key, keySpan, value } of members(framework)) {
        const name = key.toLowerCase();
        if (seen.has(name) || jsonString(text, member(value, 'type'))?.text === 'Project') continue;
        seen.add(name);
        const version = jsonString(text, member(value, 'resolved'))?.text;
        sink.reference(packageReference('nuget', { name: key, version }, { span: keySpan }));
      }
    }
  },
};
