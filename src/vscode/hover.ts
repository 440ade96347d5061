import * as vscode from 'vscode';
import type { RegimeWords } from '../core/describe.js';
import type { Suppression, Verdict } from '../core/types.js';
import type { Findings, Found } from './findings.js';

/** Says of a finding what it is, which rule bans it, and what to use instead. */
export class FindingHover implements vscode.HoverProvider {
  constructor(private readonly findings: Findings) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const found = await this.findings.at(document, new vscode.Range(position, position));
    const [first] = found;
    if (!first || token.isCancellationRequested) return undefined;
    return new vscode.Hover(
      found.map((each) => this.words(each)),
      first.placed.location.range,
    );
  }

  private words(found: Found): vscode.MarkdownString {
    const { finding } = found.placed;
    const { headline, why, regimes } = found.scanned.rules.engine.describe(finding);
    const blocks = [`**${escape(headline)}**`, escape(why), verdictWords(finding.verdict)];
    if (finding.advice !== undefined) blocks.push(escape(finding.advice));
    if (finding.suppression) blocks.push(suppressionWords(finding.suppression));
    blocks.push(...regimes.map(regimeWords));
    if (!finding.suppression) blocks.push(...this.replacementWords(found));
    const markdown = new vscode.MarkdownString(blocks.join('\n\n'));
    markdown.isTrusted = false;
    return markdown;
  }

  private replacementWords(found: Found): string[] {
    const replacements = this.findings.fixesOf(found).filter(({ kind }) => kind === 'replace');
    if (replacements.length === 0) return [];
    const items = replacements.map(({ title, note }) =>
      note === undefined ? `- ${escape(title)}` : `- ${escape(title)}: ${escape(note)}`,
    );
    return [`${vscode.l10n.t('Quick fixes:')}\n${items.join('\n')}`];
  }
}

function verdictWords(verdict: Verdict): string {
  const words: Record<Verdict, string> = {
    prohibited: vscode.l10n.t('Verdict: prohibited by the selected rules.'),
    review: vscode.l10n.t('Verdict: to be reviewed; the selected rules do not plainly decide it.'),
    exempt: vscode.l10n.t('Verdict: exempt; a selected rule carves it out.'),
    remediation: vscode.l10n.t('Verdict: remediation; this takes the product away.'),
    mention: vscode.l10n.t('Verdict: mention; nothing is deployed here.'),
  };
  return words[verdict];
}

function suppressionWords({ reason, owner, until }: Suppression): string {
  const words = [vscode.l10n.t('Suppressed: {0}', escape(reason))];
  if (owner !== undefined) words.push(vscode.l10n.t('Owner: {0}', escape(owner)));
  if (until !== undefined) words.push(vscode.l10n.t('Until: {0}', escape(until)));
  return words.join(' · ');
}

function regimeWords({ title, words, citation, url, limits, verified }: RegimeWords): string {
  const mark = verified ? '' : ` *(${vscode.l10n.t('not verified')})*`;
  const link = `[${escape(citation)}](${linkTarget(url)})`;
  const lines = [`**${escape(title)}**${mark}`, escape(words), link];
  if (limits !== undefined) lines.push(vscode.l10n.t('What it does not cover: {0}', escape(limits)));
  return lines.join('  \n');
}

function linkTarget(url: string): string {
  return url.replace(/[()<>\s]/g, (each) => `%${each.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Text as Markdown, with nothing in it that Markdown would act on. */
function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>#~&|]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}
