import type { Edit, Span } from '../../../core/types.js';
import { removalEdits } from '../../../core/text/edits.js';
import { allRubyCalls } from '../ruby.js';
import type { RubyCall, RubyValue } from '../ruby.js';
import { propertiesOf, textsOf } from './texts.js';

/** A place that names a resource of the file: `notifies :restart, 'service[a]'`. */
export interface Notice {
  /** The name between the brackets. */
  readonly span: Span;
  readonly actions: readonly string[];
  readonly remove: readonly Edit[];
}

/** The places that name resources, by `type[name]`. */
export type Notices = ReadonlyMap<string, readonly Notice[]>;

/** Gathers notifications and subscriptions: https://docs.chef.io/resource_common/#notifications */
export function readNotices(text: string, calls: readonly RubyCall[]): Notices {
  const found = new Map<string, Notice[]>();
  for (const resource of allRubyCalls(calls)) {
    for (const call of propertiesOf(resource.body)) {
      if (call.name !== 'notifies' && call.name !== 'subscribes') continue;
      const actions = call.name === 'notifies' ? call.args.slice(0, 1).flatMap(textsOf) : [];
      const target: RubyValue | undefined = call.args[1];
      if (target?.kind !== 'string' || target.interpolated) continue;
      const [, type, name] = /^(\w+)\[([^\]]*)\]$/.exec(target.text) ?? [];
      if (type === undefined || name === undefined) continue;
      const from = target.span[0] + type.length + 1;
      const remove = removalEdits(text, { what: 'notification', span: call.span });
      const list = found.get(target.text) ?? [];
      list.push({ span: [from, from + name.length], actions, remove });
      found.set(target.text, list);
    }
  }
  return found;
}
