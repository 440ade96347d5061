import { configReference } from './references.js';
import { cmdletName } from './commands/parameters.js';
import { isPath } from './commands/emit.js';
import { readCommand } from './commands/read.js';
import { plainWord } from './commands/words.js';
import type { CommandContext, Word } from './commands/words.js';
import { emitCompared, emitValue } from './powershell-expressions.js';
import { wordsOf } from './powershell.js';
import type { PowerShell } from './powershell.js';
import { isResource, readResource } from './powershell-dsc.js';
import { statementUnit } from './powershell-units.js';
import type { Group, Node, Statement } from './powershell-syntax.js';
import { bareText, literalsOf, parameterNames, readTable } from './powershell-values.js';

/** Reads the statements of a script or of a block; those that are part of another go with it. */
export function walkStatements(
  script: PowerShell,
  statements: readonly Statement[],
  at: CommandContext,
  isPart = false,
): void {
  const [first] = statements;
  const last = statements[statements.length - 1];
  if (!script.descend(first && last && [first.span[0], last.span[1]])) return;
  statements.forEach((statement, index) => {
    const own = isPart ? at.unit : statementUnit(script.text, statements, index);
    const unit = at.condition ? undefined : own;
    walkPipeline(script, statement, { ...at, unit });
  });
  script.ascend();
}

