import type { Format, Sink, Unit } from '../core/types.js';
import { plainWord, splitWord } from './shared/commands/words.js';
import { configReference } from './shared/references.js';
import { intentOfKey, isChoice } from './shared/setting-intent.js';
import { readSettings } from './shared/settings.js';
import { emitKey, emitValue } from './shared/yaml-emit.js';

const SETTING = /^[ \t\uFEFF]*(?:export[ \t]+)?[A-Z][A-Z0-9_]{2,}[ \t]*=/;
const OTHER = /^[ \t\uFEFF]*(?:$|#|;|\{[%#])/;
const MIN_SHARE = 0.7;

/**
 * Answers to a set-up that asks nobody, and environment files: `KEY=VALUE` lines
 * (https://docs.docker.com/reference/cli/docker/container/run/#env).
 */
export const answerFile: Format = {
  id: 'answer-file',
  title: 'Answer and environment file',
  reads: 'settings by name; images, URLs, hosts and paths in their values',
  files: ['**/.env', '**/.env.*', '**/*.env', '**/env.list'],
  candidates: [
    '**/*.{ini,conf,cfg,cnf,config,txt,properties,answers,answer,vars,in,dist,sample,example,default}',
    '**/*.{j2,jinja2,tpl,tmpl,template,erb}',
    '**/{default,sysconfig}/*',
  ],
  languageIds: ['dotenv'],
  comment: { line: '#' },
  looksLike: isAnswerFile,
  extract: ({ text }, sink) => {
    for (const { key, keySpan, value, span, line } of readSettings(text, { sections: false })) {
      if (/^[A-Za-z_][\w.-]*$/.test(key)) readAnswer(key, keySpan, plainWord(value, span[0]), line, sink);
    }
  },
};

function readAnswer(
  key: string,
  keySpan: Unit['span'],
  value: { text: string; span: Unit['span'] },
  line: Unit['span'],
  sink: Sink,
): void {
  const around = { unit: { span: line, what: 'setting' }, intent: intentOfKey(key) };
  emitKey(sink, keySpan, key, { unit: around.unit });
  for (const part of splitWord(value, /:(?=\/)(?!\/\/)/g)) emitValue(sink, part, key, around);
  if (!isChoice(key) || !/^[\w.-]+$/.test(value.text)) return;
  sink.reference(configReference('config-value', value.text, { ...around, span: value.span }));
}

/** True if most of the first lines set a name in capitals. */
function isAnswerFile(text: string): boolean {
  const lines = text.slice(0, 8192).split(/\r\n|\n|\r/);
  const content = lines.filter((line) => !OTHER.test(line));
  const settings = content.filter((line) => SETTING.test(line));
  return settings.length > 0 && settings.length >= content.length * MIN_SHARE;
}
