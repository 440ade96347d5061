import type { Document, NamedPlace, Names, Unit } from '../../../core/types.js';
import type { HclBlock, HclBody } from '../hcl-model.js';
import { listItemUnit } from '../list-item.js';
import { readTerraform } from './syntax.js';

const ADDRESS = /(?<![\w.-])[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*){1,3}/g;
const MAX_DEPTH = 20;
/** What the first segment of an address says that it names; any other one is a type of resource. */
const WORDS: Readonly<Record<string, string>> = {
  data: 'data source',
  local: 'local value',
  module: 'module',
  var: 'variable',
};

/**
 * The addresses of a configuration's resources, data sources, modules, variables and local values
 * (https://developer.hashicorp.com/terraform/language/expressions/references), and where the file uses them.
 */
export function configurationNames({ path, text }: Document): Names {
  const body = readTerraform(path, text);
  const given = body.blocks.flatMap(addressesOf).map((place) => ({
    ...place,
    elsewhere: 'other files of the module',
    passive: /^(?:data|local|var)\./.test(place.name),
  }));
  const units = new Map<number, Unit>();
  dependencies(body, text, units, 0);
  const used = [...text.matchAll(ADDRESS)].flatMap((match): NamedPlace[] => {
    const segments = match[0].split('.');
    const name = segments.slice(0, segments[0] === 'data' ? 3 : 2).join('.');
    if (isComment(text, match.index)) return [];
    const unit = units.get(match.index);
    const what = WORDS[segments[0] ?? ''] ?? 'resource';
    return [{ what, name, span: [match.index, match.index + name.length], ...(unit ? { unit } : {}) }];
  });
  return { given, used };
}

function addressesOf({ type, labels, body, span }: HclBlock): NamedPlace[] {
  const [first = '', second = ''] = labels;
  const unit: Unit = { span, what: type };
  switch (type) {
    case 'resource':
      return [{ what: type, name: `${first}.${second}`, span, unit }];
    case 'data':
      return [{ what: 'data source', name: `data.${first}.${second}`, span, unit }];
    case 'module':
      return [{ what: type, name: `module.${first}`, span, unit }];
    case 'variable':
      return [{ what: type, name: `var.${first}`, span, unit }];
    case 'locals':
      return body.attributes.map((each) => ({
        what: 'local value',
        name: `local.${each.name}`,
        span: each.span,
        unit: { span: each.span, what: 'local value' },
      }));
    default:
      return [];
  }
}

/** The items of `depends_on`, which can go whole, by the offsets at which they start. */
function dependencies(body: HclBody, text: string, units: Map<number, Unit>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  for (const { name, value, span } of body.attributes) {
    if (name !== 'depends_on' || value.kind !== 'list') continue;
    for (const item of value.items) {
      const unit =
        value.items.length === 1
          ? { span, what: 'dependency' }
          : listItemUnit('dependency', text, item.span, '#');
      units.set(item.span[0], unit);
    }
  }
  for (const block of body.blocks) dependencies(block.body, text, units, depth + 1);
}

function isComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^\s*(?:#|\/\/)/.test(line);
}
