import type { Format } from '../core/types.js';
import { readUnitSetting } from './shared/systemd.js';
import { readUnitFile } from './shared/unit-file.js';
import { distinctSink } from './shared/yaml-emit.js';

const SUFFIXES = '{service,socket,timer,path,mount,automount,swap,target,slice}';

/** Units of systemd (https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html) and their drop-ins. */
export const systemd: Format = {
  id: 'systemd',
  title: 'systemd unit',
  reads: 'commands, environment, other units, paths',
  files: [`**/*.${SUFFIXES}.d/*.conf`],
  candidates: [`**/*.${SUFFIXES}{,.in,.j2,.erb,.epp,.tpl,.tmpl}`],
  comment: { line: '#' },
  looksLike: (text) =>
    /^\uFEFF?[ \t]*\[(?:Unit|Service|Socket|Timer|Path|Mount|Automount|Swap|Install|D-BUS Service)\]/m.test(
      text,
    ),
  extract: ({ path, text }, sink) => {
    const file = { path, text, settings: readUnitFile(text), sink: distinctSink(sink) };
    for (const setting of file.settings) readUnitSetting(setting, file);
  },
};
