import { sliceView } from '../core/text/view.js';
import type { Format, Sink, Span, Unit } from '../core/types.js';
import { specOf } from './shared/commands/specs.js';
import { plainWord } from './shared/commands/words.js';
import { itemSpans, listUnit } from './shared/lists.js';
import { formatOfShell } from './shared/pipeline.js';
import {
  imageReference,
  packageReference,
  serviceReference,
  typedReference,
  urlReference,
} from './shared/references.js';

const SECTION = /^%(\w[\w-]*)\b(.*)$/;
const SCRIPTS = /^(?:pre|post|pre-install|onerror|traceback)$/;
const OPTION = /--([\w-]+)(?:=|[ \t]+(?=[^\s-]))("[^"\r\n]*"|'[^'\r\n]*'|[^\s"']+)/g;
const PLACES = /^(?:url|baseurl|mirrorlist|metalink|src|sourceurl|proxy|remote)$/;

/** Answers for Anaconda, the installer of Fedora and its kin: https://pykickstart.readthedocs.io/en/latest/kickstart-docs.html */
export const kickstart: Format = {
  id: 'kickstart',
  title: 'Kickstart file',
  reads: 'packages to be there or left out, repositories, services, users, container images, scripts',
  files: [
    '**/*.{ks,kickstart}{,.j2,.erb,.tpl,.tmpl,.tftpl,.pkrtpl,.pkrtpl.hcl,.in,.cfg}',
    '**/{ks,anaconda-ks,kickstart}{,-*}.cfg',
  ],
  candidates: ['**/*.{cfg,cfg.j2,tpl,tmpl,tftpl,pkrtpl.hcl}'],
  comment: { line: '#' },
  looksLike: (text) =>
    /^%packages\b/m.test(text) && /^(?:%end|%post|rootpw|bootloader|clearpart)\b/m.test(text),
  extract: ({ text }, sink) => {
    let section = '';
    let body: { readonly start: number; readonly format: string | undefined } | undefined;
    const close = (end: number): void => {
      if (body?.format !== undefined && body.start < end)
        sink.embed({ format: body.format, view: sliceView(text, [body.start, end]) });
      body = undefined;
      section = '';
    };
    for (const match of text.matchAll(/[^\r\n]+/g)) {
      const line = match[0].replace(/^\uFEFF/, '');
      const start = match.index + match[0].length - line.length;
      const [, name, options = ''] = SECTION.exec(line.trimEnd()) ?? [];
      if (name !== undefined && name !== 'include' && name !== 'ksappend') {
        close(match.index);
        section = name === 'end' ? '' : name;
        if (SCRIPTS.test(section)) {
          const shell = /--interpreter[= \t]*(\S+)/.exec(options)?.[1];
          const format = shell === undefined ? 'shell' : formatOfShell(shell);
          body = { start: match.index + match[0].length, format };
        }
      } else if (section === 'packages') readPackage(line, start, text, sink);
      else if (section === '') readCommand(line, start, sink);
    }
    close(text.length);
  },
};

/** `name`, `-name` for what is left out, `@group` or `name.architecture`. */
function readPackage(line: string, start: number, text: string, sink: Sink): void {
  const [, indent = '', sign = '', name = ''] = /^([ \t]*)(-?)([\w*][^\s#]*)/.exec(line) ?? [];
  if (name === '') return;
  const from = start + indent.length;
  const span: Span = [from + sign.length, from + sign.length + name.length];
  const unit: Unit = { what: 'package', span: [from, start + line.trimEnd().length] };
  const architecture = /\.(?:x86_64|i[3-6]86|noarch|aarch64|ppc64le|s390x)$/.exec(name)?.[0].length ?? 0;
  const word = plainWord(text.slice(span[0], span[1] - architecture), span[0]);
  const spec = specOf('rpm', word);
  const version = spec.version && { version: spec.version.text };
  const uninstall = sign === '' ? [{ span: [from, from] as const, text: '-' }] : undefined;
  sink.reference(
    packageReference(
      'rpm',
      { name: spec.name.text, ...version },
      { span: spec.name.span, unit, uninstall, intent: sign === '' ? 'use' : 'remove' },
    ),
  );
}

function readCommand(line: string, start: number, sink: Sink): void {
  const [, indent = '', command = ''] = /^([ \t]*)(%?[a-z]\w*)/.exec(line) ?? [];
  if (command === '') return;
  const unit: Unit = { what: 'line', span: [start + indent.length, start + line.trimEnd().length] };
  const address = /^%(?:include|ksappend)$/.test(command) ? /[a-z]+:\/\/\S+/.exec(line) : null;
  if (address) {
    const at = start + address.index;
    sink.reference(urlReference(address[0], { span: [at, at + address[0].length], unit }));
  }
  for (const match of line.matchAll(OPTION)) {
    const [whole, option = '', written = ''] = match;
    const quote = /^["']/.test(written) ? 1 : 0;
    const value = written.slice(quote, written.length - quote);
    const from = start + match.index + whole.length - written.length + quote;
    readOption(command, option, value, from, unit, sink);
  }
}

function readOption(
  command: string,
  option: string,
  value: string,
  from: number,
  unit: Unit,
  sink: Sink,
): void {
  const span: Span = [from, from + value.length];
  const items = itemSpans(value, from, /,/g);
  if (command === 'services' && /^(?:enabled|disabled)$/.test(option)) {
    items.forEach((item, index) => {
      const name = value.slice(item[0] - from, item[1] - from);
      const own = listUnit(items, index, unit, 'service');
      const intent = option === 'enabled' ? 'use' : 'remove';
      sink.reference(serviceReference('systemd', name, { span: item, unit: own, intent }));
    });
  } else if (command === 'repo' && /^(?:in|ex)cludepkgs$/.test(option)) {
    items.forEach((item, index) => {
      const name = value.slice(item[0] - from, item[1] - from);
      const intent = option === 'includepkgs' ? 'use' : 'remove';
      const own = listUnit(items, index, unit, 'package');
      sink.reference(packageReference('rpm', { name }, { span: item, unit: own, intent }));
    });
  } else if (command === 'ostreecontainer' && option === 'url') {
    sink.reference(imageReference(value, { span, unit }));
  } else if (/^(?:user|group)$/.test(command) && option === 'name') {
    sink.reference(typedReference('config', 'account', value, { span, unit }));
  } else if (PLACES.test(option) && /^[a-z]+:\/\//i.test(value)) {
    sink.reference(urlReference(value, { span, unit }));
  }
}
