import type { Format, Sink, Span } from '../core/types.js';
import { listItemUnit } from './shared/list-item.js';
import { packageReference } from './shared/references.js';
import { emitSource, githubReference } from './shared/sources.js';
import { versionPart } from './shared/versions.js';

const FUNCTION = /^[ \t]*defp?[ \t]+\w*deps\w*\b[\s\S]*?(?=^[ \t]*(?:defp?|defmodule)[ \t]|(?![\s\S]))/gm;
const TUPLE = /\{\s*:("?)(\w+)\1\s*,/g;
const MAX_TUPLE = 2000;

/** https://hexdocs.pm/mix/Mix.Tasks.Deps.html */
export const hex: Format = {
  id: 'hex',
  title: 'mix.exs',
  reads: 'dependencies with versions, Git and GitHub sources, other names on Hex',
  files: ['**/mix.exs'],
  comment: { line: '#' },
  extract({ text }, sink) {
    const masked = text.replace(
      /(^|[\s,([{}])#(?!\{)[^\n]*/g,
      (each, lead: string) => lead + ' '.repeat(each.length - lead.length),
    );
    for (const { 0: body, index } of masked.matchAll(FUNCTION)) {
      for (const match of body.matchAll(TUPLE)) readTuple(text, masked, index + match.index, match, sink);
    }
  },
};

/** `{:name, "~> 1.0", only: :dev}`, `{:name, git: "…"}`, `{:name, ">= 0", hex: :other}`. */
function readTuple(text: string, masked: string, start: number, match: RegExpExecArray, sink: Sink): void {
  const head = match[0];
  const own = match[2] ?? '';
  const limit = Math.min(masked.length, start + MAX_TUPLE);
  const end = closing(masked, start, limit);
  const rest = masked.slice(start + head.length, end);
  const from = start + head.length;
  const option = (name: string): { text: string; span: Span } | undefined => {
    const found = new RegExp(`\\b${name}:\\s*(?:"([^"\\n]*)"|:(\\w+))`).exec(rest);
    const value = found?.[1] ?? found?.[2];
    if (!found || value === undefined) return undefined;
    const at = from + found.index + found[0].lastIndexOf(value);
    return { text: value, span: [at, at + value.length] };
  };
  const requirement = /^\s*"([^"\n]*)"/.exec(rest);
  const at = from + (requirement?.[0].indexOf('"') ?? 0) + 1;
  const version =
    requirement?.[1] === undefined
      ? undefined
      : { text: requirement[1], span: [at, at + requirement[1].length] as const };
  const nameStart = start + head.indexOf(own, head.indexOf(':'));
  const renamed = option('hex');
  const unit = listItemUnit('dependency', text, [start, end]);
  const name = { name: renamed?.text ?? own, ...versionPart(version) };
  sink.reference(
    packageReference('hex', name, { span: renamed?.span ?? [nameStart, nameStart + own.length], unit }),
  );
  const git = option('git');
  const github = option('github');
  if (git) emitSource(sink, git.text, { span: git.span, unit });
  const short = github && githubReference(github.text, { span: github.span, unit });
  if (short) sink.reference(short);
}

function closing(masked: string, open: number, limit: number): number {
  let depth = 0;
  for (let at = open; at < limit; at++) {
    if (masked[at] === '{') depth++;
    else if (masked[at] === '}' && --depth === 0) return at + 1;
  }
  return limit;
}
