import type {
  Edit,
  IdentifierType,
  Intent,
  Kind,
  Part,
  Reference,
  ReferenceType,
  Sink,
  Span,
  Unit,
} from '../../core/types.js';
import { parseImage, shiftParts } from '../../core/text/image.js';
import { parseUrl } from '../../core/text/url.js';

/** Where a reference stands and what is done with it. */
export interface Placement {
  readonly span: Span;
  /** `use` unless given. */
  readonly intent?: Intent;
  readonly unit?: Unit | undefined;
  readonly uninstall?: readonly Edit[] | undefined;
  readonly uses?: readonly Span[] | undefined;
  readonly path?: string | undefined;
  readonly defines?: boolean | undefined;
}

/** A package by name, with the spans of its name and version where they are written apart. */
export interface PackageSpec {
  readonly name: string;
  readonly version?: string | undefined;
  readonly parts?: readonly Part[] | undefined;
}

function place(kind: Kind, type: ReferenceType, name: string, at: Placement): Reference {
  return {
    kind,
    type,
    name,
    intent: at.intent ?? 'use',
    span: at.span,
    ...(at.unit ? { unit: at.unit } : {}),
    ...(at.uninstall ? { uninstall: at.uninstall } : {}),
    ...(at.uses ? { uses: at.uses } : {}),
    ...(at.path === undefined ? {} : { path: at.path }),
    ...(at.defines ? { defines: true } : {}),
  };
}

/**
 * A container image written as one text. Its parts have spans only if the text stands in the source as it is,
 * that is, if the span is as long as the text.
 */
export function imageReference(image: string, at: Placement): Reference {
  const parsed = parseImage(image.replace(/^docker(?:-image)?:\/\//, ''));
  const prefix = image.length - image.replace(/^docker(?:-image)?:\/\//, '').length;
  const verbatim = at.span[1] - at.span[0] === image.length;
  return {
    ...place('image', 'docker', image.slice(prefix), at),
    ...(parsed.tag === undefined ? {} : { version: parsed.tag }),
    ...(verbatim ? { parts: shiftParts(parsed.parts, at.span[0] + prefix) } : {}),
  };
}

/** A package of a package manager; `os` where the manager is not known. */
export function packageReference(type: ReferenceType, spec: PackageSpec, at: Placement): Reference {
  return {
    ...place('package', type, spec.name, at),
    ...(spec.version === undefined ? {} : { version: spec.version }),
    ...(spec.parts ? { parts: spec.parts } : {}),
  };
}

/** A URL as a whole: host, path and file name are judged together. */
export function urlReference(url: string, at: Placement): Reference {
  return place('url', 'url', url, at);
}

const INSTALLER =
  /\.(?:deb|rpm|apk|msi|msix|exe|pkg|dmg|appx|sh|run|bin|tgz|zip|tar|tar\.(?:gz|xz|bz2|zst))(?:\.setup)?$/i;

/** True if the name ends as installers and archives do. */
export function isInstallerName(name: string): boolean {
  return INSTALLER.test(name);
}

/** A file or folder: an installer by its ending, else a path. */
export function fileReference(path: string, at: Placement): Reference {
  return isInstallerName(path)
    ? place('installer', 'installer-file', path, at)
    : place('path', 'path', path, at);
}

/** A service of the init system or of Windows. */
export function serviceReference(
  type: 'systemd' | 'windows-service',
  name: string,
  at: Placement,
): Reference {
  return place('service', type, name, at);
}

/** A program that is run, or a process that is named, by name or path. */
export function commandReference(
  name: string,
  at: Placement,
  kind: 'command' | 'process' = 'command',
): Reference {
  return place(kind, 'process', name, at);
}

/** A setting's key or value. */
export function configReference(type: 'config-key' | 'config-value', name: string, at: Placement): Reference {
  return place('config', type, name, at);
}

/** Anything else that the catalog has a type for. */
export function typedReference(kind: Kind, type: IdentifierType, name: string, at: Placement): Reference {
  return place(kind, type, name, at);
}

const HOST = /^(?:\*?\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?$/i;
/** An identifier of an app, which is a domain from its end. */
const REVERSE_HOST = /^(?:com|org|net)\.(?=[\w-]+\.)/i;
const PATH = /^(?:~?\/|\.{1,2}\/|[a-z]:[\\/]|\\\\|%[\w()]+%\\|\$(?:\{?\w|env:))/i;

/**
 * A scalar of which only the text is known (a variable's default, a list item). URLs, hosts, paths, installers
 * and images are told by their shape; the rest is a bare `value`. Undefined for what cannot name anything.
 */
export function valueReference(text: string, at: Placement): Reference | undefined {
  if (text === '' || text.length > 2048 || /[\r\n]/.test(text)) return undefined;
  if (parseUrl(text)) return urlReference(text, at);
  if (isInstallerName(text) && !/\s/.test(text)) return fileReference(text, at);
  if (PATH.test(text)) return fileReference(text, at);
  if (HOST.test(text) && !REVERSE_HOST.test(text))
    return place('url', 'domain', text.replace(/:\d+$/, ''), at);
  if (/\s/.test(text)) return place('config', 'config-value', text, at);
  if (/^[\w.-]+(?::\d+)?(?:\/[\w.-]+)+(?::[\w.-]+)?(?:@sha256:[0-9a-f]+)?$/i.test(text))
    return imageReference(text, at);
  const pinned = /^([a-z0-9][\w.+-]*)=(\d[\w.:~+-]*)$/.exec(text);
  if (pinned?.[1] !== undefined && at.span[1] - at.span[0] === text.length) {
    const [, name, version = ''] = pinned;
    return {
      ...place('config', 'value', name, { ...at, span: [at.span[0], at.span[0] + name.length] }),
      version,
    };
  }
  return place('config', 'value', text, at);
}

/** Several names of one thing as one reference, the most telling first; undefined if there is none. */
export function oneOf(references: readonly Reference[]): Reference | undefined {
  const [first, ...also] = references;
  return first && also.length > 0 ? { ...first, also } : first;
}

/** Reports several names of one thing as one. */
export function reportOne(sink: Pick<Sink, 'reference'>, references: readonly Reference[]): void {
  const one = oneOf(references);
  if (one) sink.reference(one);
}
