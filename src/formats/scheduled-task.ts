import type { Format } from '../core/types.js';
import { emitCommandLine } from './shared/windows/command-line.js';
import { child, childText, elementUnit, parseXml } from './shared/xml.js';

/** Tasks of the Windows Task Scheduler: https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema */
export const scheduledTask: Format = {
  id: 'scheduled-task',
  title: 'Windows scheduled task',
  reads: 'programs and scripts that a task runs, unless it is disabled',
  files: [],
  candidates: ['**/*.{xml,xml.j2,xml.tpl,xml.tmpl,job,task}'],
  looksLike: (text) =>
    /<Task\b[^>]*schemas\.microsoft\.com\/windows\/2004\/02\/mit\/task/.test(text.slice(0, 4096)),
  comment: { block: ['<!--', '-->'] },
  extract({ text }, sink) {
    const document = parseXml(text, sink);
    const enabled = childText(document, child(document.root, 'Settings'), 'Enabled');
    const disabled = /^false$/i.test(enabled?.text ?? '');
    for (const element of document.elements) {
      if (element.name !== 'Exec') continue;
      emitCommandLine(
        sink,
        childText(document, element, 'Command'),
        childText(document, element, 'Arguments'),
        {
          unit: elementUnit(document, element, 'action'),
          ...(disabled ? { intent: 'remove' } : {}),
        },
      );
    }
  },
};
