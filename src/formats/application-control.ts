import type { Format } from '../core/types.js';
import { readAppLocker } from './shared/windows/applocker.js';
import { readCodeIntegrity } from './shared/windows/code-integrity.js';
import { parseXml } from './shared/xml.js';

/**
 * Policies on which programs may run: AppLocker
 * (https://learn.microsoft.com/windows/security/application-security/application-control/app-control-for-business/applocker/applocker-overview)
 * and App Control for Business, formerly Windows Defender Application Control.
 */
export const applicationControl: Format = {
  id: 'application-control',
  title: 'AppLocker and App Control policy',
  reads: 'publishers, products, programs, paths and signers that are allowed or denied',
  files: [],
  candidates: ['**/*.{xml,xml.j2,xml.tpl,xml.tmpl}'],
  looksLike: (text) => /<(?:AppLockerPolicy|RuleCollection)\b|<SiPolicy\b/.test(text.slice(0, 8192)),
  comment: { block: ['<!--', '-->'] },
  extract({ text }, sink) {
    const document = parseXml(text, sink);
    readAppLocker(document, sink);
    readCodeIntegrity(document, sink);
  },
};
