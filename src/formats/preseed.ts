import { sliceView } from '../core/text/view.js';
import type { Format, Sink, Span, Unit } from '../core/types.js';
import { itemSpans, listUnit } from './shared/lists.js';
import { packageReference, urlReference } from './shared/references.js';

const ANSWER =
  /^[ \t\uFEFF]*([a-z0-9][\w.+-]*)[ \t]+([\w.+-]+\/\S+)[ \t]+(string|multiselect|select|boolean|note|password|text|error|title|seen)\b[ \t]?/;
const PACKAGES =
  /^(?:pkgsel\/include|anna\/choose_modules|base-installer\/(?:includes|kernel\/image)|debian-installer\/.*packages)$/;
const COMMANDS = /(?:_command|\/run|\/onboot|\/finish-command)$/;
/** Owners of the questions that the installer asks itself. */
const INSTALLER =
  /^(?:d-i|debconf|tasksel|ubiquity|base-config|debian-installer|popularity-contest|unattended-upgrades|pkgsel)$/;

interface Answer {
  readonly owner: string;
  readonly question: string;
  readonly ownerSpan: Span;
  readonly value: Span;
  readonly span: Span;
}

/**
 * Answers for the installer of Debian and for debconf
 * (https://www.debian.org/releases/stable/amd64/apbs04, https://manpages.debian.org/debconf-set-selections).
 */
export const preseed: Format = {
  id: 'preseed',
  title: 'Debian preseed',
  reads: 'packages, commands of the installer, repositories and mirrors, answers for packages',
  files: [
    '**/preseed*.{cfg,txt}{,.j2,.erb,.tpl,.tmpl,.tftpl,.pkrtpl.hcl}',
    '**/*.{preseed,seed}{,.j2,.erb,.tpl}',
  ],
  candidates: ['**/*.{cfg,cfg.j2,tpl,tmpl,tftpl,pkrtpl.hcl,debconf,selections,conf}'],
  comment: { line: '#' },
  looksLike: (text) => /^[ \t]*d-i[ \t]+[\w.+-]+\/\S+[ \t]+(?:string|boolean|select|note)\b/m.test(text),
  extract: ({ text }, sink) => {
    const owners = new Set<string>();
    for (const answer of answersOf(text)) {
      readAnswer(text, answer, sink);
      const { owner, ownerSpan, span } = answer;
      if (INSTALLER.test(owner) || owners.has(owner)) continue;
      owners.add(owner);
      sink.reference(
        packageReference('deb', { name: owner }, { span: ownerSpan, unit: { what: 'answer', span } }),
      );
    }
  },
};

/** The answers of a file; a backslash at the end of a line goes on with the next. */
function answersOf(text: string): Answer[] {
  const answers: Answer[] = [];
  for (const match of text.matchAll(/(?:[^\\\r\n]|\\(?:\r\n|[^]|$))+/g)) {
    const [, owner, question] = ANSWER.exec(match[0]) ?? [];
    if (owner === undefined || question === undefined) continue;
    const head = ANSWER.exec(match[0])?.[0] ?? '';
    const from = match.index + match[0].indexOf(owner);
    const end = match.index + match[0].trimEnd().length;
    answers.push({
      owner,
      question,
      ownerSpan: [from, from + owner.length],
      value: [Math.min(end, match.index + head.length), end],
      span: [from, end],
    });
  }
  return answers;
}

function readAnswer(text: string, { question, value, span }: Answer, sink: Sink): void {
  const written = text.slice(...value);
  const unit: Unit = { what: 'answer', span };
  if (PACKAGES.test(question)) {
    const items = itemSpans(written, value[0], /(?:[\s,]|\\(?=\r?\n))+/g);
    items.forEach((item, index) => {
      const name = text.slice(...item).replace(/=.*$/, '');
      const own: Span = [item[0], item[0] + name.length];
      sink.reference(
        packageReference('deb', { name }, { span: own, unit: listUnit(items, index, unit, 'package') }),
      );
    });
  } else if (COMMANDS.test(question)) {
    sink.embed({ format: 'shell', view: sliceView(text, value), unit });
  } else {
    for (const match of written.matchAll(/[a-z]+:\/\/[^\s\\]+/g)) {
      const at = value[0] + match.index;
      sink.reference(urlReference(match[0], { span: [at, at + match[0].length], unit }));
    }
  }
}
