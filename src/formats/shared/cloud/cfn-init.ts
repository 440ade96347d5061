import type { ReferenceType } from '../../../core/types.js';
import { fileReference, packageReference, serviceReference, urlReference } from '../references.js';
import { emitCommand, emitText, placement } from '../yaml-emit.js';
import { scriptFormat } from './scripts.js';
import { textAt, textsOf, valueAt } from './values.js';
import type { Field, Value } from './values.js';
import type { Place } from './walk.js';

const MANAGERS: Readonly<Record<string, ReferenceType>> = {
  apt: 'deb',
  yum: 'rpm',
  dnf: 'rpm',
  rpm: 'rpm',
  python: 'pypi',
  rubygems: 'gem',
  msi: 'os',
  zypper: 'rpm',
};

/**
 * The metadata that cfn-init carries out
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html).
 */
export function readInit(init: Value | undefined, place: Place): void {
  for (const { name, value } of fields(init)) {
    if (name === 'configSets') continue;
    for (const manager of fields(valueAt(value, 'packages'))) readPackages(manager, place);
    for (const file of fields(valueAt(value, 'files'))) readFile(file, place);
    for (const source of fields(valueAt(value, 'sources'))) readUrl(source.value, place);
    for (const system of fields(valueAt(value, 'services'))) readServices(system, place);
    for (const command of fields(valueAt(value, 'commands'))) readCommand(command, place);
  }
}

function fields(value: Value | undefined): readonly Field[] {
  return value?.kind === 'object' ? value.fields : [];
}

function readPackages({ name: manager, value }: Field, place: Place): void {
  for (const { name, nameSpan, value: held, unit } of fields(value)) {
    readUrl(held, { ...place, unit: unit?.() });
    const [version] = textsOf(held);
    const named = version && !/^\w+:\/\//.test(version.word.text) ? version.word : undefined;
    const parts = named ? [{ role: 'version' as const, span: named.span }] : undefined;
    place.sink.reference(
      packageReference(
        MANAGERS[manager] ?? 'os',
        { name, version: named?.text, parts },
        { span: nameSpan, unit: unit?.() },
      ),
    );
  }
}

function readUrl(value: Value, place: Place): void {
  for (const { word } of textsOf(value)) {
    if (/^\w+:\/\//.test(word.text)) place.sink.reference(urlReference(word.text, placement(word, place)));
  }
}

function readFile({ name, nameSpan, value, unit }: Field, place: Place): void {
  const around = { unit: unit?.() };
  place.sink.reference(fileReference(name, { span: nameSpan, ...around }));
  const source = valueAt(value, 'source');
  if (source) readUrl(source, { ...place, ...around });
  const [content] = textsOf(valueAt(value, 'content'));
  if (!content || !/[\r\n]/.test(content.word.text)) return;
  const format = /\.ps1$/i.test(name) ? 'powershell' : scriptFormat(content.word.text);
  if (format !== undefined) emitText(place.sink, format, content.raw ?? content.word, around);
}

function readServices({ name: system, value }: Field, { sink }: Place): void {
  const type = /windows/i.test(system) ? 'windows-service' : 'systemd';
  for (const { name, nameSpan, value: held, unit } of fields(value)) {
    const off = (key: string): boolean => /^(?:false|no|0)$/i.test(textAt(held, key) ?? '');
    const intent =
      off('ensurerunning') || (off('enabled') && textAt(held, 'ensurerunning') === undefined)
        ? 'remove'
        : 'use';
    sink.reference(serviceReference(type, name, { span: nameSpan, intent, unit: unit?.() }));
  }
}

function readCommand({ value, unit }: Field, { sink }: Place): void {
  const around = { unit: unit?.() };
  const command = valueAt(value, 'command');
  if (command?.kind === 'list')
    emitCommand(
      sink,
      textsOf(command).map(({ word }) => word),
      around,
    );
  else if (command?.kind === 'text')
    emitText(sink, scriptFormat(command.word.text) ?? 'shell', command.raw ?? command.word, around);
  const [test] = textsOf(valueAt(value, 'test'));
  if (test) emitText(sink, 'shell', test.word, { ...around, intent: 'detect' });
}
