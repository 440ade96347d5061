/** Why an audit leaves out what `isOwnReport` tells. */
export const OWN_REPORT = 'a report of this tool';

/** A report says early what it is. */
const HEAD = 1000;

/** How the reports begin, by the extension of the file that they are in. */
const BEGINNINGS: Readonly<Record<string, readonly RegExp[]>> = {
  csv: [/^path,line,column,verdict,severity,product,entry,category,/],
  html: [/<title>Kaspersky Ban Audit<\/title>/],
  json: [
    /^\{\s*"version":\s*"[^"]*",\s*"asOf":\s*"[^"]*",\s*"regimes":/,
    /"driver":\s*\{\s*"name":\s*"Kaspersky Ban Audit"/,
    /^\{\s*"\$schema":\s*"[^"]*",\s*"bomFormat":[^[]*\[\s*\{\s*"type":\s*"application",\s*"name":\s*"kaspersky-ban-audit"/,
    /^\{\s*"version":\s*1,\s*"findings":\s*\[\s*\{\s*"path":[^}]*"fingerprint":/,
  ],
  md: [/^# Kaspersky Ban Audit\r?\n/, /^# Disclosure of Kaspersky Lab covered articles: draft\r?\n/],
  sarif: [/"driver":\s*\{\s*"name":\s*"Kaspersky Ban Audit"/],
};

/**
 * True for reports and baselines that this tool has written, which name what was found elsewhere: an audit that read
 * them would find everything twice.
 * @param path Of the file; only those with the extension of a report are taken for one.
 */
export function isOwnReport(path: string, text: string): boolean {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const beginnings = Object.hasOwn(BEGINNINGS, extension) ? BEGINNINGS[extension] : undefined;
  return beginnings?.some((each) => each.test(text.slice(0, HEAD))) ?? false;
}
