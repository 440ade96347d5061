import type { Intent, ReferenceType, Sink, Span, Unit } from '../../core/types.js';
import { parseUrl } from '../../core/text/url.js';
import { readScript } from './commands/shell/script.js';
import type { Assigned } from './commands/shell/script.js';
import { specOf } from './commands/specs.js';
import { splitWord, subWord } from './commands/words.js';
import type { CommandSink, Word } from './commands/words.js';
import { fileReference, isInstallerName, packageReference, urlReference } from './references.js';
import { isUnknownText, placement } from './yaml-emit.js';

/** What a variable of a recipe holds. `own` names what the recipe makes; `nothing` is never a reference. */
export interface RecipeField {
  readonly holds: 'own' | 'packages' | 'sources' | 'homepage' | 'nothing';
  readonly intent?: Intent;
}

/** A dialect of recipes that are shell scripts with variables of a fixed meaning. */
export interface RecipeSyntax {
  readonly type: ReferenceType;
  /** The first pattern that a variable's name matches tells what it holds. */
  readonly fields: readonly (readonly [RegExp, RecipeField])[];
  /** Cuts a package's name out of an item, or undefined where it names none; else the manager's own grammar. */
  readonly packageOf?: (item: Word) => { readonly word: Word; readonly intent?: Intent } | undefined;
}

/** Reads a recipe: its variables by their meaning, its functions as shell. */
export function readRecipe(text: string, syntax: RecipeSyntax, sink: Sink): void {
  readScript(text, sink, {
    assigned: (assignment, out) => {
      const field = syntax.fields.find(([pattern]) => pattern.test(assignment.name))?.[1];
      if (!field) {
        readPackaged(assignment, out);
        return false;
      }
      if (field.holds !== 'nothing') readField(text, assignment, field, syntax, out);
      return true;
    },
  });
}

/** What lies below the folder in which a package is put together is part of it, whatever is done there. */
function readPackaged({ words, unit }: Assigned, out: CommandSink): void {
  for (const word of words) {
    if (!/^\$\{?(?:sub)?(?:pkgdir|E?D)\}?\/./.test(word.text) || /\s/.test(word.text)) continue;
    out.reference(fileReference(word.text, placement(word, { unit })));
  }
}

function readField(
  text: string,
  { words, unit }: Assigned,
  { holds, intent = 'use' }: RecipeField,
  syntax: RecipeSyntax,
  out: CommandSink,
): void {
  for (const item of words.flatMap((word) => itemsOf(text, word))) {
    const around = { unit: item.item ?? unit, intent };
    if (!isWritten(item) || isUnknownText(item.text)) continue;
    if (holds === 'packages') readPackage(item, around, syntax, out);
    else if (holds === 'sources') readSource(item, around, out);
    else if (holds === 'homepage')
      out.reference(urlReference(item.text, { span: item.span, intent: 'mention' }));
    else {
      const name = splitWord(item, /:/g)[0] ?? item;
      out.reference(
        packageReference(syntax.type, { name: name.text }, { ...placement(name, { intent }), defines: true }),
      );
    }
  }
}

/** The items of a text that is a list; each goes with the white space beside it. */
function itemsOf(text: string, word: Word): Word[] {
  if (word.item || !/\s/.test(word.text)) return [word];
  return splitWord(word, /\s+/g).map((item) => ({ ...item, item: listItem(text, item.span) }));
}

function listItem(text: string, span: Span): Unit {
  const lead = /\s*$/.exec(text.slice(Math.max(0, span[0] - 200), span[0]))?.[0].length ?? 0;
  const first = lead === span[0] || /["']/.test(text[span[0] - lead - 1] ?? '');
  const trail = first
    ? (/^[^\S\r\n]*(?:\r?\n[^\S\r\n]*)?/.exec(text.slice(span[1], span[1] + 200))?.[0].length ?? 0)
    : 0;
  const cut: Span = first ? [span[0], span[1] + trail] : [span[0] - lead, span[1]];
  return { span, what: 'list item', remove: [{ span: cut, text: '' }] };
}

/** False for what a variable that stands elsewhere puts into a longer text: it is read where it is written. */
function isWritten({ pieces }: Word): boolean {
  return !pieces || pieces.length === 0 || pieces.some(({ verbatim }) => verbatim);
}

function readPackage(
  item: Word,
  around: { readonly unit: Unit | undefined; readonly intent: Intent },
  { type, packageOf }: RecipeSyntax,
  out: CommandSink,
): void {
  const found = packageOf ? packageOf(item) : { word: item };
  if (!found || !/[\p{L}\p{N}]/u.test(found.word.text)) return;
  const { name, version } = specOf(type, found.word);
  out.reference(
    packageReference(
      type,
      {
        name: name.text,
        version: version?.text,
        parts: version ? [{ role: 'version', span: version.span }] : [],
      },
      placement(name, { unit: around.unit, intent: found.intent ?? around.intent }),
    ),
  );
}

/** `url`, `name::url`, `git+url#ref` or a file beside the recipe, of which only installers tell anything. */
function readSource(
  item: Word,
  around: { readonly unit: Unit | undefined; readonly intent: Intent },
  out: CommandSink,
): void {
  const renamed = item.text.indexOf('::');
  const named = renamed < 0 ? item : subWord(item, renamed + 2);
  const scheme = /^(?:git|svn|hg|bzr|fossil)\+(?=\w+:)/.exec(named.text)?.[0].length ?? 0;
  const place = scheme > 0 ? subWord(named, scheme) : named;
  if (parseUrl(place.text)) out.reference(urlReference(place.text, placement(place, around)));
  else if (isInstallerName(place.text)) out.reference(fileReference(place.text, placement(place, around)));
}
