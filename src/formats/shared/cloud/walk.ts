import type { Intent, Sink, Unit } from '../../../core/types.js';
import { subWord } from '../commands/words.js';
import type { Word } from '../commands/words.js';
import {
  configReference,
  isInstallerName,
  packageReference,
  serviceReference,
  typedReference,
} from '../references.js';
import { isChoice } from '../setting-intent.js';
import {
  emitAssignment,
  emitCommand,
  emitImage,
  emitKey,
  emitText,
  emitValue,
  placement,
} from '../yaml-emit.js';
import { readComposite } from './composites.js';
import { emitImageValue, emitSplitImage } from './images.js';
import { loadText } from './load.js';
import { denies, intentBelow } from './rules.js';
import { emitFile, emitScript, scriptFormat } from './scripts.js';
import type { Platform } from './scripts.js';
import { fieldOf, plainKey, textAt } from './values.js';
import type { Field, FileValue, ListValue, ObjectValue, TextValue, Value } from './values.js';

/** The circumstances of a value in a configuration. */
export interface Place {
  readonly sink: Sink;
  readonly intent: Intent;
  /** The smallest construct around the value that can go whole. */
  readonly unit?: Unit | undefined;
  /** The plain name of the setting that holds the value. */
  readonly key: string;
  /** The type of the resource that it belongs to, as it is written. */
  readonly type: string;
  readonly platform?: Platform | undefined;
}

const IMAGE =
  /^(?:image|imageuri|imageurl|imageref|containerimage|dockerimage|imagename|imageidentifier|baseimage|sourcecontainerimage|linuxfxversion|windowsfxversion)$|image$/;
const NO_IMAGE =
  /^(?:machineimage|osimage|bootimage|vmimage|sourceimage|diskimage|backgroundimage|logoimage)$/;
const SCRIPT =
  /^(?:userdata|userdatabase64|userdatareplaceonchange|customdata|startupscript|metadatastartupscript|shutdownscript|script|scripts|scriptcontent|inlinescript|inline|commands?|commandtoexecute|runcommand|execute\w*|userdatascript|windowsstartupscript\w*|sysprepspecialize\w*|contents?|content|installcommandline|uninstallcommandline|uninstallcommand|initscript|bootstrap\w*|postinstall|preinstall|buildspec|shell|data|source)$/;
const PURE_SCRIPT = /^(?:source|data|contents?|buildspec)$/;
const PROSE =
  /^(?:name|nameprefix|description|tags|tagsall|labels|annotations|title|displayname|comment|comments|key|id|region|location|type|defaulttags|notes|summary|required|metadata)$/;
const ENVIRONMENT =
  /^(?:env|envvars?|environment|environmentvariables|appsettings|environmentvars|environmentvar|variables)$/;
const PACKAGES = /(?:packages?|pkgs?)(?:names?|list)?$/;
const SERVICES = /services?(?:names?)?$/;
const COMMAND = /^(?:command|args|entrypoint|cmd|arguments)$/;
const MAX_DEPTH = 120;

/** Reads any value of a configuration by the name of the setting that holds it. */
export function readValue(value: Value, place: Place, depth = 0): void {
  if (depth > MAX_DEPTH) return;
  switch (value.kind) {
    case 'object':
      readObject(value, place, depth);
      break;
    case 'list':
      readList(value, place, depth);
      break;
    case 'text':
      readText(value, place, depth);
      break;
    case 'file':
      readFile(value, place);
      break;
    default:
      if (value.variable && (IMAGE.test(place.key) || SCRIPT.test(place.key)))
        place.sink.skip(value.span, 'unresolved-variable');
  }
}

/** Reads an object: what several of its settings make together, then each of the others. */
export function readObject(object: ObjectValue, outer: Place, depth = 0): void {
  const place = refined(object, outer);
  const taken = readComposite(object, place);
  if (!taken && emitSplitImage(place.sink, object, place)) {
    readFields(object, place, depth, ['repository', 'repo', 'registry', 'tag', 'image', 'imagename']);
    return;
  }
  readFields(object, place, depth, taken ?? []);
}

/** What an object says about everything in it: that it denies, on which platform and when it runs. */
function refined(object: ObjectValue, place: Place): Place {
  const { platform } = place;
  const runsOn = `${textAt(object, 'interpreter') ?? ''} ${/^provisioners?$/.test(place.key) ? (textAt(object, 'type') ?? '') : ''}`;
  const intent = denies(object) || textAt(object, 'when') === 'destroy' ? 'remove' : place.intent;
  const type = fieldOf(object, 'apiversion', 'properties') ? textAt(object, 'type') : undefined;
  return {
    ...place,
    intent,
    type: type ?? place.type,
    platform: /powershell|pwsh|windows/i.test(runsOn) ? 'powershell' : platform,
  };
}

function readFields(object: ObjectValue, place: Place, depth: number, taken: readonly string[]): void {
  const environment = ENVIRONMENT.test(place.key);
  const setting = environment ? fieldOf(object, 'name', 'key') : undefined;
  if (setting?.value.kind === 'text')
    emitKey(place.sink, setting.value.word.span, setting.value.word.text, place);
  for (const field of object.fields) {
    const key = plainKey(field.name);
    if (taken.includes(key)) continue;
    if (PROSE.test(key) && !(field.value.kind === 'object' && key === 'metadata')) continue;
    if (environment && /^[A-Z][A-Z0-9_]*$/.test(field.name))
      emitKey(place.sink, field.nameSpan, field.name, place);
    readField(field, key, object, place, depth);
  }
}

