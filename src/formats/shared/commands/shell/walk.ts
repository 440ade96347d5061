import { forEachChild } from 'unbash';
import type {
  AndOr,
  Assignment,
  Command,
  Pipeline,
  Statement,
  SyntaxNode,
  TestCommand,
  Word as AstWord,
} from 'unbash';
import type { Unit } from '../../../../core/types.js';
import { emitPlace } from '../emit.js';
import { readCommand } from '../read.js';
import { readAssignment } from './assignments.js';
import { pipelineContexts } from './pipelines.js';
import type { ShellContext } from './pipelines.js';
import { isStored, readRedirect, targetOf } from './redirects.js';
import { resolveItems, resolveWord } from './resolve.js';
import type { Script } from './script.js';
import { andOrUnits, statementUnit } from './units.js';

/** Reads a list of statements; those of a body cannot all go. */
export function walkStatements(
  script: Script,
  statements: readonly Statement[],
  at: ShellContext,
  inBody: boolean,
): void {
  statements.forEach((statement, index) => {
    const end = script.heredocEnd(statement);
    const unit = at.condition
      ? undefined
      : (statementUnit(script.text, statements, index, inBody, end) ?? at.unit);
    walk(script, statement.command, { ...at, unit });
  });
}

const BRANCHES = /^(?:If|While|For|Select|ArithmeticFor|Case|Subshell|Coproc)$/;

function walk(script: Script, node: SyntaxNode, around: ShellContext): void {
  if (!script.descend([node.pos, node.end])) return;
  const at = around.straight && BRANCHES.test(node.type) ? { ...around, straight: false } : around;
  switch (node.type) {
    case 'Command':
      walkCommand(script, node, at);
      break;
    case 'AndOr':
      walkAndOr(script, node, at);
      break;
    case 'Pipeline':
      walkPipeline(script, node, at);
      break;
    case 'TestCommand':
      walkTest(script, node, at);
      break;
    case 'Redirected':
      walk(script, node.command, at);
      for (const redirect of node.redirects) readRedirect(script, redirect, [], undefined, at);
      break;
    case 'If': {
      const elifs = node.elif;
      walkCondition(script, node.clause.commands, at);
      for (const { clause } of elifs) walkCondition(script, clause.commands, at);
      const bodies = [node.then, ...elifs.map(({ then }) => then), ...(node.else ? [node.else] : [])];
      const runs = bodies.map((body) => () => {
        walkStatements(script, body.commands, at, true);
      });
      script.env.branch(runs, node.else !== undefined);
      break;
    }
    case 'While':
      walkCondition(script, node.clause.commands, at);
      walkLoop(script, node.body.commands, at);
      break;
    case 'For':
    case 'Select': {
      const list = node.wordlist ?? [];
      const words = resolveItems(list, script, 'list item');
      for (const word of list) walkExpansions(script, word, at);
      if (words.length > 0) script.env.set(node.name.value, { words, list: true });
      walkLoop(script, node.body.commands, at);
      break;
    }
    case 'ArithmeticFor':
      walkLoop(script, node.body.commands, at);
      break;
    case 'Case':
      script.env.branch(
        node.items.map(({ body }) => () => {
          walkStatements(script, body.commands, at, false);
        }),
        false,
      );
      break;
    case 'Function':
      script.define(node);
      break;
    case 'Subshell':
    case 'BraceGroup':
      walkStatements(script, node.body.commands, at, true);
      break;
    case 'CompoundList':
      walkStatements(script, node.commands, at, true);
      break;
    case 'Coproc':
      walk(script, node.body, at);
      break;
    default:
  }
  script.ascend();
}

/** The body of a function, or any node on its own. */
export function walkBody(script: Script, node: SyntaxNode): void {
  walk(script, node, { straight: true });
}

function walkCondition(script: Script, statements: readonly Statement[], at: ShellContext): void {
  walkStatements(script, statements, { ...at, condition: true, unit: undefined }, false);
}

function walkLoop(script: Script, statements: readonly Statement[], at: ShellContext): void {
  script.env.branch(
    [
      () => {
        walkStatements(script, statements, at, true);
      },
    ],
    false,
  );
}

