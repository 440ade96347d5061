import type { Format, Sink } from '../core/types.js';
import { readIni } from './shared/ini.js';
import type { IniEntry } from './shared/ini.js';
import { listItemUnit } from './shared/list-item.js';
import { readPythonLiterals } from './shared/python-code.js';
import { readRequirement } from './shared/python.js';
import { parseUrl } from '../core/text/url.js';
import { urlReference } from './shared/references.js';

const LISTS = /^(?:install_requires|setup_requires|tests_require|extras_require|requires[-_]dist|requires)$/;
const VARIABLE =
  /\b(?:install_requires|setup_requires|tests_require|extras_require)[ \t]*=[ \t]*([A-Za-z_]\w*)\b/g;

/**
 * setuptools' declarations (https://setuptools.pypa.io/en/latest/userguide/dependency_management.html), of
 * `setup.py` those that are written as literals, and tox's (https://tox.wiki/en/latest/config.html#deps).
 */
export const setupCfg: Format = {
  id: 'setup-cfg',
  title: 'setup.cfg, setup.py and tox.ini',
  reads: 'install, setup, test and extra requirements, dependency links',
  files: ['**/setup.cfg', '**/setup.py', '**/tox.ini'],
  comment: { line: '#' },
  extract({ path, text }, sink) {
    if (path.endsWith('.py')) readCode(text, sink);
    else for (const entry of readIni(text)) readEntry(entry, text, sink);
  },
};

function readEntry(entry: IniEntry, text: string, sink: Sink): void {
  const { section, key, lines } = entry;
  const requires =
    (section === 'options' && LISTS.test(key)) ||
    section === 'options.extras_require' ||
    (section === 'metadata' && key.startsWith('requires')) ||
    (/^(?:testenv(?::.*)?|tox)$/.test(section) && /^(?:deps|requires)$/.test(key));
  for (const { text: line, span } of lines) {
    const beside = !text.slice(entry.span[0], span[0]).includes('\n');
    const place = lines.length === 1 ? entry.span : beside ? undefined : span;
    const unit = place && { what: 'requirement', span: place };
    if (key === 'dependency_links' && parseUrl(line)) {
      sink.reference({ ...urlReference(line, { span, unit }), kind: 'repository' });
    } else if (requires) {
      // tox names the environments that a dependency is for: `py312,lint: name`.
      const factor = section.startsWith('testenv') ? (/^[\w,!{}. -]+:[ \t]+/.exec(line)?.[0].length ?? 0) : 0;
      const comment = /\s#.*$/.exec(line)?.[0].length ?? 0;
      const requirement = line.slice(factor, line.length - comment);
      if (/^-[a-z]/.test(requirement)) continue;
      readRequirement(requirement, { start: span[0] + factor, unit }, sink);
    }
  }
}

function readCode(text: string, sink: Sink): void {
  const variables = new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name));
  for (const literal of readPythonLiterals(text)) {
    const { text: value, span, raw, within, name, key } = literal;
    const names = [...within, name];
    if (key) continue;
    if (names.includes('dependency_links') && parseUrl(value)) {
      sink.reference({ ...urlReference(value, { span }), kind: 'repository' });
    }
    if (!names.some((each) => LISTS.test(each) || variables.has(each))) continue;
    const lines = value.includes('\n') ? [...value.matchAll(/[^\r\n]+/g)] : undefined;
    if (lines) {
      for (const { 0: line, index } of lines) readRequirement(line, { start: span[0] + index }, sink);
    } else readRequirement(value, { start: span[0], unit: listItemUnit('requirement', text, raw) }, sink);
  }
}