function readField(field: Field, key: string, object: ObjectValue, place: Place, depth: number): void {
  const unit = field.block || !place.unit ? field.unit?.() : place.unit;
  const label = field.value.kind === 'object' ? (field.value.label ?? '') : '';
  const below: Place = {
    ...place,
    key,
    unit,
    intent: intentBelow(field.name) ?? place.intent,
    platform: /powershell|windows/i.test(label) ? 'powershell' : place.platform,
  };
  if (
    COMMAND.test(key) &&
    field.value.kind === 'list' &&
    fieldOf(object, 'image', 'driver', 'imageuri', 'name')
  ) {
    readCommandList(field.value, below);
    return;
  }
  readValue(field.value, below, depth + 1);
}

/** A command as a list of words; a health check of a container begins with what runs it. */
function readCommandList(list: ListValue, place: Place): void {
  const words = list.items.flatMap(({ value }) => (value.kind === 'text' ? [value.word] : []));
  const [first, ...rest] = words;
  const shell = first?.text === 'CMD-SHELL' || first?.text === 'CMD';
  emitCommand(place.sink, shell ? rest : words, place);
}

function readList({ items }: ListValue, place: Place, depth: number): void {
  for (const { value, unit } of items) {
    const own = unit && (items.length > 1 || !place.unit) ? unit() : place.unit;
    readValue(value, { ...place, unit: own }, depth + 1);
  }
}

function readText(value: TextValue, outer: Place, depth: number): void {
  const { word } = value;
  // What a variable brings stands elsewhere, so that nothing here takes it away.
  const place: Place = word.uses ? { ...outer, unit: undefined } : outer;
  const { key, sink } = place;
  const { text } = word;
  if (text === '') return;
  if (IMAGE.test(key) && !NO_IMAGE.test(key) && !/\s/.test(text)) {
    emitImageValue(sink, fxImage(value), place);
    return;
  }
  if (/^\s*(?:\{\s*["}]|\[\s*[{"\]])/.test(text) && text.length < 500_000) {
    const inner = loadText(word);
    if (inner && inner.kind !== 'text') readValue(inner, place, depth + 1);
    else sink.skip(word.span, 'unsupported-syntax');
    return;
  }
  if (key === 'dockerfileinline') {
    emitText(sink, 'dockerfile', value.raw ?? word, place);
    return;
  }
  const block = /[\r\n]/.test(text.trim());
  if (ENVIRONMENT.test(key) && !block && emitAssignment(sink, word, place)) return;
  if (SCRIPT.test(key) && !(PURE_SCRIPT.test(key) && !block))
    emitScript(sink, value.raw ?? word, place, place.platform);
  else if (block) readBlock(value.raw ?? word, place);
  else emitShaped(word, place);
}

/** App Service names an image behind `DOCKER|`. */
function fxImage(value: TextValue): TextValue {
  const prefix = /^docker\|/i.exec(value.word.text)?.[0].length ?? 0;
  return prefix === 0 ? value : { ...value, word: subWord(value.word, prefix) };
}

/** A text of several lines under a name that says nothing: a manifest, settings of a chart, a script. */
function readBlock(word: Word, place: Place): void {
  if (word.path !== undefined) return;
  if (/^values?$|valuesyaml|yaml$/.test(place.key) && !/^apiVersion:/m.test(word.text)) {
    emitText(place.sink, 'helm-values', word, place);
    return;
  }
  const format = scriptFormat(word.text, place.platform);
  if (format !== undefined) emitText(place.sink, format, word, place);
}

const TYPED = {
  imageid: 'marketplace',
  productcode: 'msi-product',
  packageidentifier: 'winget',
  bundleid: 'android-app',
  packageid: 'android-app',
} as const;

/** A URL, host, path, installer or image by its shape; a bare word says nothing here. */
function emitShaped(word: Word, place: Place): void {
  const { sink, key } = place;
  if (PACKAGES.test(key) && /^[\w.+*-]+(?:[=:][\w.:~+-]+)?$/.test(word.text) && !isInstallerName(word.text)) {
    const name = subWord(word, 0, word.text.search(/[=:]|$/));
    sink.reference(packageReference('os', { name: name.text }, placement(name, place)));
    return;
  }
  if (SERVICES.test(key) && place.type === 'variable' && /^[\w.@-]+$/.test(word.text)) {
    sink.reference(serviceReference('systemd', word.text, placement(word, place)));
    return;
  }
  const type = Object.hasOwn(TYPED, key) ? TYPED[key as keyof typeof TYPED] : undefined;
  if (type) {
    sink.reference(typedReference('app-id', type, word.text, placement(word, place)));
    return;
  }
  if (isChoice(key) && /^[\w.-]+$/.test(word.text)) {
    sink.reference(configReference('config-value', word.text, placement(word, place)));
    return;
  }
  const shaped: Sink = {
    ...sink,
    reference: (reference) => {
      if (reference.type !== 'value' && reference.type !== 'config-value') sink.reference(reference);
    },
  };
  if (word.text.startsWith('docker-image://')) {
    emitImage(sink, word, place);
    return;
  }
  // Name servers end a whole name with a dot.
  const rooted = /^[*.]{0,2}[\w-]+(?:\.[\w-]+)+\.$/.test(word.text);
  emitValue(shaped, rooted ? subWord(word, 0, word.text.length - 1) : word, key, place);
}

function readFile(file: FileValue, place: Place): void {
  if (SCRIPT.test(place.key)) emitFile(place.sink, file, place.intent, place.platform);
}
