import type { Edit, Intent, Sink, Span, Unit } from '../../../core/types.js';
import type { Word } from '../commands/words.js';
import { emitAssignment, emitCommand, emitText, isUnknownText } from '../yaml-emit.js';
import type { Parameter, ResourceType } from './model.js';
import { isCopy, reportContent, reportNamed } from './named.js';
import type { Naming } from './named.js';
import { emitScript } from './script.js';
import type { Script } from './script.js';

/** What an attribute of a resource is set to. */
export interface Setting {
  /** The texts that it comes to. */
  readonly words: readonly Word[];
  /** The text as it is written, with its variables, for another language to read. */
  readonly whole?: Script | undefined;
  /** It is written as a list. */
  readonly list?: boolean;
}

/** A resource of a configuration language, whatever that writes it like. */
export interface Resource {
  /** What stands for the type's own parameter where that is not set. */
  readonly title?: Setting | undefined;
  readonly settings: ReadonlyMap<string, Setting>;
  readonly intent: Intent;
  readonly unit: Unit;
  readonly uninstall?: readonly Edit[] | undefined;
  readonly version?: Naming['version'];
  /** Of an image, where it is written apart from the name. */
  readonly tag?: Word | undefined;
  /** Other places of the file that name the resource. */
  readonly repeats?: readonly Span[] | undefined;
  /** What its commands are written in, where they do not say so. */
  readonly platform: 'shell' | 'powershell';
}

/** Reports everything that a resource of a known type names. */
export function reportResource(type: ResourceType, resource: Resource, sink: Sink): void {
  for (const [name, parameter] of Object.entries(type.parameters)) {
    const setting = settingOf(name, type, resource);
    if (setting) reportSetting(parameter, setting, name === type.free, type, resource, sink);
  }
}

function settingOf(name: string, { free }: ResourceType, { settings, title }: Resource): Setting | undefined {
  return settings.get(name) ?? (name === free ? title : undefined);
}

function reportSetting(
  parameter: Parameter,
  setting: Setting,
  own: boolean,
  type: ResourceType,
  resource: Resource,
  sink: Sink,
): void {
  const { as, copyOf, unless } = parameter;
  const { unit, platform, settings } = resource;
  const told = unless !== undefined && (settings.get(unless)?.words.length ?? 0) > 0;
  const intent = parameter.intent ?? (told && resource.intent === 'use' ? 'detect' : resource.intent);
  const around = { unit, intent: intent === 'use' ? undefined : intent };
  if (as === 'shell' || as === 'powershell') {
    reportCommand(as === 'powershell' ? as : platform, setting, around, sink);
  } else if (as === 'content') {
    const [path] = resource.title?.words ?? [];
    const target = settings.get('path')?.words[0] ?? path;
    if (setting.whole) reportContent(setting.whole.word, target?.text ?? '', around, sink);
  } else if (as === 'environment') {
    for (const word of setting.words) emitAssignment(sink, word, around);
  } else {
    const sources = copyOf === undefined ? [] : (settingOf(copyOf, type, resource)?.words ?? []);
    const words = setting.words.filter((word) => !isCopy(word, sources));
    const alone = words.length === 1 && (resource.title?.words.length ?? 1) === 1;
    for (const word of words) {
      if (isUnknownText(word.text)) {
        sink.skip(word.argument ?? word.span, 'unresolved-variable');
        continue;
      }
      const naming: Naming = {
        unit: word.uses ? undefined : unit,
        intent,
        tidies: type.state === 'file',
        ...(alone ? { uninstall: intent === 'use' ? resource.uninstall : undefined } : {}),
        ...(as === 'image' && alone ? { tag: resource.tag } : {}),
        ...(alone && own ? { version: resource.version, repeats: resource.repeats } : {}),
      };
      reportNamed(parameter, word, naming, sink);
    }
  }
}

function reportCommand(
  format: 'shell' | 'powershell',
  { words, whole, list }: Setting,
  around: { readonly unit: Unit; readonly intent: Intent | undefined },
  sink: Sink,
): void {
  if (list === true && format === 'shell' && around.intent !== 'detect') emitCommand(sink, words, around);
  else if (list === true) for (const word of words) emitText(sink, format, word, around);
  else if (whole) emitScript(sink, format, whole, around);
}
