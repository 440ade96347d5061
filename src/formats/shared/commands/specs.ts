import type { ReferenceType } from '../../../core/types.js';
import { subWord } from './words.js';
import type { Word } from './words.js';

/** The name and version that a package argument holds. */
export interface Spec {
  readonly name: Word;
  readonly version?: Word;
}

/** Group 1 is the name, the first other group that matches the version. */
const PATTERNS: Partial<Record<ReferenceType, RegExp>> = {
  deb: /^([^=/:\s]+)(?::[a-z0-9-]+)?(?:=(\S+)|\/\S+)?$/d,
  rpm: /^(.+?)-(?:\d+:)?(\d[^-]*(?:\.[^-]+|-[^-]+))$/d,
  apk: /^([^=<>~@]+)(?:[=<>~]{1,2}([^@]+))?/d,
  alpm: /^(?:[\w-]+\/)?([^=<>/]+)(?:[=<>]{1,2}(.+))?$/d,
  npm: /^(@[^/@]+\/[^@]+|[^@]+)(?:@(.+))?$/d,
  pypi: /^([A-Za-z0-9._-]+)\s*(?:\[[^\]]*\])?\s*(?:(?:===?|~=)\s*([^,;\s]+))?/d,
  golang: /^([^@]+)(?:@(.+))?$/d,
  cargo: /^([^@]+)(?:@(.+))?$/d,
  composer: /^([^:=\s]+)(?:[:=](.+))?$/d,
  conda: /^(?:[\w./-]+::)?([\w.-]+)(?:=+([^=]+))?/d,
  gem: /^([^:]+)(?::(.+))?$/d,
  conan: /^([^/@]+)(?:\/([^@#]+))?/d,
  ebuild: /^[!<>=~]*([\w+-]+\/[\w+]+(?:-[A-Za-z_][\w+]*)*)(?:-(\d[\w.-]*))?/d,
  luarocks: /^([^\s]+)$/d,
  pub: /^([^:@]+)(?:[:@](.+))?$/d,
  vcpkg: /^([\w-]+)/d,
  cpan: /^([\w:-]+)(?:[@~](.+))?$/d,
  scoop: /^(?:[\w-]+\/)?([^@/]+)(?:@(.+))?$/d,
  'ansible-role': /^([^,:]+)(?:[,:](.+))?$/d,
};

/** Takes a package argument apart by the grammar of its manager; a whole word where it has none. */
export function specOf(type: ReferenceType, word: Word): Spec {
  const match = PATTERNS[type]?.exec(word.text);
  const name = match?.indices?.[1];
  if (!match || !name) return { name: word };
  const version = match.indices?.slice(2).find((found) => found !== undefined);
  return {
    name: subWord(word, name[0], name[1]),
    ...(version ? { version: subWord(word, version[0], version[1]) } : {}),
  };
}
