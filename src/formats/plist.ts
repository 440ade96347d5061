import type { Format } from '../core/types.js';
import { readPlist } from './shared/apple/walk.js';
import { distinctSink } from './shared/yaml-emit.js';
import { parseXml } from './shared/xml.js';

/**
 * Property lists of Apple: configuration profiles (https://developer.apple.com/documentation/devicemanagement),
 * jobs of launchd, packages of Munki, recipes of AutoPkg.
 */
export const plist: Format = {
  id: 'plist',
  title: 'Apple property list',
  reads:
    'team and bundle identifiers of profiles (system and kernel extensions, privacy, content filters, app lists), ' +
    'programs of launchd jobs, packages, scripts',
  files: ['**/*.mobileconfig'],
  candidates: ['**/*.{plist,mobileconfig,recipe,pkginfo,xml,in,j2,tpl,tmpl,erb,template}', '**/pkgsinfo/**'],
  looksLike: (text) => /<plist\b/.test(text.slice(0, 4096)),
  comment: { block: ['<!--', '-->'] },
  extract({ text }, sink) {
    const document = parseXml(text, sink);
    readPlist({ document, sink: distinctSink(sink) });
  },
};
