import type { Edit, Span, Unit } from '../../core/types.js';
import { createViewBuilder } from '../../core/text/view.js';
import { wholeLines } from '../../core/text/edits.js';
import type { Word } from './commands/words.js';
import { wordOf } from './yaml-emit.js';

/** A setting of a unit file. */
export interface UnitSetting {
  /** Empty before the first section. */
  readonly section: string;
  readonly key: string;
  readonly keySpan: Span;
  /** With continued lines joined. */
  readonly value: Word;
  /** From the key to the end of the value. */
  readonly span: Span;
}

/**
 * Reads the settings of a systemd unit file
 * (https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html): sections, `Key=value`, lines that a
 * backslash continues with comments between them.
 */
export function readUnitFile(text: string): UnitSetting[] {
  const lines = [...text.matchAll(/[^\r\n]*(?:\r\n|\n|\r|$)/g)].map(({ 0: line, index }) => ({
    start: index,
    end: index + line.replace(/[\r\n]+$/, '').length,
  }));
  const settings: UnitSetting[] = [];
  let section = '';
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const content = text.slice(line.start, line.end);
    section = /^[\uFEFF \t]*\[([^\]]*)\]/.exec(content)?.[1] ?? section;
    const head = /^([\uFEFF \t]*)([A-Za-z][\w.-]*)[ \t]*=[ \t]*/.exec(content);
    if (!head?.[2]) continue;
    const builder = createViewBuilder(text);
    let from = line.start + head[0].length;
    let { end } = line;
    while (text[end - 1] === '\\' && end > from && index + 1 < lines.length) {
      builder.copy(from, end - 1);
      builder.put(' ', end - 1);
      do index++;
      while (/^[ \t]*[#;]/.test(text.slice(lines[index]?.start, lines[index]?.end)));
      from = lines[index]?.start ?? text.length;
      end = lines[index]?.end ?? text.length;
    }
    while (end > from && /[ \t]/.test(text[end - 1] ?? '')) end--;
    builder.copy(from, end);
    const view = builder.view();
    const start = line.start + (head[1]?.length ?? 0);
    settings.push({
      section,
      key: head[2],
      keySpan: [start, start + head[2].length],
      value: wordOf({ text: view.text, span: [line.start + head[0].length, end], view }),
      span: [start, end],
    });
  }
  return settings;
}

/** A setting with its lines as a unit. */
export function settingUnit({ span, key }: UnitSetting): Unit {
  return { what: `${key}= setting`, span };
}

/** One word of a setting's list as a unit; the last one goes with the setting. */
export function listWordUnit(text: string, setting: UnitSetting, word: Word, count: number): Unit {
  if (count <= 1) return settingUnit(setting);
  const quoted = /^(["'])[\s\S]*\1$/.test(text.slice(word.span[0] - 1, word.span[1] + 1)) ? 1 : 0;
  const [start, end] = [word.span[0] - quoted, word.span[1] + quoted];
  const after = /^[ \t]+/.exec(text.slice(end))?.[0].length ?? 0;
  const before = after > 0 ? 0 : (/[ \t]+$/.exec(text.slice(setting.span[0], start))?.[0].length ?? 0);
  const remove: Edit[] = [{ span: [start - before, end + after], text: '' }];
  return { what: 'word', span: [start, end], remove };
}

/** The whole file as a unit: an empty one masks what it configures. */
export function wholeFile(text: string): Unit {
  return {
    what: 'unit',
    span: [0, text.length],
    remove: [{ span: wholeLines(text, [0, text.length]), text: '' }],
  };
}
