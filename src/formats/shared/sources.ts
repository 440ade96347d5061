import type { Reference, Sink } from '../../core/types.js';
import { parseUrl } from '../../core/text/url.js';
import { typedReference, urlReference } from './references.js';
import type { Placement } from './references.js';

/** `git@host:owner/name.git`, as Git takes it beside URLs (https://git-scm.com/docs/git-clone#_git_urls). */
const SCP = /^(?:[\w.-]+@)?([\w-]+(?:\.[\w-]+)+):(?!\/\/)([\w.-]+\/[\w./-]+)/;
const SHORTHAND = /^[\w.-]+\/[\w.-]+$/;
const PREFIX = /^(?:git|hg|svn|bzr)\+(?=[a-z+]+:)|^(?:git|url|path)::?(?=https?:\/\/)/i;

/**
 * Where a package's code is taken from: a URL in any of the spellings of package managers (`git+https://…@rev#egg`),
 * Git's own `git@host:path`. The span is narrowed to the repository. Undefined for anything else.
 * @param at Where the text stands, as it is.
 */
export function sourceReference(text: string, at: Placement): Reference | undefined {
  const prefix = PREFIX.exec(text)?.[0].length ?? 0;
  const start = at.span[0] + prefix;
  const bare = text.slice(prefix);
  const verbatim = at.span[1] - at.span[0] === text.length;
  const narrowed = (length: number): Placement => (verbatim ? { ...at, span: [start, start + length] } : at);
  if (parseUrl(bare)) {
    const url = repositoryPart(bare);
    return { ...urlReference(url, narrowed(url.length)), kind: 'repository' };
  }
  const scp = SCP.exec(bare);
  const [whole, host = '', path = ''] = scp ?? [''];
  if (!scp) return undefined;
  const repository = path.replace(/\.git$/, '');
  if (host === 'github.com' || host === 'gitlab.com') {
    const type = host === 'github.com' ? 'github' : 'gitlab';
    return typedReference('repository', type, repository, narrowed(whole.length));
  }
  return { ...urlReference(`ssh://${host}/${path}`, narrowed(whole.length)), kind: 'repository' };
}

/** `owner/name` on GitHub, in the formats that mean it by that. */
export function githubReference(text: string, at: Placement): Reference | undefined {
  return SHORTHAND.test(text) ? typedReference('repository', 'github', text, at) : undefined;
}

/** Reports a source if the text is one. False if it is none. */
export function emitSource(sink: Sink, text: string, at: Placement): boolean {
  const reference = sourceReference(text, at);
  if (reference) sink.reference(reference);
  return reference !== undefined;
}

/** A URL without the revision and fragment that package managers put behind it. */
function repositoryPart(url: string): string {
  const bare = url.replace(/[#?].*$/s, '');
  const slash = bare.indexOf('/', bare.indexOf('://') + 3);
  const revision = slash < 0 ? -1 : bare.indexOf('@', slash);
  return revision < 0 ? bare : bare.slice(0, revision);
}
