import type { Intent, Sink, Unit } from '../../core/types.js';
import { splitArguments } from './commands/quoted.js';
import { splitWord, subWord } from './commands/words.js';
import { fileReference, serviceReference, urlReference } from './references.js';
import { listWordUnit, settingUnit, wholeFile } from './unit-file.js';
import type { UnitSetting } from './unit-file.js';
import { emitAssignment, emitKey, emitText, placement } from './yaml-emit.js';

/** A unit file while it is read. */
export interface UnitFile {
  readonly path: string;
  readonly text: string;
  readonly settings: readonly UnitSetting[];
  readonly sink: Sink;
}

type Reader = (setting: UnitSetting, file: UnitFile) => void;

const services =
  (intent: Intent): Reader =>
  (setting, { text, sink }) => {
    const words = splitWord(setting.value, /\s+/g);
    for (const word of words) {
      if (/\.(?!service$)[a-z]+$/.test(word.text)) continue;
      const unit = listWordUnit(text, setting, word, words.length);
      sink.reference(serviceReference('systemd', word.text, placement(word, { unit, intent })));
    }
  };

const paths =
  (intent: Intent): Reader =>
  (setting, { text, sink }) => {
    const words = splitArguments(setting.value);
    for (const word of words) {
      const unit = listWordUnit(text, setting, word, words.length);
      for (const part of splitWord(word, /:/g)) {
        const place = subWord(part, /^[-+|!]*/.exec(part.text)?.[0].length ?? 0);
        if (!place.text.startsWith('/')) continue;
        sink.reference(fileReference(place.text, placement(place, { unit, intent })));
      }
    }
  };

const command =
  (intent?: Intent): Reader =>
  (setting, { path, text, settings, sink }) => {
    const { value, key } = setting;
    const needed = key === 'ExecStart' && settings.filter((each) => each.key === key).length === 1;
    const unit: Unit = needed && !path.endsWith('.conf') ? wholeFile(text) : settingUnit(setting);
    // `-`, `+` and their like say how the command is run.
    const start = /^[-@:+!|]*/.exec(value.text)?.[0].length ?? 0;
    emitText(sink, 'shell', subWord(value, start), { unit, intent });
  };

const environment: Reader = (setting, { text, sink }) => {
  const words = splitArguments(setting.value);
  for (const word of words)
    emitAssignment(sink, word, { unit: listWordUnit(text, setting, word, words.length) });
};

const names =
  (intent: Intent): Reader =>
  (setting, { text, sink }) => {
    const words = splitWord(setting.value, /\s+/g);
    for (const word of words) {
      emitKey(sink, word.span, word.text, { unit: listWordUnit(text, setting, word, words.length), intent });
    }
  };

const description: Reader = ({ value }, { sink }) => {
  if (!/^[\w.@-]+$/.test(value.text)) return;
  sink.reference(serviceReference('systemd', value.text, placement(value, { intent: 'mention' })));
};

const documentation: Reader = ({ value }, { sink }) => {
  for (const word of splitWord(value, /\s+/g)) {
    if (/^https?:/.test(word.text))
      sink.reference(urlReference(word.text, placement(word, { intent: 'mention' })));
  }
};

/** https://www.freedesktop.org/software/systemd/man/latest/systemd.directives.html */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [/^Exec(?:Start(?:Pre|Post)?|Reload|Stop(?:Post)?)?$/, command()],
  [/^ExecCondition$/, command('detect')],
  [
    /^(?:Requires|Wants|BindsTo|Upholds|Also|OnFailure|OnSuccess|Unit|Service|SystemdService)$/,
    services('use'),
  ],
  [/^Requisite$/, services('detect')],
  [/^Conflicts$/, services('remove')],
  [
    /^(?:After|Before|PartOf|WantedBy|RequiredBy|UpheldBy|Alias|JoinsNamespaceOf|\w*(?:Reload|Stop)Propagated\w+|Propagates\w+)$/,
    services('mention'),
  ],
  [/^(?:Condition|Assert)(?:Path|File|Directory)\w*$/, paths('detect')],
  [/^(?:InaccessiblePaths|NoExecPaths)$/, paths('mention')],
  [
    /^(?:EnvironmentFile|WorkingDirectory|Root(?:Directory|Image)|PIDFile|(?:ReadWrite|ReadOnly|Exec|Bind|BindReadOnly)Paths|Path(?:Exists|ExistsGlob|Changed|Modified)|DirectoryNotEmpty|What|Where|ListenStream|Standard(?:Input|Output|Error)|SourcePath|RequiresMountsFor)$/,
    paths('use'),
  ],
  [/^Environment$/, environment],
  [/^PassEnvironment$/, names('use')],
  [/^UnsetEnvironment$/, names('remove')],
  [/^Description$/, description],
  [/^Documentation$/, documentation],
];

/** Reads a setting that any unit may have. */
export function readUnitSetting(setting: UnitSetting, file: UnitFile): void {
  READERS.find(([key]) => key.test(setting.key))?.[1](setting, file);
}
