import { knowledge } from '../../../src/catalog/index.js';
import { formats } from '../../../src/formats/index.js';
import { policyShape } from '../../../src/core/policy.js';
import { schemaOf } from '../../../src/core/text/shape.js';
import { coverageOf } from '../../../src/report/list.js';
import type { Format } from '../../../src/core/types.js';

/** The part of the README between its markers `<!-- name -->` and `<!-- /name -->`. */
export function section(readme: string, name: string): string {
  const marked = new RegExp(`<!-- ${name} -->\\n([\\s\\S]*?)<!-- /${name} -->`).exec(readme);
  if (!marked) throw new Error(`README.md has no section "${name}"`);
  return marked[1] ?? '';
}

/** The README with a section in place of the old one. */
export function withSection(readme: string, name: string, content: string): string {
  const old = section(readme, name);
  return readme.replace(`<!-- ${name} -->\n${old}`, () => `<!-- ${name} -->\n${content}`);
}

/** The rows of a Markdown table without its head, whatever the width of its columns. */
export function tableRows(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((row) => row.startsWith('|'))
    .slice(2)
    .map((row) =>
      row
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
}

/** The README's table of formats, made of the registry. */
export function formatTable(): string {
  const rows = [...formats]
    .sort((a, b) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1))
    .map((format) => `| ${format.title} | ${filesOf(format)} | ${format.reads} |`);
  return ['', '| Format | Files | What is read |', '| --- | --- | --- |', ...rows, '', ''].join('\n');
}

/** The JSON Schema of policy files, made of what their parser takes. */
export function policySchema(): string {
  const shape = policyShape({
    profiles: knowledge.profiles.map(({ id }) => id),
    regimes: knowledge.regimes.map(({ id }) => id),
  });
  const head = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Policy of Kaspersky Ban Audit',
    description: 'The rules of an organisation: .kaspersky-ban.yaml.',
  };
  return `${JSON.stringify({ ...head, ...schemaOf(shape) }, undefined, 2)}\n`;
}

/** The README's table of what the catalog knows, made of its entries. */
export function catalogTable(): string {
  const rows = coverageOf(knowledge.entries).map(
    ({ category, entries, identifiers, types }) =>
      `| ${category} | ${entries} | ${identifiers} | ${types.join(', ')} |`,
  );
  const head = ['| Category | Entries | Identifiers | Known by |', '| --- | --- | --- | --- |'];
  return ['', ...head, ...rows, '', ''].join('\n');
}

function filesOf({ files, candidates = [] }: Format): string {
  const named = files.map(globOf);
  const told = candidates.map((glob) => `${globOf(glob)} (by content)`);
  return [...named, ...told].join(', ');
}

function globOf(glob: string): string {
  return `\`${glob.replace(/^\*\*\//, '').replaceAll('|', '\\|')}\``;
}
