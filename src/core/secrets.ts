import type { Edit, Reference } from './types.js';

/** What is printed in a secret's place. */
const MASK = '***';

/**
 * Ends of the names of settings that hold a secret: passwords of installers and answer files, licence keys and
 * activation codes, keys of interfaces. A name that only begins so, such as KLPASSWDAREA, is none.
 */
const SECRET_NAME =
  '(?:passwd|password|passphrase|pwd|secret|token|api[_-]?key|xapikey|activation(?:[_-]?code)?|' +
  'install_license|licen[cs]e[_-]?key|add-(?:active|reserve)-key|install-active-key)';

const VALUE = `(?<value>"[^"\\r\\n]*"?|'[^'\\r\\n]*'?|[^\\s"'&;,|]+)`;

/** A name, what sets its value off and the value, quoted or not. */
const SETTING = new RegExp(`(?<lead>${SECRET_NAME}["']?\\s{0,8}(?:=>|[=:])\\s{0,8})${VALUE}`, 'gi');

/** An option of a command line and its value. */
const OPTION = new RegExp(`(?<lead>(?<=\\s|^)--?[\\w-]{0,40}${SECRET_NAME}\\s{1,8})${VALUE}`, 'gi');

/** Four groups of five: the form of an activation code. */
const ACTIVATION_CODE = /(?<![\w-])[0-9a-z]{5}(?:-[0-9a-z]{5}){3}(?![\w-])/gi;

const CREDENTIALS = /(?<=:\/\/)[^\s/?#@:]*:[^\s/?#@]*(?=@)/g;

/** A variable or a placeholder says nothing. */
const PLACEHOLDER = /^["']?(?:\$|\{\{|%[\w.]+%|<[\w -]+>|!)|^["']{0,2}$/;

/**
 * A text of a file, or about one, as it may be printed: the values of passwords, keys and activation codes are
 * masked, and so is the password of a URL.
 */
export function maskSecrets(text: string): string {
  return text
    .replace(CREDENTIALS, MASK)
    .replace(ACTIVATION_CODE, MASK)
    .replace(SETTING, maskValue)
    .replace(OPTION, maskValue);
}

function maskValue(whole: string, ...rest: readonly unknown[]): string {
  const { lead = '', value = '' } = rest.at(-1) as Record<string, string | undefined>;
  if (PLACEHOLDER.test(value)) return whole;
  const quote = /^["']/.exec(value)?.[0] ?? '';
  const closed = quote !== '' && value.length > 1 && value.endsWith(quote);
  return `${lead}${quote}${MASK}${closed ? quote : ''}`;
}

/** A reference as it may be printed, whatever stands in the name or version that it was read from. */
export function withoutSecrets(reference: Reference): Reference {
  const name = maskSecrets(reference.name);
  const { version } = reference;
  return { ...reference, name, ...(version === undefined ? {} : { version: maskSecrets(version) }) };
}

/** True if edits write a secret down again, so that they can be applied but not be printed. */
export function writeSecrets(edits: readonly Edit[]): boolean {
  return edits.some(({ text }) => maskSecrets(text) !== text);
}
