import type { Part, Sink } from '../../../core/types.js';
import { parseImage } from '../../../core/text/image.js';
import { spanIn } from '../commands/words.js';
import type { Piece, Word } from '../commands/words.js';
import { imageReference } from '../references.js';
import { emitImage } from '../yaml-emit.js';
import type { Around } from '../yaml-emit.js';
import { fieldOf, textsOf } from './values.js';
import type { ObjectValue, TextValue } from './values.js';

/**
 * An image, most often one text. Where a variable brings its repository the reference stands at the variable,
 * and the tag at its own.
 */
export function emitImageValue(sink: Sink, { word }: TextValue, around: Around): void {
  const home = repositoryPiece(word);
  if (!home) {
    emitImage(sink, word, around);
    return;
  }
  const { origin, path, text, span } = home;
  if (!origin) return;
  const uses = word.path === undefined ? [span] : word.uses;
  // The name is what is written there, so that it stays the same whatever uses it.
  const reference = imageReference(text, {
    span: origin,
    path: path ?? word.path,
    uses,
    intent: around.intent ?? 'use',
    unit: origin === span ? around.unit : undefined,
  });
  const { tag } = parseImage(word.text);
  const outside = tag === undefined ? undefined : tagPart(word, tag, home);
  const parts = [...(reference.parts ?? []), ...(outside ? [outside] : [])];
  sink.reference({ ...reference, parts, ...(tag === undefined ? {} : { version: tag }) });
}

/** The tag where it is written, if that is in the file of the repository: at a variable of its own or in the text. */
function tagPart(word: Word, tag: string, home: Piece): Part | undefined {
  const own = word.pieces?.find(({ origin, text }) => origin && text === tag);
  if (own?.origin) return own.path === home.path ? { role: 'tag', span: own.origin } : undefined;
  const from = word.text.lastIndexOf(tag);
  const span = spanIn(word, from, from + tag.length);
  const verbatim = span[1] - span[0] === tag.length;
  return verbatim && word.path === undefined && home.path === undefined ? { role: 'tag', span } : undefined;
}

/** The variable's piece that the whole repository comes from. */
function repositoryPiece({ text, pieces }: Word): Piece | undefined {
  const range = parseImage(text).parts.find(({ role }) => role === 'repository')?.span;
  if (!pieces || !range) return undefined;
  let at = 0;
  for (const piece of pieces) {
    const end = at + piece.text.length;
    if (range[0] >= at && range[1] <= end)
      return piece.origin && piece.origin[1] - piece.origin[0] === piece.text.length ? piece : undefined;
    at = end;
  }
  return undefined;
}

/** `{ registry, repository, tag }` as one image. False if the object is none. */
export function emitSplitImage(sink: Sink, object: ObjectValue, around: Around): boolean {
  const text = (...keys: string[]): Word | undefined => textsOf(fieldOf(object, ...keys)?.value)[0]?.word;
  const repository = text('repository', 'repo', 'imagename', 'image');
  const tag = text('tag', 'version', 'imagetag', 'imageversion');
  const registry = text('registry', 'registryserver', 'imageregistry');
  const digest = text('digest');
  if (!repository || !(tag ?? registry ?? digest)) return false;
  if (parseImage(repository.text).tag !== undefined) return false;
  const name = `${registry ? `${registry.text}/` : ''}${repository.text}${tag ? `:${tag.text}` : ''}`;
  const parts = (
    [
      ['registry', registry],
      ['repository', repository],
      ['tag', tag],
      ['digest', digest],
    ] as const
  ).flatMap(([role, word]): Part[] =>
    word && word.path === repository.path ? [{ role, span: word.span }] : [],
  );
  const reference = imageReference(name, {
    span: repository.span,
    intent: around.intent ?? 'use',
    unit: repository.path === undefined ? around.unit : undefined,
    path: repository.path,
    uses: repository.uses,
  });
  sink.reference({ ...reference, parts });
  return true;
}
