import { wholeLines } from '../core/text/edits.js';
import type { Edit, Format, Intent, Sink, Unit } from '../core/types.js';
import { reportOne } from './shared/references.js';
import { readRegistryFile } from './shared/windows/registry-file.js';
import type { RegistryKey } from './shared/windows/registry-file.js';
import { keyReferences, listedReferences, shapedReference } from './shared/windows/setting.js';

/** Registry files of Windows: https://learn.microsoft.com/windows/win32/sysinfo/registry-files */
export const windowsRegistry: Format = {
  id: 'windows-registry',
  title: 'Windows registry file',
  reads:
    'keys set and removed, services, programs that start or may not run, exclusions, firewall rules, extensions',
  files: ['**/*.reg'],
  candidates: ['**/*.{txt,in,j2,tpl,tmpl,erb,template}'],
  looksLike: (text) => /^\uFEFF?(?:Windows Registry Editor Version|REGEDIT4)/.test(text),
  comment: { line: ';' },
  extract({ text }, sink) {
    for (const key of readRegistryFile(text)) readKey(text, key, sink);
  },
};

function readKey(text: string, key: RegistryKey, sink: Sink): void {
  const intent = intentOf(key);
  const unit: Unit = {
    span: key.block,
    what: 'key',
    remove: [{ span: wholeLines(text, key.block), text: '' }],
  };
  const uninstall = intent === 'use' ? removal(text, key) : undefined;
  const names = keyReferences(key.name, { unit, intent }).map((each) => ({
    ...each,
    ...(uninstall ? { uninstall } : {}),
  }));
  for (const value of key.values) {
    const setting = { key: key.name.text, name: value.name, text: value.text };
    const around = {
      unit: { span: value.line, what: 'value' },
      intent: value.removed ? 'remove' : intent,
    } as const;
    const listed = listedReferences(setting, around);
    if (listed) reportOne(sink, listed);
    else {
      const named = value.removed ? undefined : shapedReference(setting, around);
      if (named) names.push(named);
    }
  }
  reportOne(sink, names);
}

/** A service that is disabled and a key that only loses values are taken away. */
function intentOf({ name, removed, values }: RegistryKey): Intent {
  if (removed || (values.length > 0 && values.every((value) => value.removed))) return 'remove';
  const disabled = values.some(
    (value) => /^Start$/i.test(value.name.text) && /^dword:0*4$/i.test(value.data.trim()),
  );
  return disabled && /\\Services\\[^\\]+$/i.test(name.text) ? 'remove' : 'use';
}

/** The key with a `-` and without its values. */
function removal(text: string, { name, line, block }: RegistryKey): Edit[] {
  const rest =
    text.slice(line[1], block[1]).trim() === '' ? [] : [{ span: [line[1], block[1]] as const, text: '' }];
  return [{ span: [name.span[0], name.span[0]], text: '-' }, ...rest];
}
