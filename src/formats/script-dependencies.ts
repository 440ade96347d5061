import type { Format, Sink, Span } from '../core/types.js';
import { coordinatesOf, mavenReference } from './shared/maven.js';
import { readPythonLiterals } from './shared/python-code.js';
import { readRequirement } from './shared/python.js';
import { packageReference } from './shared/references.js';
import { versionPart } from './shared/versions.js';

/** Group 1 is what a line asks for. */
const JVM: readonly RegExp[] = [
  // https://www.jbang.dev/documentation/jbang/latest/dependencies.html
  /^\uFEFF?\/\/DEPS[ \t]+([^\r\n]+)/gm,
  // https://scala-cli.virtuslab.org/docs/reference/directives
  /^\uFEFF?\/\/>[ \t]*using[ \t]+(?:[\w.]*[dD]eps?|libs?|dependency|dependencies|plugins?)[ \t]+([^\r\n]+)/gm,
  // https://docs.groovy-lang.org/latest/html/documentation/grape.html
  /@Grab\([ \t]*(?:value[ \t]*=[ \t]*)?["']([^"'\r\n]+)["']/g,
  // https://github.com/Kotlin/KEEP/blob/main/proposals/KEEP-0075-scripting-support.md
  /@file:DependsOn\([ \t]*["']([^"'\r\n]+)["']/g,
];
const GRAPE = /@Grab\([^)]{0,300}\)/g;
/** Groups 1 and 2 are the package and its version. */
const NUGET: readonly RegExp[] = [
  // https://learn.microsoft.com/dotnet/fsharp/tools/fsharp-interactive/#referencing-packages-in-f-interactive
  /^\uFEFF?[ \t]*#r[ \t]+"nuget:[ \t]*([\w.-]+)(?:[ \t]*,[ \t]*([^"\s]+))?/gm,
  // https://cakebuild.net/docs/writing-builds/preprocessor-directives/
  /^\uFEFF?[ \t]*#(?:addin|tool|module|l|load)[ \t]+"?nuget:[^?\r\n]*\?package=([\w.-]+)(?:&(?:amp;)?version=([\w.-]+))?/gm,
  // https://learn.microsoft.com/dotnet/core/sdk/file-based-apps
  /^\uFEFF?#:(?:package|sdk)[ \t]+([\w.-]+)(?:@(\S+))?/gm,
];
/** https://packaging.python.org/en/latest/specifications/inline-script-metadata/ */
const METADATA = /^\uFEFF?# \/\/\/ script[ \t]*\r?\n((?:#(?: [^\r\n]*)?\r?\n)*?)# \/\/\/[ \t]*$/gm;

const HEAD =
  /@Grab\(|@file:DependsOn\(|^\uFEFF?(?:\/\/DEPS[ \t]|\/\/>[ \t]*using[ \t]|[ \t]*#(?:r|addin|tool|module)[ \t]+"?nuget:|#:(?:package|sdk)[ \t]|# \/\/\/ script[ \t]*$)/m;

/** Scripts that name their packages themselves: JBang, Scala CLI, Groovy, Kotlin, F# and C#, Cake, Python. */
export const scriptDependencies: Format = {
  id: 'script-dependencies',
  title: 'Script that names its own packages',
  reads:
    'packages of JBang, Scala CLI, Grape, Kotlin, F#, C# and Cake scripts, and of inline Python metadata',
  files: [],
  candidates: ['**/*.{java,jsh,kt,kts,scala,sc,groovy,fsx,csx,dib,cake,cs,py}'],
  looksLike: (text) => HEAD.test(text),
  extract({ text }, sink) {
    for (const { index, 0: whole, 1: list = '' } of JVM.flatMap((pattern) => [...text.matchAll(pattern)])) {
      const start = index + whole.indexOf(list);
      for (const word of list.matchAll(/[^\s,"']+/g)) readCoordinates(word[0], start + word.index, sink);
    }
    for (const { index, 0: whole } of text.matchAll(GRAPE)) readGrape(whole, index, sink);
    for (const match of NUGET.flatMap((pattern) => [...text.matchAll(pattern)])) readNuget(match, sink);
    for (const match of text.matchAll(METADATA)) readMetadata(match, sink);
  },
};

/** Scala's own version is added to what stands behind two colons. */
function readCoordinates(text: string, start: number, sink: Sink): void {
  const colons = /^[^:]+(:{2,3})/.exec(text);
  const cut = colons ? colons[0].length - 1 : 0;
  const group = text.replace(/:.*$/, '');
  const rest = colons ? coordinatesOf({ text: `${group}:${text.slice(cut + 1)}`, span: [0, 0] }) : undefined;
  const whole = coordinatesOf({ text, span: [start, start + text.length] });
  if (whole) sink.reference(mavenReference(whole, {}));
  else if (rest) {
    const at = start + cut + 1;
    const span: Span = [at, at + rest.artifact.text.length];
    const groupSpan: Span = [start, start + group.length];
    sink.reference(
      packageReference(
        'maven',
        {
          name: `${group}:${rest.artifact.text}`,
          version: rest.version?.text,
          parts: [{ role: 'group', span: groupSpan }],
        },
        { span },
      ),
    );
  }
}

/** `@Grab(group='g', module='a', version='1')`. */
function readGrape(whole: string, start: number, sink: Sink): void {
  const part = (name: string): { text: string; span: Span } | undefined => {
    const found = new RegExp(`\\b${name}[ \\t]*=[ \\t]*["']([^"']+)["']`).exec(whole);
    const text = found?.[1];
    if (!found || text === undefined) return undefined;
    const end = start + found.index + found[0].length - 1;
    return { text, span: [end - text.length, end] };
  };
  const [group, artifact, version] = ['group', 'module', 'version'].map(part);
  if (group && artifact) sink.reference(mavenReference({ group, artifact, version }, {}));
}

function readNuget(match: RegExpExecArray, sink: Sink): void {
  const [whole, name = '', version] = match;
  const start = match.index + whole.lastIndexOf(name, whole.length - (version?.length ?? 0));
  const from = match.index + whole.length - (version?.length ?? 0);
  const known =
    version === undefined ? undefined : { text: version, span: [from, from + version.length] as const };
  sink.reference(
    packageReference('nuget', { name, ...versionPart(known) }, { span: [start, start + name.length] }),
  );
}

function readMetadata(match: RegExpExecArray, sink: Sink): void {
  const [whole, block = ''] = match;
  const start = match.index + whole.indexOf(block);
  // The comment signs are no part of the table that stands behind them.
  const table = block.replace(/^#/gm, ' ');
  for (const { text, span, within, name } of readPythonLiterals(table)) {
    if (within.at(-1) === 'dependencies' && name === '')
      readRequirement(text, { start: start + span[0] }, sink);
  }
}
