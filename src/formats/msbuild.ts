import type { Format, Part, Sink, Span, Unit } from '../core/types.js';
import { sourceSpan } from '../core/text/view.js';
import {
  fileReference,
  imageReference,
  isInstallerName,
  packageReference,
  urlReference,
} from './shared/references.js';
import { attribute, childText, elementUnit, parseXml, textOf } from './shared/xml.js';
import type { XmlDocument, XmlElement, XmlText } from './shared/xml.js';

const PACKAGES = [
  'PackageReference',
  'PackageVersion',
  'GlobalPackageReference',
  'PackageDownload',
  'DotNetCliToolReference',
];

/** Properties and metadata that hold a path, a feed, an image or a command. */
const COMMANDS = ['PreBuildEvent', 'PostBuildEvent', 'PreLinkEvent'];
const FEEDS = ['RestoreSources', 'RestoreAdditionalProjectSources', 'PackageSource'];

/** Projects of MSBuild: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files */
export const msbuild: Format = {
  id: 'msbuild',
  title: '.NET project',
  reads: 'package references and versions, tools, SDKs, assembly references, feeds, commands, downloads',
  files: [
    '**/*.{csproj,vbproj,fsproj,vcxproj,sqlproj,wixproj,wapproj,nfproj,esproj,pyproj,msbuildproj,proj}',
    '**/*.{props,targets}',
    '**/*.{csproj,vbproj,fsproj}.user',
  ],
  comment: { block: ['<!--', '-->'] },
  extract({ text }, sink) {
    const project = parseXml(text, sink);
    const properties = new Map<string, Value>();
    for (const element of project.elements) {
      if (element.parent?.name === 'PropertyGroup')
        properties.set(element.name.toLowerCase(), textOf(project, element));
    }
    for (const element of project.elements) readElement({ project, properties, sink }, element);
  },
};

type Value = Pick<XmlText, 'text' | 'span'>;

interface Context {
  readonly project: XmlDocument;
  readonly properties: ReadonlyMap<string, Value>;
  readonly sink: Sink;
}

function readElement(context: Context, element: XmlElement): void {
  const { project, sink } = context;
  const { name } = element;
  const include = attribute(element, 'Include') ?? attribute(element, 'Update');
  const unit = unitOf(context, element);
  if (PACKAGES.includes(name)) readPackages(context, element);
  else if (name === 'Sdk' && attribute(element, 'Name')) readSdk(context, element);
  else if (name === 'Project' || name === 'Import') readSdks(context, element);
  else if (name === 'Reference' && include) readAssembly(context, element, include, unit);
  else if (name === 'Exec') embedCommand(sink, attribute(element, 'Command'), unit);
  else if (name === 'DownloadFile') reportUrls(context, attribute(element, 'SourceUrl'), unit);
  else if (FEEDS.includes(name)) reportUrls(context, textOf(project, element), unit);
  else if (COMMANDS.includes(name)) embedCommand(sink, textOf(project, element), unit);
  else if (name === 'ContainerBaseImage') {
    const { text, span } = textOf(project, element);
    if (text !== '') sink.reference(imageReference(text, { span, unit }));
  } else if (include && isInstallerName(include.text)) {
    sink.reference(fileReference(include.text, { span: include.span, unit }));
  }
}

function unitOf({ project }: Context, element: XmlElement): Unit {
  const what = element.name.replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase();
  return elementUnit(project, element, what, ['ItemGroup', 'PropertyGroup']);
}

/** Items that name packages; several may stand in one attribute, set off by semicolons. */
function readPackages(context: Context, element: XmlElement): void {
  const { project, sink } = context;
  for (const operation of ['Include', 'Update', 'Remove'] as const) {
    const written = attribute(element, operation);
    if (!written) continue;
    const names = listed(written);
    const version =
      attribute(element, 'VersionOverride') ??
      attribute(element, 'Version') ??
      childText(project, element, 'VersionOverride') ??
      childText(project, element, 'Version');
    const unit = unitOf(context, element);
    const intent = operation === 'Remove' ? 'remove' : 'use';
    for (const each of names) {
      const { value, use } = resolve(context, each);
      if (!value) {
        sink.skip(each.span, 'unresolved-variable');
        continue;
      }
      const parts: Part[] = version ? [{ role: 'version', span: version.span }] : [];
      const single = names.length === 1;
      sink.reference(
        packageReference(
          'nuget',
          { name: value.text, version: versionOf(context, version), parts: single ? parts : undefined },
          {
            span: value.span,
            intent,
            unit: single ? unit : listUnit(project.text, each.span, unit),
            uses: use && [use],
          },
        ),
      );
    }
  }
}

