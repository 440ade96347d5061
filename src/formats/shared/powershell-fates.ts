const ENDS = /\$(\w+)(?:\.\w+)?\.(?:Uninstall|Delete|Kill|Stop|StopService|Terminate)\(/gi;
const PIPED =
  /\$(\w+)[ \t]*\|[^\r\n]{0,200}?(?:\b(?:Stop|Remove|Uninstall|Suspend|Disable)-\w|\.(?:Uninstall|Delete|Kill)\()/gi;
const GIVEN =
  /(?:\/x\b["']?,?\s{0,80}|(?:\/x|\/uninstall|\b(?:Remove|Uninstall|Stop)-\w+)\b[^\r\n$]{0,80})\$[({]?\$?(\w+)/gi;
const LOOPS = /foreach[ \t]*\([ \t]*\$(\w+)[ \t]+in[ \t]+\$(\w+)/gi;
const COPIES = /\$(\w+)[ \t]*=[ \t]*[("]*\$(\w+)\b/gi;

/**
 * The variables, in lower case, whose objects a script uninstalls, stops or deletes somewhere: what is looked
 * for to fill them is looked for to be removed.
 */
export function fatedVariables(text: string): Set<string> {
  const fated = new Set<string>();
  for (const pattern of [ENDS, PIPED, GIVEN]) {
    for (const match of text.matchAll(pattern)) fated.add((match[1] ?? '').toLowerCase());
  }
  fated.delete('_');
  const links = [LOOPS, COPIES].flatMap((pattern) => [...text.matchAll(pattern)]);
  for (const [, item = '', list = ''] of links.reverse()) {
    if (fated.has(item.toLowerCase())) fated.add(list.toLowerCase());
  }
  return fated;
}
