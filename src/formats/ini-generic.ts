import type { Format } from '../core/types.js';
import { plainWord } from './shared/commands/words.js';
import { createGenericReader, emitGenericKey } from './shared/generic.js';
import { readSettings } from './shared/settings.js';

const PAIR = /^[ \t]*[^\s=#;[][^=\r\n]*=/;
const MIN_SHARE = 0.6;

/** Configuration in INI files and their kin that no other format knows. */
export const iniGeneric: Format = {
  id: 'ini-generic',
  title: 'INI and properties',
  reads: 'images, URLs, hosts, paths and installers in values',
  files: [],
  candidates: [
    '**/*.{ini,conf,cfg,cnf,config,properties,inf,desktop}',
    '**/*.{ini,conf,cfg,cnf,properties}.{j2,tpl,tmpl,in,sample,example,dist,default}',
    '**/.{editorconfig,gitconfig}',
  ],
  comment: { line: '#' },
  looksLike: isSettings,
  extract: (document, sink) => {
    const read = createGenericReader(document, sink);
    for (const { section, key, keySpan, value, span, line } of readSettings(document.text, {
      comments: '#;!',
    })) {
      if (!/^[\w.$[\]/ :*-]{1,100}$/.test(key)) continue;
      const unit = () => ({ span: line, what: 'setting' });
      emitGenericKey(sink, key, keySpan, unit);
      const path = [...section.split('.'), ...key.split('.')].filter((name) => name !== '');
      if (value !== '') read({ path, word: plainWord(value, span[0]), unit, siblings: 1 });
    }
  },
};

/** True if sections head the text, or most of its first lines set something. */
function isSettings(text: string): boolean {
  const lines = text
    .slice(0, 8192)
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/^\uFEFF/, ''));
  const content = lines.filter((line) => !/^[ \t]*(?:$|[#;!])/.test(line));
  const pairs = content.filter((line) => PAIR.test(line) || /^[ \t]*\[[^\]]+\][ \t]*$/.test(line));
  return pairs.length > 0 && pairs.length >= content.length * MIN_SHARE;
}
