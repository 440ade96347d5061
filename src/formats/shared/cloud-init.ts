import { sliceView } from '../../core/text/view.js';
import type { Document, Sink, Unit } from '../../core/types.js';
import { plainWord, splitWord, spanIn } from './commands/words.js';
import type { Word } from './commands/words.js';
import { fileReference, packageReference, urlReference } from './references.js';
import { emitCommand, emitText, placement, wordOf } from './yaml-emit.js';
import { scriptFormat } from './cloud/scripts.js';
import { emitEncoded } from './encoded.js';
import { entries, get, itemUnit, items, pairUnit, parseYaml, scalar, textAt } from './yaml.js';
import type { YamlItem, YamlNode } from './yaml.js';

const COMMANDS = ['runcmd', 'bootcmd', 'late-commands', 'early-commands', 'error-commands'];

/**
 * Reads user data: a cloud-config, a script, or a MIME message of several of them
 * (https://cloudinit.readthedocs.io/en/latest/explanation/format.html).
 */
export function readUserData(document: Pick<Document, 'text'>, sink: Sink): void {
  const { text } = document;
  if (/^\s*(?:MIME-Version|Content-Type):/i.test(text)) readParts(text, sink);
  else if (/^\uFEFF?#!/.test(text) || text.startsWith('#cloud-boothook'))
    sink.embed({ format: 'shell', view: sliceView(text, [0, text.length]) });
  else readCloudConfig(document, sink);
}

/** The parts of a multipart message, each by its content type. */
function readParts(text: string, sink: Sink): void {
  const boundary = /boundary="?([^"\r\n;]{1,100})"?/i.exec(text)?.[1];
  if (boundary === undefined) return;
  let at = text.indexOf(`--${boundary}`);
  while (at >= 0) {
    const next = text.indexOf(`--${boundary}`, at + boundary.length);
    const end = next < 0 ? text.length : next;
    const part = text.slice(at, end);
    const body = /\r?\n[ \t]*\r?\n/.exec(part);
    const type = /Content-Type:[ \t]*text\/([\w-]+)/i.exec(part)?.[1] ?? '';
    if (body) {
      const from = at + body.index + body[0].length;
      const formatOf = (content: string): string | undefined =>
        type.toLowerCase() === 'cloud-config' ? 'cloud-init' : scriptFormat(content);
      const content = text.slice(from, end);
      const format = formatOf(content);
      const encoded = /Content-Transfer-Encoding:[ \t]*base64/i.test(part);
      if (encoded) emitEncoded(sink, plainWord(content, from), formatOf);
      else if (format !== undefined) sink.embed({ format, view: sliceView(text, [from, end]) });
    }
    at = next;
  }
}

function readCloudConfig(document: Pick<Document, 'text'>, sink: Sink): void {
  const template = /^\uFEFF?## template: jinja/.test(document.text) || /\{%|\{\{/.test(document.text);
  for (const { root } of parseYaml(document, sink, { template })) {
    readConfig(root, sink);
    const install = get(root, 'autoinstall') ?? root;
    readConfig(install === root ? undefined : install, sink);
    readInstaller(install, sink);
  }
}

/** What only the installer of Ubuntu has: https://canonical-subiquity.readthedocs-hosted.com/en/latest/reference/autoinstall-reference.html */
function readInstaller(node: YamlNode | undefined, sink: Sink): void {
  readConfig(get(node, 'user-data'), sink);
  for (const item of items(get(node, 'snaps'))) {
    const name = scalar(get(item.value, 'name'));
    if (name)
      sink.reference(
        packageReference('snap', { name: name.text }, { span: name.span, unit: itemUnit('snap', item) }),
      );
  }
  const selections = scalar(get(node, 'debconf-selections'));
  if (selections) emitText(sink, 'preseed', wordOf(selections));
}

function readConfig(node: YamlNode | undefined, sink: Sink): void {
  if (node?.kind !== 'map') return;
  for (const item of items(get(node, 'packages'))) readPackage(item, sink);
  for (const key of COMMANDS) {
    const list = get(node, key);
    const text = scalar(list);
    if (text) emitText(sink, 'shell', wordOf(text));
    for (const item of items(list)) readCommandItem(item, sink);
  }
  for (const item of items(get(node, 'write_files'))) readFile(item, sink);
  readSnap(get(node, 'snap'), sink);
  readSources(get(get(node, 'apt'), 'sources'), sink);
  for (const item of items(get(node, 'apt_sources')))
    readUrls(get(item.value, 'source'), itemUnit('source', item), sink);
  for (const key of ['yum_repos', 'zypper']) readSources(get(node, key), sink);
  readSources(get(get(node, 'zypper'), 'repos'), sink);
}

