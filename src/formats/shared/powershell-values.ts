import type { Span, Unit } from '../../core/types.js';
import type { Word } from './commands/words.js';
import { wordsOf } from './powershell.js';
import type { PowerShell } from './powershell.js';
import type { Group, Node } from './powershell-syntax.js';

/** The text of a bare word without variables; empty for anything else. */
export function bareText(node: Node): string {
  if (node.kind !== 'word' || node.quoted) return '';
  const [part] = node.parts;
  return part && 'text' in part ? part.text : '';
}

/** The texts of a list: `'a', 'b'`, `@('a', 'b')`, or a variable that holds one. */
export function literalsOf(script: PowerShell, nodes: readonly Node[], depth = 0): Word[] {
  const only = nodes.every(
    (node) => node.kind === 'word' || (node.kind === 'mark' && node.text === ',') || isList(node),
  );
  if (!only || depth > 8 || isOpaque(nodes)) return [];
  return nodes.flatMap((node, index) => {
    if (index === 0 && nodes.length > 1 && bareText(node) !== '') return [];
    if (node.kind === 'group') {
      return node.body.flatMap(({ pipeline }) =>
        pipeline.length === 1 ? literalsOf(script, pipeline[0] ?? [], depth + 1) : [],
      );
    }
    const item = itemOf(nodes, index);
    return wordsOf(script, node).map((word) => (item && !word.uses ? { ...word, item } : word));
  });
}

/** True for what a member of an object gives, or a command that does not just get what its arguments name. */
function isOpaque(nodes: readonly Node[]): boolean {
  const [first, second] = nodes;
  const program = first && second && second.kind !== 'mark' ? bareText(first) : '';
  return (program !== '' && !/^get-/i.test(program)) || nodes.some((node) => bareText(node).startsWith('.'));
}

/** An element of a list goes with the comma beside it. */
function itemOf(nodes: readonly Node[], index: number): Unit | undefined {
  const span = nodes[index]?.span;
  const before = nodes[index - 1]?.kind === 'mark' ? nodes[index - 2] : undefined;
  const next = nodes[index + 1]?.kind === 'mark' ? nodes[index + 2] : undefined;
  if (!span || (!before && !next)) return undefined;
  const cut: Span = before ? [before.span[1], span[1]] : [span[0], next?.span[0] ?? span[1]];
  return { span, what: 'list element', remove: [{ span: cut, text: '' }] };
}

function isList(node: Node): boolean {
  return node.kind === 'group' && (node.open === '@(' || node.open === '(');
}

/** A hashtable as the parameters that it gives when it is splatted. */
export function readTable(script: PowerShell, group: Group): Word[] {
  return group.body.flatMap(({ pipeline }) => {
    const [key, sign, ...value] = pipeline[0] ?? [];
    if (key?.kind !== 'word' || sign?.kind !== 'mark') return [];
    const [name] = wordsOf(script, key);
    if (!name) return [];
    const words = literalsOf(script, value).map((word, index) =>
      index > 0 ? { ...word, more: true } : word,
    );
    return [
      { text: `-${name.text}`, span: name.span, pieces: [] },
      ...words.map((word) => ({ ...word, argument: undefined })),
    ];
  });
}

/** The variables that a function declares. */
export function parameterNames(group: Group): string[] {
  const nodes = group.body.flatMap(({ pipeline }) => pipeline.flat());
  return nodes.flatMap((node, index) => {
    const [part] = node.kind === 'word' ? node.parts : [];
    const before = nodes[index - 1];
    const isDefault = before?.kind === 'mark' && before.text === '=';
    return part && 'variable' in part && !isDefault ? [part.variable] : [];
  });
}