function walkAndOr(script: Script, list: AndOr, at: ShellContext): void {
  const isTest = (index: number): boolean => {
    const command = list.commands[index];
    if (command?.type === 'TestCommand') return true;
    return (
      command?.type === 'Command' &&
      /^(?:\[|test|command|which|true|:|false|type|hash)$/.test(command.name?.value ?? '')
    );
  };
  const units = at.unit ? andOrUnits(list, isTest) : [];
  list.commands.forEach((command, index) => {
    const unit = units[index] ?? at.unit;
    walk(script, command, { ...at, unit });
  });
}

function walkPipeline(script: Script, { commands }: Pipeline, at: ShellContext): void {
  const texts = commands.map(({ pos, end }) => script.text.slice(pos, Math.min(end, pos + 512)));
  const contexts = pipelineContexts(texts);
  commands.forEach((command, index) => {
    walk(script, command, { ...at, ...contexts[index] });
  });
}

/** `[[ … ]]`: only what a unary operator asks about is a place. */
function walkTest(script: Script, node: TestCommand, at: ShellContext): void {
  const visit = (child: SyntaxNode): void => {
    if (child.type === 'Word') walkExpansions(script, child, at);
    else if (child.type === 'TestUnary' && /^-[a-zA-Z]$/.test(child.operator)) {
      const words = resolveWord(child.operand, script);
      const [program] = words;
      const read = (): void => undefined;
      for (const word of words) {
        if (program)
          emitPlace(
            { program, name: '[[', args: words, at, sink: script.out, places: () => [], read },
            word,
            'detect',
          );
      }
      walkExpansions(script, child.operand, at);
    } else forEachChild(child, visit);
  };
  forEachChild(node, visit);
}

const DECLARES = /^(?:export|local|readonly|declare|typeset|setenv)$/;

function walkCommand(script: Script, command: Command, at: ShellContext): void {
  const { name, prefix, args, redirects } = command;
  const prefixes = prefix.filter((each): each is Assignment => each.type === 'Assignment');
  const words = name ? resolveWord(name, script) : [];
  const declares = DECLARES.test(name?.value ?? '');
  const alone = prefixes.length + args.length <= 1;
  for (const each of prefixes) {
    const unit = name ? undefined : alone ? at.unit : undefined;
    readAssignment(
      script,
      each,
      { ...at, unit: name ? assignmentUnit(script, each) : unit },
      name ? 'setting' : 'variable',
    );
    walkAssigned(script, each, at);
  }
  for (const each of args) {
    if (each.type === 'Word') words.push(...resolveWord(each, script));
    else if (declares) {
      const context = { ...at, unit: alone ? at.unit : undefined };
      readAssignment(
        script,
        each,
        context,
        /^(?:export|setenv)$/.test(name?.value ?? '') ? 'setting' : 'own',
      );
    } else words.push(...resolveWord(asWord(each), script));
  }
  const removes = REMOVES.test(
    words
      .slice(0, 4)
      .map(({ text }) => text)
      .join(' '),
  );
  const inner: ShellContext = removes ? { ...at, fate: 'remove' } : at;
  if (name) walkExpansions(script, name, inner);
  for (const each of args) {
    if (each.type === 'Word') walkExpansions(script, each, inner);
    else walkAssigned(script, each, inner);
  }
  const stored = at.stored === true || redirects.some((redirect) => isStored(redirect));
  const context: ShellContext = stored ? { ...at, stored } : at;
  const target = targetOf(script, redirects, words, at);
  for (const redirect of redirects) {
    if (redirect.type !== 'HereDoc' && redirect.target) walkExpansions(script, redirect.target, at);
    readRedirect(script, redirect, words, target, context);
  }
  if (declares || words.length === 0) return;
  if (at.straight && name?.value === 'shift') script.shift(Number(words[1]?.text ?? 1) || 0);
  if (!script.call(words, at.unit)) readCommand(words, context, script.out);
}

const REMOVES =
  /\b(?:kill|pkill|killall|purge|remove|erase|autoremove|uninstall|del|stop|disable|rm|dpkg (?:-[rP]|--purge)|rpm -e)\b/;

/** `KEY=VALUE` before a command goes with the blank behind it. */
function assignmentUnit({ text }: Script, { pos, end }: Assignment): Unit {
  const blank = /^[ \t]*/.exec(text.slice(end, end + 64))?.[0].length ?? 0;
  return { span: [pos, end], what: 'setting', remove: [{ span: [pos, end + blank], text: '' }] };
}

/** An argument that only looks like an assignment, such as `Dpkg::Options=x` or `KEY=VALUE` behind a program. */
function asWord(assignment: Assignment): AstWord {
  const { pos, end, text, value } = assignment;
  const parts = value.type === 'Word' ? value.parts : undefined;
  const literal = (to: number): string => text.slice(0, to - pos);
  if (value.type !== 'Word' || !parts) {
    const tail = value.type === 'Word' ? literal(value.pos) + value.value : text;
    return { type: 'Word', text, value: tail, pos, end };
  }
  const head = {
    type: 'Literal' as const,
    pos,
    end: value.pos,
    value: literal(value.pos),
    text: literal(value.pos),
  };
  return { type: 'Word', text, value: text, pos, end, parts: [head, ...parts] };
}

function walkAssigned(script: Script, { value }: Assignment, at: ShellContext): void {
  if (value.type === 'Word') walkExpansions(script, value, at);
  else for (const element of value.elements) walkExpansions(script, element, at);
}

/** The commands inside of a word: `$(…)`, backticks, `<(…)`. */
function walkExpansions(script: Script, word: AstWord, at: ShellContext): void {
  if (!word.parts) return;
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Script') {
      if (node.source === undefined) for (const { command } of node.commands) walk(script, command, at);
    } else if (script.descend([node.pos, node.end])) {
      forEachChild(node, visit);
      script.ascend();
    }
  };
  forEachChild(word, visit);
}
