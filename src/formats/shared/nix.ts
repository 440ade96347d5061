import { createViewBuilder } from '../../core/text/view.js';
import type { Span, View } from '../../core/types.js';

/** A string of a Nix expression, `"…"` or `''…''`, or an address without quotes. */
export interface NixString {
  readonly kind: 'string';
  readonly text: string;
  readonly span: Span;
  readonly view: View;
  /** From quote to quote. */
  readonly raw: Span;
}

/** A name, dots included, of a list: `pkgs.kesl`. */
export interface NixName {
  readonly kind: 'name';
  readonly text: string;
  readonly span: Span;
}

/** `path = value;` with the sets around it in the path. */
export interface NixBinding {
  readonly path: string;
  /** From the first name to the semicolon. */
  readonly span: Span;
  readonly keySpan: Span;
  /** The functions and names before the set that holds it: `fetchFromGitHub`. */
  readonly holder: string;
  /** Where the holding set begins; equal for the bindings of one set. */
  readonly set: number;
  /** Strings and names of the value outside of sets in it. */
  readonly values: readonly (NixString | NixName)[];
}

interface Frame {
  readonly open: string;
  readonly start: number;
  readonly path: string;
  readonly holder: string;
  binding: { path: string; keySpan: Span; values: (NixString | NixName)[] } | undefined;
  /** Names read since the last sign, which may become a key. */
  key: { text: string; span: Span } | undefined;
}

const TOKEN =
  /#[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|''(?:[^']|'(?!')|''(?:\$|'|\\))*(?:''|$)|"(?:[^"\\]|\\[\s\S])*"?|[a-z][\w+.-]*:\/\/[^\s"'();{}<>]+|[A-Za-z_][\w'-]*(?:\.(?:[A-Za-z_][\w'-]*|"[^"\r\n]*"))*|==|[=;{}()[\]:]|\$\{/g;

/**
 * Reads the bindings of a Nix expression (https://nix.dev/manual/nix/latest/language/) without evaluating it:
 * the strings and names that each path is set to. Linear; unbalanced signs cost nothing but paths.
 */
export function readNix(text: string): NixBinding[] {
  const found: NixBinding[] = [];
  const stack: Frame[] = [{ open: '', start: 0, path: '', holder: '', binding: undefined, key: undefined }];
  let words: string[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const span: Span = [match.index, match.index + token.length];
    const top = stack[stack.length - 1];
    if (!top) break;
    if (token.startsWith('#') || token.startsWith('/*')) continue;
    if (/^["']|:\/\//.test(token)) {
      const value = stringOf(text, span, token);
      if (top.binding) top.binding.values.push(value);
      else
        top.key = { text: (top.key?.text ?? '') + value.text, span: [top.key?.span[0] ?? span[0], span[1]] };
    } else if (/^[A-Za-z_]/.test(token)) {
      words.push(token);
      if (top.binding) top.binding.values.push({ kind: 'name', text: token, span });
      else top.key = { text: token, span };
    } else if (token === '=') {
      if (top.key && !top.binding) {
        const path = top.path === '' ? top.key.text : `${top.path}.${top.key.text}`;
        top.binding = { path: path.replaceAll('"', ''), keySpan: top.key.span, values: [] };
      }
      top.key = undefined;
      words = [];
    } else if (token === ';') {
      if (top.binding)
        found.push({
          ...top.binding,
          span: [top.binding.keySpan[0], span[1]],
          holder: top.holder,
          set: top.start,
        });
      top.binding = undefined;
      top.key = undefined;
      words = [];
    } else if (/^[{([]|^\$\{$/.test(token)) {
      const inSet = token === '{';
      stack.push({
        open: token,
        start: span[0],
        path: inSet ? (top.binding?.path ?? top.path) : top.path,
        holder: words.at(-1) ?? '',
        // What stands in parentheses and lists is part of the same value.
        binding: inSet || token === '${' ? undefined : top.binding,
        key: undefined,
      });
      words = [];
    } else if (/^[})\]]$/.test(token)) {
      if (stack.length > 1) stack.pop();
      words = [];
    } else if (token === ':') {
      top.key = undefined;
      words = [];
    }
  }
  return found;
}

function stringOf(text: string, span: Span, token: string): NixString {
  const indented = token.startsWith("''");
  const quote = indented ? 2 : token.startsWith('"') ? 1 : 0;
  const closed = quote > 0 && token.length >= 2 * quote && token.endsWith(token.slice(0, quote));
  const inner: Span = [span[0] + quote, closed ? span[1] - quote : span[1]];
  const builder = createViewBuilder(text);
  const escape = indented ? /''(?:\$|'|\\[\s\S])/g : /\\[\s\S]/g;
  let from = inner[0];
  for (const match of text.slice(...inner).matchAll(escape)) {
    const at = inner[0] + match.index;
    builder.copy(from, at);
    builder.put(indented ? match[0].slice(2, 3) : match[0].slice(1), at);
    from = at + match[0].length;
  }
  builder.copy(from, inner[1]);
  const view = builder.view();
  return { kind: 'string', text: view.text, span: inner, view, raw: span };
}
