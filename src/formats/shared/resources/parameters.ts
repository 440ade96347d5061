import type { IdentifierType, ReferenceType } from '../../../core/types.js';
import type { Parameter, ResourceType } from './model.js';

/** Parameters by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** The same for each of some names. */
export const each = (names: readonly string[], parameter: Parameter): Parameters =>
  Object.fromEntries(names.map((name) => [name, parameter]));

export const packages = (type: ReferenceType, ...names: string[]): Parameters =>
  each(names, { as: 'package', type });
export const places = (...names: string[]): Parameters => each(names, { as: 'place' });
export const looked = (...names: string[]): Parameters => each(names, { as: 'place', intent: 'detect' });
export const copied = (from: string, ...names: string[]): Parameters =>
  each(names, { as: 'place', copyOf: from });
export const urls = (...names: string[]): Parameters => each(names, { as: 'url' });
export const images = (...names: string[]): Parameters => each(names, { as: 'image' });
export const commands = (...names: string[]): Parameters => each(names, { as: 'shell' });
export const conditions = (...names: string[]): Parameters => each(names, { as: 'shell', intent: 'detect' });
export const typed = (type: IdentifierType, ...names: string[]): Parameters =>
  each(names, { as: 'typed', type });
export const services = (type: 'systemd' | 'windows-service', ...names: string[]): Parameters =>
  each(names, { as: 'service', type });

/** A resource that can be taken away by its state. */
export const thing = (free: string, parameters: Parameters): ResourceType => ({
  parameters,
  free,
  state: 'thing',
});
export const file = (free: string, parameters: Parameters): ResourceType => ({
  parameters,
  free,
  state: 'file',
});
export const rule = (free: string, parameters: Parameters): ResourceType => ({
  parameters,
  free,
  state: 'rule',
});
export const service = (free: string, parameters: Parameters): ResourceType => ({
  parameters,
  free,
  state: 'service',
});
/** A resource that has no state. */
export const plain = (free: string, parameters: Parameters): ResourceType => ({ parameters, free });
