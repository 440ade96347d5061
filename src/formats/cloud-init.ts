import type { Format } from '../core/types.js';
import { readUserData } from './shared/cloud-init.js';
import { distinctSink } from './shared/yaml-emit.js';

/** User data of cloud-init (https://cloudinit.readthedocs.io/en/latest/reference/modules.html) and autoinstall files. */
export const cloudInit: Format = {
  id: 'cloud-init',
  title: 'cloud-init and autoinstall',
  reads: 'packages, apt and yum sources, runcmd, bootcmd, write_files, snaps, late-commands',
  files: [
    '**/{user-data,vendor-data,user_data,userdata,cloud-config,cloud_config,cloud-init,cloud_init,cloudinit,autoinstall}.{yml,yaml,cfg,txt,tpl,tftpl}',
    '**/{user-data,vendor-data}',
    '**/cloud.cfg',
    '**/cloud.cfg.d/*.cfg',
  ],
  candidates: ['**'],
  comment: { line: '#' },
  looksLike: (text) =>
    /^\uFEFF?(?:## template: jinja\s+)?#cloud-config\b/.test(text.slice(0, 200)) ||
    (/^autoinstall:\s*$/m.test(text) && /^\s+version:/m.test(text)),
  extract: (document, sink) => {
    readUserData(document, distinctSink(sink));
  },
};