/** A name in a list goes with its separator. */
function listUnit(text: string, span: Span, { what }: Unit): Unit {
  const after = /^\s*;\s*/.exec(text.slice(span[1]))?.[0].length;
  const before = /;\s*$/.exec(text.slice(Math.max(0, span[0] - 200), span[0]))?.[0].length ?? 0;
  const whole: Span = after === undefined ? [span[0] - before, span[1]] : [span[0], span[1] + after];
  return { span, what, remove: [{ span: whole, text: '' }] };
}

function listed({ text, view }: XmlText): Value[] {
  return [...text.matchAll(/[^;\s]+/g)].map((match) => ({
    text: match[0],
    span: sourceSpan(view, [match.index, match.index + match[0].length]),
  }));
}

/** A property of the same file in the place of its name; the value is undefined where it is not known. */
function resolve({ properties }: Context, value: Value): { value: Value | undefined; use?: Span } {
  const name = /^\$\(([\w.-]+)\)$/.exec(value.text)?.[1];
  if (name === undefined) return { value: value.text.includes('$(') ? undefined : value };
  const found = properties.get(name.toLowerCase());
  if (!found || found.text === '' || /[$;]/.test(found.text)) return { value: undefined };
  return { value: found, use: value.span };
}

function versionOf(context: Context, version: Value | undefined): string | undefined {
  return version && (resolve(context, version).value?.text ?? '');
}

/** https://learn.microsoft.com/visualstudio/msbuild/how-to-use-project-sdk */
function readSdk(context: Context, element: XmlElement): void {
  const name = attribute(element, 'Name');
  const version = attribute(element, 'Version');
  if (!name) return;
  const parts: Part[] = version ? [{ role: 'version', span: version.span }] : [];
  context.sink.reference(
    packageReference('nuget', { name: name.text, version: version?.text, parts }, { span: name.span }),
  );
}

function readSdks({ sink }: Context, element: XmlElement): void {
  const sdk = attribute(element, 'Sdk');
  for (const { text, span } of sdk ? listed(sdk) : []) {
    const [name = '', version] = text.split('/');
    const end = span[0] + name.length;
    const parts: Part[] = version === undefined ? [] : [{ role: 'version', span: [end + 1, span[1]] }];
    sink.reference(packageReference('nuget', { name, version, parts }, { span: [span[0], end] }));
  }
}

/** An assembly by its simple name, which most packages share, and the file that it is taken from. */
function readAssembly(context: Context, element: XmlElement, include: XmlText, unit: Unit): void {
  const { project, sink } = context;
  const name = /^[^,\s]*/.exec(include.text)?.[0] ?? '';
  const [start] = include.span;
  const written = childText(project, element, 'HintPath');
  const hint = written && written.text.length < 1024 ? written : undefined;
  const folder =
    hint && /(?:^|[\\/])packages[\\/]([A-Za-z][\w.-]*?)\.\d+\.[\w.+-]*[\\/]/.exec(hint.text)?.[1];
  if (folder !== undefined && folder.toLowerCase() !== name.toLowerCase()) {
    const at = hint ? hint.span[0] + hint.text.indexOf(folder) : start;
    sink.reference(packageReference('nuget', { name: folder }, { span: [at, at + folder.length], unit }));
  } else if (name !== '' && !name.includes('$(')) {
    sink.reference(packageReference('nuget', { name }, { span: [start, start + name.length], unit }));
  }
  if (hint && folder === undefined) sink.reference(fileReference(hint.text, { span: hint.span, unit }));
}

function reportUrls({ project, sink }: Context, value: XmlText | undefined, unit: Unit): void {
  const list = value ? listed(value) : [];
  for (const { text, span } of list) {
    if (!/^https?:\/\//.test(text)) continue;
    const own = list.length === 1 ? unit : listUnit(project.text, span, unit);
    sink.reference(urlReference(text, { span, unit: own }));
  }
}

/** MSBuild hands commands to the shell of the system that it runs on. */
function embedCommand(sink: Sink, command: XmlText | undefined, unit: Unit): void {
  if (!command || command.text === '') return;
  const windows = /\.exe\b|%\w+%|\\|^(?:choco|msiexec|reg|sc|winget|powershell|net)\b/i.test(command.text);
  sink.embed({ format: windows ? 'batch' : 'shell', view: command.view, unit });
}
