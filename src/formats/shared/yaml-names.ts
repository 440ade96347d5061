import type { Document, NamedPlace, Names } from '../../core/types.js';
import { entries, get, isTemplate, itemUnit, items, pairUnit, parseYaml, scalar } from './yaml.js';
import type { YamlItem, YamlNode, YamlPair } from './yaml.js';

/** Where a kind of file gives names or uses them. */
export interface NameRule extends Pick<NamedPlace, 'what' | 'elsewhere' | 'needed' | 'passive'> {
  /**
   * The way from the root to the place: keys with dots between them, `*` for each key of a map or item of a list,
   * `**` for any way. A place is a key, a text, or the text under the `name` of a map.
   */
  readonly at: string;
  /** The key under which a map holds the name; the map's own key, or its text, where it is absent. */
  readonly name?: string;
  /** The name in the text, if it holds more than that. */
  readonly pattern?: RegExp;
  /** A use that means something else once it is gone, so that it stays for a person to change. */
  readonly keep?: boolean | 'last';
}

/** The places of a kind of file that give names, and those that use them. */
export interface NameRules {
  readonly given: readonly NameRule[];
  readonly used: readonly NameRule[];
}

type Part = YamlPair | YamlItem;

const MAX_DEPTH = 40;

/** Makes the reader of a format's names of its rules. */
export function yamlNames({ given, used }: NameRules): (document: Document) => Names {
  return (document) => {
    const roots = parseYaml(document, undefined, { template: isTemplate(document.text) });
    const read = (rules: readonly NameRule[]): NamedPlace[] =>
      rules.flatMap((rule) =>
        roots.flatMap(({ root }) =>
          partsAt(root, rule.at.split('.'), 0).flatMap((part) => placesOf(part, rule)),
        ),
      );
    return { given: read(given), used: read(used) };
  };
}

/** The names of several readers of one format. */
export function joinNames(...all: readonly Names[]): Names {
  return { given: all.flatMap(({ given }) => given), used: all.flatMap(({ used }) => used) };
}

function partsAt(node: YamlNode | undefined, way: readonly string[], depth: number): Part[] {
  const [first, ...rest] = way;
  if (!node || first === undefined || depth > MAX_DEPTH) return [];
  const parts: Part[] = node.kind === 'map' ? [...node.pairs] : node.kind === 'seq' ? [...node.items] : [];
  if (first === '**') {
    return [
      ...partsAt(node, rest, depth + 1),
      ...parts.filter(({ alias }) => !alias).flatMap(({ value }) => partsAt(value, way, depth + 1)),
    ];
  }
  const chosen = parts.filter((part) => first === '*' || ('key' in part && part.key === first));
  return rest.length === 0
    ? chosen
    : chosen.filter(({ alias }) => !alias).flatMap(({ value }) => partsAt(value, rest, depth + 1));
}

/** What a place names: a key, a text, each of a list, or each key of a map. */
function placesOf(part: Part, rule: NameRule): NamedPlace[] {
  const { value } = part;
  if (rule.name === undefined && 'key' in part && rule.at.endsWith('*')) return [keyPlace(part, rule)];
  const own = textPlace(part, rule);
  if (own) return [own];
  const keys = rule.name === undefined ? entries(value) : [];
  return [
    ...items(value).flatMap((item) => textPlace(item, rule) ?? []),
    ...keys.map((pair) => keyPlace(pair, rule)),
  ];
}

function keyPlace(pair: YamlPair, rule: NameRule): NamedPlace {
  return { name: pair.key, span: pair.keySpan, ...aboutOf(pair, rule) };
}

/** The text of a place or, where it is a map, the one that holds the name. */
function textPlace(part: Part, rule: NameRule): NamedPlace | undefined {
  const { value } = part;
  const read = scalar(value) ?? (rule.name === undefined ? undefined : scalar(get(value, rule.name)));
  const name = rule.pattern ? rule.pattern.exec(read?.text ?? '')?.[1] : read?.text;
  return read && name ? { name, span: read.span, ...aboutOf(part, rule) } : undefined;
}

function aboutOf(
  part: Part,
  { what, keep, elsewhere, needed, passive }: NameRule,
): Omit<NamedPlace, 'name' | 'span'> {
  const stays = keep === true || (keep === 'last' && isAlone(part)) || emptiesMore(part);
  return {
    what,
    ...(stays ? {} : { unit: 'key' in part ? pairUnit(what, part) : itemUnit(what, part) }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
    ...(needed ? { needed } : {}),
    ...(passive ? { passive } : {}),
  };
}

function isAlone({ parent }: Part): boolean {
  return (parent.kind === 'map' ? parent.pairs : parent.items).length === 1;
}

/** True if more would go with a use than the list or the map of uses that it is the last one of. */
function emptiesMore(part: Part): boolean {
  if (!isAlone(part)) return false;
  const { holder } = part.parent;
  const isList = !('key' in part) || !scalar(part.value);
  return !isList || !holder || isAlone(holder);
}

/** Every use of names of one kind in free text, by a pattern whose first group is the name. */
export function namesInText(text: string, what: string, pattern: RegExp): NamedPlace[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const name = match[1] ?? '';
    const start = match.index + match[0].lastIndexOf(name);
    return name === '' ? [] : [{ what, name, span: [start, start + name.length] as const }];
  });
}
