import type { Sink } from '../../../core/types.js';

/** Kinds of services that the machines of a manifest may have. */
export type ServiceKind = 'systemd' | 'windows-service';

/** A sink that remembers the offsets of what it is told of, so that bare values are not told of again. */
export function rememberPlaces(target: Sink): { readonly sink: Sink; readonly taken: Set<number> } {
  const taken = new Set<number>();
  const sink: Sink = {
    ...target,
    reference: (reference) => {
      taken.add(reference.span[0]);
      target.reference(reference);
    },
  };
  return { sink, taken };
}

/** The kinds of services there may be where a text speaks of Windows, of Linux, of both or of neither. */
export function serviceKinds({ windows, linux }: Record<'windows' | 'linux', boolean>): ServiceKind[] {
  return [
    ...(linux || !windows ? ['systemd' as const] : []),
    ...(windows ? ['windows-service' as const] : []),
  ];
}
