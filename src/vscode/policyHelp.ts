import * as vscode from 'vscode';
import { knowledge } from '../catalog/index.js';
import { entryWords } from '../core/describe.js';
import { POLICY_FILE, policyShape } from '../core/policy.js';
import { ownEntries, policyPlaceAt, policyWordAt } from '../core/policy-help.js';
import type { PolicyKey, PolicyValue } from '../core/policy-help.js';
import type { NameKind, Shape } from '../core/text/shape.js';
import { lineStarts } from '../core/text/lines.js';
import { rangeOf } from './convert.js';
import { escapeMarkdown } from './markdown.js';
import { VOCABULARY } from './policyFiles.js';

const SELECTOR: vscode.DocumentSelector = { pattern: `**/${POLICY_FILE}` };
const TRIGGERS = [' ', ':', '-', '{', '[', ','];

/** A name that a policy file may hold, with the words for it. */
interface Name {
  readonly id: string;
  readonly title: string;
  readonly about?: vscode.MarkdownString;
}

/** Helps to write policy files: what may stand where, and what it means. */
export function registerPolicyHelp(): vscode.Disposable {
  const shape = policyShape(VOCABULARY);
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      SELECTOR,
      {
        provideCompletionItems: (document, position) => {
          const text = document.getText();
          const place = policyPlaceAt(text, document.offsetAt(position), shape);
          if (!place) return [];
          const range = rangeOf(lineStarts(text), place.span);
          const items = place.kind === 'key' ? keyItems(place) : valueItems(place, text);
          for (const item of items) item.range = range;
          return items;
        },
      },
      ...TRIGGERS,
    ),
    vscode.languages.registerHoverProvider(SELECTOR, {
      provideHover: (document, position) => hover(document, position, shape),
    }),
  );
}

function keyItems({ mapping, present, flow }: PolicyKey): vscode.CompletionItem[] {
  return Object.entries(mapping.fields)
    .filter(([name]) => !present.includes(name))
    .map(([name, { shape, about, required }], index) => {
      const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Property);
      item.insertText = `${name}: `;
      if (!flow && shape.kind === 'list') item.insertText = new vscode.SnippetString(`${name}:\n  - $0`);
      if (!flow && shape.kind === 'mapping') item.insertText = new vscode.SnippetString(`${name}:\n  $0`);
      item.documentation = vscode.l10n.t(about);
      item.sortText = `${required ? 0 : 1}${String(index).padStart(2, '0')}`;
      return item;
    });
}

function valueItems({ shape }: PolicyValue, text: string): vscode.CompletionItem[] {
  if (shape.kind === 'truth') return ['true', 'false'].map((word) => valueItem({ id: word, title: '' }));
  const names = shape.names ? namesOf(shape.names, text) : [];
  if (!shape.words) return names.map(valueItem);
  const known = new Map(names.map((name) => [name.id, name]));
  return shape.words.map((word) => valueItem(known.get(word) ?? { id: word, title: '' }));
}

function valueItem({ id, title, about }: Name): vscode.CompletionItem {
  const label = title === '' ? id : { label: id, description: title };
  const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.EnumMember);
  item.insertText = id;
  if (about) item.documentation = about;
  // Entries are looked for by what people call them, too.
  item.filterText = `${id} ${title}`;
  return item;
}

function hover(
  document: vscode.TextDocument,
  position: vscode.Position,
  shape: Shape,
): vscode.Hover | undefined {
  const text = document.getText();
  const place = policyWordAt(text, document.offsetAt(position), shape);
  if (!place) return undefined;
  const word = text.slice(...place.span).replace(/^(["'])(.*)\1$/, '$2');
  const range = rangeOf(lineStarts(text), place.span);
  if (place.kind === 'key') {
    const about = place.mapping.fields[word]?.about;
    return about === undefined ? undefined : new vscode.Hover(vscode.l10n.t(about), range);
  }
  const kind = place.shape.kind === 'text' ? place.shape.names : undefined;
  const name = kind && namesOf(kind, text).find(({ id }) => id === word);
  return name?.about && new vscode.Hover(name.about, range);
}

function namesOf(kind: NameKind, text: string): Name[] {
  const { l10n } = vscode;
  switch (kind) {
    case 'entry':
      return [
        ...knowledge.entries.map((entry) => ({
          id: entry.id,
          title: entry.title,
          about: markdown([escapeMarkdown(entryWords(entry)), escapeMarkdown(entry.notes ?? '')]),
        })),
        ...ownEntries(text).map(({ id, title }) => ({
          id,
          title,
          about: markdown([escapeMarkdown(title), l10n.t('An entry of this policy file.')]),
        })),
      ];
    case 'profile':
      return knowledge.profiles.map(({ id, title, regimes }) => ({
        id,
        title,
        about: markdown([
          `**${escapeMarkdown(title)}**`,
          regimes.map((each) => `- ${titleOf(each)}`).join('\n'),
        ]),
      }));
    case 'regime':
      return knowledge.regimes.map(({ id, title, citation, url, binds, limits, verified }) => ({
        id,
        title,
        about: markdown([
          `**${escapeMarkdown(title)}**${verified ? '' : ` *(${l10n.t('not verified')})*`}`,
          l10n.t('Binds {0}', escapeMarkdown(binds)),
          `[${escapeMarkdown(citation)}](${url.replace(/[()<>\s]/g, encodeURIComponent)})`,
          limits === undefined ? '' : l10n.t('What it does not cover: {0}', escapeMarkdown(limits)),
        ]),
      }));
    case 'category':
    case 'type':
      return [];
  }
}

function titleOf(regime: string): string {
  return escapeMarkdown(knowledge.regimes.find(({ id }) => id === regime)?.title ?? regime);
}

function markdown(blocks: readonly string[]): vscode.MarkdownString {
  return new vscode.MarkdownString(blocks.filter((block) => block !== '').join('\n\n'));
}
