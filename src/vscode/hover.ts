import * as vscode from 'vscode';
import type { RegimeWords } from '../core/describe.js';
import type { Suppression, Verdict } from '../core/types.js';
import { isExcepted } from '../core/verify.js';
import { APPLY_FIX } from './applyFix.js';
import type { ApplyFixArguments } from './applyFix.js';
import { targetOf } from './findings.js';
import type { Findings, Found } from './findings.js';
import { escapeMarkdown } from './markdown.js';
import { say } from './say.js';

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
    const { headline, why, regimes } = found.scanned.rules.engine.describe(finding, say);
    // The editor shows the diagnostic above, where there is one.
    const shown = finding.severity !== 'none' && !finding.suppression;
    const blocks = shown ? [] : [`**${escapeMarkdown(headline)}**`];
    blocks.push(`${verdictWords(finding.verdict)} ${escapeMarkdown(why)}`);
    if (finding.advice !== undefined) blocks.push(escapeMarkdown(finding.advice));
    if (finding.suppression) blocks.push(suppressionWords(finding.suppression));
    if (!isExcepted(finding)) blocks.push(...this.fixLinks(found));
    blocks.push(...regimes.map(regimeWords));
    const markdown = new vscode.MarkdownString(blocks.join('\n\n'));
    markdown.isTrusted = { enabledCommands: [APPLY_FIX] };
    return markdown;
  }

  private fixLinks(found: Found): string[] {
    const items = this.findings
      .fixesOf(found)
      .filter(({ kind }) => kind !== 'suppress')
      .map(({ title, note }) => {
        const args: ApplyFixArguments = [targetOf(found), title];
        const link = `[${escapeMarkdown(title)}](${linkTarget(`command:${APPLY_FIX}?${encodeURIComponent(JSON.stringify(args))}`)})`;
        return note === undefined ? `- ${link}` : `- ${link}: ${escapeMarkdown(note)}`;
      });
    return items.length === 0 ? [] : [items.join('\n')];
  }
}

function verdictWords(verdict: Verdict): string {
  const words: Record<Verdict, string> = {
    prohibited: vscode.l10n.t('**Prohibited** by the selected rules.'),
    review: vscode.l10n.t('**To be reviewed**: the selected rules do not plainly decide it.'),
    exempt: vscode.l10n.t('**Exempt**: a selected rule carves it out.'),
    remediation: vscode.l10n.t('**Remediation**: this takes the product away.'),
    mention: vscode.l10n.t('**Mention**: nothing is deployed here.'),
  };
  return words[verdict];
}

function suppressionWords({ reason, owner, until, known }: Suppression): string {
  if (known) return vscode.l10n.t('Known from the baseline');
  const words = [vscode.l10n.t('Suppressed: {0}', escapeMarkdown(reason))];
  if (owner !== undefined) words.push(vscode.l10n.t('Owner: {0}', escapeMarkdown(owner)));
  if (until !== undefined) words.push(vscode.l10n.t('Until: {0}', escapeMarkdown(until)));
  return words.join(' · ');
}

function regimeWords({ title, words, citation, url, limits, verified }: RegimeWords): string {
  const mark = verified ? '' : ` *(${vscode.l10n.t('not verified')})*`;
  const link = `[${escapeMarkdown(citation)}](${linkTarget(url)})`;
  const lines = [`**${escapeMarkdown(title)}**${mark}`, escapeMarkdown(words), link];
  if (limits !== undefined) lines.push(vscode.l10n.t('What it does not cover: {0}', escapeMarkdown(limits)));
  return lines.join('  \n');
}

function linkTarget(url: string): string {
  return url.replace(/[()<>\s]/g, (each) => `%${each.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
