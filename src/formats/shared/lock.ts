import type { IdentifierType, Reference, Sink, Span } from '../../core/types.js';
import { packageReference } from './references.js';

/** A package of a lock file. */
export interface LockedPackage {
  readonly type: IdentifierType;
  readonly name: string;
  readonly version?: string | undefined;
  readonly span: Span;
}

/**
 * Collects the packages of a lock file: each name and version once, with the places where other packages ask for
 * it. A lock is written by a tool, so its packages have no units and parts to edit.
 */
export function createLock(): {
  readonly add: (locked: LockedPackage) => void;
  /** A place where a package's dependencies name another one. */
  readonly ask: (name: string, span: Span) => void;
  readonly report: (sink: Sink) => void;
} {
  const packages = new Map<string, LockedPackage>();
  const asked = new Map<string, Span[]>();
  return {
    add: (locked) => {
      const key = `${locked.type} ${locked.name} ${locked.version ?? ''}`;
      if (locked.name !== '' && !packages.has(key)) packages.set(key, locked);
    },
    ask: (name, span) => {
      const spans = asked.get(name) ?? [];
      spans.push(span);
      asked.set(name, spans);
    },
    report: (sink) => {
      for (const { type, name, version, span } of packages.values()) {
        const uses = asked.get(name);
        const reference: Reference = packageReference(type, { name, version }, { span, uses });
        sink.reference(reference);
      }
    },
  };
}