/** `name`, `[name, version]`, or a list for one package manager. */
function readPackage(item: YamlItem, sink: Sink, type: 'os' | 'snap' | 'deb' = 'os'): void {
  const unit = itemUnit('package', item);
  const pair = items(item.value).map(({ value }) => scalar(value));
  const name = scalar(item.value) ?? pair[0];
  const version = pair[1];
  if (name && !/\s/.test(name.text.trim())) {
    const [plain = ''] = name.text.split('=');
    const word = wordOf(name);
    const span = spanIn(word, 0, plain.length);
    const tail =
      plain.length < name.text.length
        ? { text: name.text.slice(plain.length + 1), span: spanIn(word, plain.length + 1, name.text.length) }
        : version;
    const parts = tail ? [{ role: 'version' as const, span: tail.span }] : undefined;
    sink.reference(packageReference(type, { name: plain, version: tail?.text, parts }, { span, unit }));
  }
  for (const { key, value } of entries(item.value)) {
    for (const inner of items(value))
      readPackage(inner, sink, key === 'snap' ? 'snap' : key === 'apt' ? 'deb' : 'os');
  }
}

function readCommandItem(item: YamlItem, sink: Sink): void {
  const unit = itemUnit('command', item);
  const text = scalar(item.value);
  if (text)
    emitText(sink, scriptFormat(text.text) === 'powershell' ? 'powershell' : 'shell', wordOf(text), { unit });
  const words = items(item.value).flatMap(({ value }): Word[] => {
    const read = scalar(value);
    return read ? [wordOf(read)] : [];
  });
  emitCommand(sink, words, { unit });
}

function readFile(item: YamlItem, sink: Sink): void {
  const unit = itemUnit('file', item);
  const path = scalar(get(item.value, 'path'));
  const content = scalar(get(item.value, 'content'));
  if (path) sink.reference(fileReference(path.text, placement(wordOf(path), { unit })));
  const source = scalar(get(get(item.value, 'source'), 'uri'));
  if (source) sink.reference(urlReference(source.text, placement(wordOf(source), { unit })));
  if (!content) return;
  const encoding = textAt(item.value, 'encoding') ?? '';
  const name = path?.text ?? '';
  if (/gz/i.test(encoding)) {
    sink.skip(content.span, 'encoded-value');
    return;
  }
  if (/b64|base64/i.test(encoding)) {
    const named = /\.ps1$/i.test(name)
      ? 'powershell'
      : /\.sh$|cron|\/profile\.d\//.test(name)
        ? 'shell'
        : undefined;
    emitEncoded(
      sink,
      wordOf(content),
      (text) => named ?? (text.startsWith('#!') ? scriptFormat(text) : undefined),
      { unit },
    );
    return;
  }
  if (/\.ps1$/i.test(name)) emitText(sink, 'powershell', wordOf(content), { unit });
  else if (content.text.startsWith('#!') || /\.sh$|cron|\/profile\.d\//.test(name))
    emitText(sink, scriptFormat(content.text) ?? 'shell', wordOf(content), { unit });
  else readUrls(get(item.value, 'content'), unit, sink);
}

function readSnap(node: YamlNode | undefined, sink: Sink): void {
  const commands = get(node, 'commands');
  for (const item of items(commands)) readCommandItem(item, sink);
  for (const pair of entries(commands)) {
    const unit = pairUnit('command', pair);
    const text = scalar(pair.value);
    if (text) emitText(sink, 'shell', wordOf(text), { unit });
    const words = items(pair.value).flatMap(({ value }): Word[] => {
      const read = scalar(value);
      return read ? [wordOf(read)] : [];
    });
    emitCommand(sink, words, { unit });
  }
}

function readSources(node: YamlNode | undefined, sink: Sink): void {
  for (const pair of entries(node)) {
    const unit = pairUnit('source', pair);
    for (const key of ['source', 'baseurl', 'metalink', 'mirrorlist', 'gpgkey'])
      readUrls(get(pair.value, key), unit, sink);
  }
  for (const item of items(node)) readUrls(get(item.value, 'baseurl'), itemUnit('source', item), sink);
}

function readUrls(node: YamlNode | undefined, unit: Unit, sink: Sink): void {
  const read = scalar(node);
  if (!read) return;
  for (const part of splitWord(wordOf(read), /[\s'"]+/g)) {
    if (/^[a-z]+:\/\//i.test(part.text)) sink.reference(urlReference(part.text, placement(part, { unit })));
  }
}
