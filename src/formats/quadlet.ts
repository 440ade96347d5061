import type { Format } from '../core/types.js';
import { splitArguments } from './shared/commands/quoted.js';
import { splitWord, subWord } from './shared/commands/words.js';
import { hostIntent } from './shared/compose-service.js';
import { commandReference, fileReference, typedReference } from './shared/references.js';
import { readUnitSetting } from './shared/systemd.js';
import type { UnitFile } from './shared/systemd.js';
import { readUnitFile, settingUnit, wholeFile } from './shared/unit-file.js';
import type { UnitSetting } from './shared/unit-file.js';
import { distinctSink, emitImage, emitText, emitValue, placement } from './shared/yaml-emit.js';

const SECTION = /^(?:Container|Pod|Kube|Image|Volume|Network|Build|Artifact)$/;
const SUFFIXES = '{container,pod,kube,image,volume,network,build,artifact}';

/** Podman's units (https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html). */
export const quadlet: Format = {
  id: 'quadlet',
  title: 'Podman Quadlet',
  reads: 'images, commands, environment, volumes, health checks, hosts',
  files: [`**/*.${SUFFIXES}.d/*.conf`],
  candidates: [`**/*.${SUFFIXES}{,.in,.j2,.tpl,.tmpl}`],
  comment: { line: '#' },
  looksLike: (text) =>
    /^\uFEFF?[ \t]*\[(?:Container|Pod|Kube|Image|Volume|Network|Build|Artifact)\]/m.test(text),
  extract: ({ path, text }, sink) => {
    const file = { path, text, settings: readUnitFile(text), sink: distinctSink(sink) };
    for (const setting of file.settings) {
      if (!SECTION.test(setting.section) || !readSetting(setting, file)) readUnitSetting(setting, file);
    }
  },
};

/** False for settings that are those of any unit. */
function readSetting(setting: UnitSetting, { text, sink }: UnitFile): boolean {
  const { key, value, section } = setting;
  const unit = settingUnit(setting);
  switch (key) {
    case 'Image':
      // A name of another unit stands for what that one fetches or builds.
      if (!/\.(?:image|build)$/.test(value.text)) {
        emitImage(sink, value, { unit: section === 'Volume' ? unit : wholeFile(text) });
      }
      return true;
    case 'ImageTag':
      // The name of what is built here: nothing that another image could replace.
      sink.reference(typedReference('repository', 'docker', value.text, placement(value, { unit })));
      return true;
    case 'Artifact':
      sink.reference(
        typedReference('repository', 'docker', value.text, placement(value, { unit: wholeFile(text) })),
      );
      return true;
    case 'Exec':
      if (!value.text.startsWith('-')) emitText(sink, 'shell', value, { unit });
      else
        for (const word of splitArguments(value))
          emitValue(sink, subWord(word, /^--?[\w.-]+=/.exec(word.text)?.[0].length ?? 0), '', { unit });
      return true;
    case 'Entrypoint':
      if (value.text.startsWith('/'))
        sink.reference(commandReference(value.text, placement(value, { unit })));
      return true;
    case 'HealthCmd':
    case 'HealthStartupCmd':
      emitText(sink, 'shell', value, { unit, intent: 'detect' });
      return true;
    case 'AddHost': {
      const colon = value.text.indexOf(':');
      if (colon < 0) return true;
      const intent = hostIntent(value.text.slice(colon + 1));
      for (const host of splitWord(subWord(value, 0, colon), /;/g)) {
        emitValue(sink, host, 'host', { unit, intent });
      }
      return true;
    }
    case 'Volume':
    case 'Mount':
    case 'Tmpfs':
    case 'AddDevice':
      for (const part of splitWord(value, /[:,=]/g)) {
        if (part.text.startsWith('/')) sink.reference(fileReference(part.text, placement(part, { unit })));
      }
      return true;
    default:
      return false;
  }
}
