import type { Format, Intent, Sink, Unit } from '../core/types.js';
import { parseUrl } from '../core/text/url.js';
import { specOf } from './shared/commands/specs.js';
import { plainWord, subWord } from './shared/commands/words.js';
import { fileReference, isInstallerName, packageReference, urlReference } from './shared/references.js';
import { readSettings } from './shared/settings.js';
import type { Setting } from './shared/settings.js';

const PACKAGES: readonly (readonly [RegExp, Intent])[] = [
  [/^(?:make|check|opt)?depends(?:_\w+)?$/, 'use'],
  [/^(?:conflicts|replaces)(?:_\w+)?$/, 'remove'],
  [/^provides(?:_\w+)?$/, 'mention'],
];

/** The data of a PKGBUILD as `makepkg --printsrcinfo` writes it: https://wiki.archlinux.org/title/.SRCINFO */
export const srcinfo: Format = {
  id: 'srcinfo',
  title: '.SRCINFO',
  reads: 'packages made and depended on, conflicts, sources',
  files: ['**/.SRCINFO'],
  comment: { line: '#' },
  generated: 'change PKGBUILD, then run "makepkg --printsrcinfo > .SRCINFO"',
  extract: ({ text }, sink) => {
    for (const setting of readSettings(text, { sections: false })) readSetting(setting, sink);
  },
};

function readSetting({ key, span, value, line }: Setting, sink: Sink): void {
  const unit: Unit = { span: line, what: 'line' };
  const intent = PACKAGES.find(([pattern]) => pattern.test(key))?.[1];
  const word = plainWord(value, span[0]);
  if (/^pkg(?:name|base)$/.test(key)) {
    sink.reference(packageReference('alpm', { name: value }, { span, defines: true }));
  } else if (intent) {
    const { name, version } = specOf('alpm', subWord(word, 0, /:(?:\s|$)/.exec(value)?.index));
    sink.reference(
      packageReference(
        'alpm',
        {
          name: name.text,
          version: version?.text,
          parts: version ? [{ role: 'version', span: version.span }] : [],
        },
        { span: name.span, intent, unit },
      ),
    );
  } else if (/^(?:source(?:_\w+)?|noextract)$/.test(key)) {
    const place = subWord(word, value.includes('::') ? value.indexOf('::') + 2 : 0);
    const scheme = /^\w+\+(?=\w+:)/.exec(place.text)?.[0].length ?? 0;
    const { text: name, span: at } = subWord(place, scheme);
    if (parseUrl(name)) sink.reference(urlReference(name, { span: at, unit }));
    else if (isInstallerName(name)) sink.reference(fileReference(name, { span: at, unit }));
  } else if (key === 'url') sink.reference(urlReference(value, { span, intent: 'mention' }));
}