const REMOVES =
  /\b(?:Stop|Remove|Uninstall|Suspend|Disable)-\w|\.(?:Uninstall|Delete|Kill|Terminate|StopService)\(|-MethodName\s+["']?(?:Uninstall|Terminate)|^\s*(?:spsv|spps|kill|ri|rm|del)\b|msiexec[^|]*\/x|\btaskkill\b/i;

function walkPipeline(script: PowerShell, { pipeline }: Statement, at: CommandContext): void {
  const texts = pipeline.map((nodes) =>
    script.text.slice(nodes[0]?.span[0], nodes[nodes.length - 1]?.span[1]),
  );
  const removing = texts.findLastIndex((text) => REMOVES.test(text.slice(0, 2000)));
  const source = cmdletName(/^[\s(]*([\w-]+)/.exec(texts[0]?.replace(/^\$\w+\s*=\s*/, '') ?? '')?.[1] ?? '');
  const listed =
    source === 'get-process'
      ? ('process' as const)
      : source === 'get-service'
        ? ('service' as const)
        : undefined;
  const target = /^\$(?:\w+:)?(\w+)\s*=/.exec(texts[0]?.slice(0, 200) ?? '')?.[1]?.toLowerCase();
  const removes = at.fate === 'remove' || (target !== undefined && script.fated.has(target));
  pipeline.forEach((nodes, index) => {
    const before = pipeline[index - 1];
    if (before) script.env.set('_', { list: true, words: literalsOf(script, before) });
    walkNodes(script, nodes, {
      ...at,
      ...(listed ? { listed } : {}),
      ...(index < removing || removes || endsItself(texts[index]) ? { fate: 'remove' as const } : {}),
    });
  });
}

/** True where what brackets look for is taken away at once: `(Get-WmiObject …).Uninstall()`. */
function endsItself(text = ''): boolean {
  return (
    /^\s*\(/.test(text) && /\)\.(?:Uninstall|Delete|Kill|Terminate|StopService)\(/i.test(text.slice(0, 2000))
  );
}

const BLOCKS =
  /^(?:if|elseif|else|while|until|do|switch|for|try|catch|finally|begin|process|end|trap|return|throw|dynamicparam|data|configuration|node|in|workflow|parallel)$/;

function walkNodes(script: PowerShell, nodes: readonly Node[], at: CommandContext): void {
  const [first, second] = nodes;
  const last = nodes[nodes.length - 1];
  if (!first) return;
  const text = bareText(first).toLowerCase();
  if (first.kind === 'mark' && first.text === '&') walkCommand(script, nodes.slice(1), at);
  else if (text === 'function' || text === 'filter') walkFunction(script, nodes);
  else if (text === 'foreach' && second?.kind === 'group' && second.open === '(')
    walkForeach(script, nodes, at);
  else if (text === 'param') walkParam(script, nodes, at);
  else if (isResource(text) && last?.kind === 'group' && last.open === '{') {
    readResource([...wordsOf(script, first), ...readTable(script, last)], at, script.out);
  } else if (BLOCKS.test(text)) walkBlocks(script, nodes, at);
  else if (second?.kind === 'mark' && second.text.endsWith('=') && first.kind === 'word') {
    walkAssignment(script, first, second.text, nodes.slice(2), at);
  } else if (
    first.kind === 'word' &&
    !first.quoted &&
    /^(?:[A-Za-z_.\\/~?]|\d+-?[a-z]|%)/.test(text) &&
    !isMember(text)
  ) {
    walkCommand(script, nodes, at);
  } else walkExpression(script, nodes, at);
}

function isMember(text: string): boolean {
  return text.startsWith('.') && !/^\.[\\/]|^\.$/.test(text);
}

function walkBlocks(script: PowerShell, nodes: readonly Node[], at: CommandContext): void {
  const word = bareText(nodes[0] ?? { kind: 'mark', text: '', span: [0, 0] }).toLowerCase();
  if (word === 'return' || word === 'throw' || word === 'in') {
    if (word === 'return') walkNodes(script, nodes.slice(1), at);
    return;
  }
  for (const node of nodes.slice(1)) {
    if (node.kind !== 'group') continue;
    if (node.open === '(') walkStatements(script, node.body, { ...at, condition: true });
    else walkBlock(script, node, { ...at, condition: false });
  }
}

function walkBlock(script: PowerShell, group: Group, at: CommandContext, isPart = false): void {
  script.env.branch(
    [
      () => {
        walkStatements(script, group.body, at, isPart);
      },
    ],
    false,
  );
}

function walkGroups(script: PowerShell, nodes: readonly Node[], at: CommandContext): void {
  for (const node of nodes) if (node.kind === 'group') walkStatements(script, node.body, at, true);
}

function walkFunction(script: PowerShell, nodes: readonly Node[]): void {
  const name = bareText(nodes[1] ?? { kind: 'mark', text: '', span: [0, 0] }).toLowerCase();
  const list = nodes.find((node): node is Group => node.kind === 'group' && node.open === '(');
  const body = nodes.find((node): node is Group => node.kind === 'group' && node.open === '{');
  if (!body) return;
  const param = body.body
    .map(({ pipeline }) => pipeline[0] ?? [])
    .find((each) => bareText(each[0] ?? { kind: 'mark', text: '', span: [0, 0] }).toLowerCase() === 'param');
  const declared = list ?? param?.find((node): node is Group => node.kind === 'group');
  script.define(name, declared ? parameterNames(declared) : [], body.body);
}

/** `param (…)`, behind which a command may stand on the same line. */
function walkParam(script: PowerShell, nodes: readonly Node[], at: CommandContext): void {
  const end = nodes.findIndex(({ kind }) => kind === 'group') + 1;
  walkGroups(script, end > 0 ? nodes.slice(0, end) : nodes, at);
  if (end > 0 && end < nodes.length) walkNodes(script, nodes.slice(end), at);
}

function walkForeach(script: PowerShell, nodes: readonly Node[], at: CommandContext): void {
  const [, head, ...rest] = nodes;
  if (head?.kind !== 'group') return;
  const inner = head.body.flatMap(({ pipeline }) => pipeline.flat());
  const [variable, , ...list] = inner;
  const [part] = variable?.kind === 'word' ? variable.parts : [];
  const name = part && 'variable' in part ? part.variable : '';
  const fate = at.fate ?? (script.fated.has(name) ? 'remove' : undefined);
  walkNodes(script, list, { ...at, ...(fate ? { fate } : {}), condition: true });
  const words = literalsOf(script, list);
  if (name !== '' && words.length > 0) script.env.set(name, { words, list: true });
  for (const node of rest) if (node.kind === 'group') walkBlock(script, node, at);
}

function walkAssignment(
  script: PowerShell,
  target: Extract<Node, { kind: 'word' }>,
  sign: string,
  value: readonly Node[],
  at: CommandContext,
): void {
  const [part] = target.parts;
  const name =
    part && 'variable' in part ? part.variable.replace(/^(?:script|global|local|private):/, '') : '';
  if (name.startsWith('env:')) {
    const key = name.slice(4).toUpperCase();
    const end = target.span[1];
    const span = [end - key.length, end] as const;
    script.out.reference(configReference('config-key', script.text.slice(...span), { span, unit: at.unit }));
  }
  const [first] = value;
  if (first?.kind === 'group' && first.open === '@{') {
    const table = readTable(script, first);
    if (name !== '') script.tables.set(name, table);
    walkValues(script, first, at);
    return;
  }
  walkNodes(script, value, at);
  const words = literalsOf(script, value).filter(({ text }) => text !== '' && text.length <= 4096);
  const isList = value.length > 1 || first?.kind === 'group';
  if (name === '' || words.length === 0) return;
  if (words.some(({ text }) => text.includes('$(') && !isPath(text))) return;
  if (sign === '+=') script.env.append(name, { words, list: isList });
  else script.env.set(name, { words, list: isList });
}

function walkValues(script: PowerShell, group: Group, at: CommandContext): void {
  for (const { pipeline } of group.body) {
    for (const nodes of pipeline) walkExpression(script, nodes.slice(2), at);
  }
}

function walkCommand(script: PowerShell, nodes: readonly Node[], at: CommandContext): void {
  const words: Word[] = [];
  nodes.forEach((node, index) => {
    const before = nodes[index - 1];
    const more = before?.kind === 'mark' && before.text === ',';
    if (node.kind === 'word') {
      const splat = /^@(\w+)$/.exec(bareText(node))?.[1];
      const found = splat === undefined ? undefined : script.tables.get(splat.toLowerCase());
      words.push(...(found ?? listed(wordsOf(script, node), more)));
    } else if (PRODUCT_CODE.test(script.text.slice(...node.span))) {
      words.push(plainWord(script.text.slice(...node.span), node.span[0]));
    } else if (node.kind === 'group' && node.open !== '{') {
      const literals = literalsOf(script, [node]);
      if (literals.length > 0)
        words.push(
          ...listed(
            literals.map((word) => ({ ...word, argument: undefined })),
            more,
          ),
        );
      else walkStatements(script, node.body, at, true);
    }
  });
  const filters = /^(?:where(?:-object)?|\?)$/i.test(words[0]?.text ?? '');
  for (const node of nodes) {
    if (node.kind === 'group' && node.open === '{')
      walkBlock(script, node, filters ? at : { ...at, condition: false }, filters);
  }
  if (words.length > 0 && !script.call(words, at.unit)) readCommand(words, at, script.out);
}

/** A product code without quotes looks like a block. */
const PRODUCT_CODE = /^\{[0-9a-f-]{36}\}$/i;

function listed(words: readonly Word[], more: boolean): Word[] {
  return words.map((word, index) => (more || index > 0 ? { ...word, more: true } : word));
}

const COMPARES = /^-[ci]?(?:like|match|eq|in|contains)$/i;

/** Comparisons with names, calls of methods, and texts that name a place. */
function walkExpression(script: PowerShell, nodes: readonly Node[], at: CommandContext): void {
  nodes.forEach((node, index) => {
    const before = nodes[index - 1];
    if (node.kind === 'group') {
      const downloads = before !== undefined && /download/i.test(bareText(before));
      if (node.open === '{') walkBlock(script, node, { ...at, condition: false });
      else walkStatements(script, node.body, { ...at, condition: !downloads && at.condition === true }, true);
      return;
    }
    if (node.kind !== 'word') return;
    const compares = before && COMPARES.test(bareText(before));
    const subject = nodes[index - 2];
    for (const word of wordsOf(script, node)) {
      if (compares && subject) emitCompared(script, script.text.slice(...subject.span), word, at);
      else if (node.quoted || word.uses === undefined) emitValue(script, word, at);
    }
  });
}
