import type { Document, Names } from '../../../core/types.js';
import { looksLikeManifest } from '../kubernetes.js';
import { manifestNames } from '../kubernetes-names.js';
import { joinNames, namesInText, yamlNames } from '../yaml-names.js';

const used = [{ what: 'handler', at: '**.notify' }];
const elsewhere = 'other files of the role';

/** Handlers, which tasks notify by name or by what they listen to, and what tasks register. */
const PLAYBOOK = yamlNames({
  given: ['name', 'listen'].map((name) => ({ what: 'handler', at: '**.handlers.*', name, passive: true })),
  used,
});
const HANDLERS = yamlNames({
  given: ['name', 'listen'].map((name) => ({ what: 'handler', at: '*', name, elsewhere, passive: true })),
  used,
});
const REGISTERED = yamlNames({ given: [{ what: 'variable', at: '**.register', keep: true }], used: [] });

/** The names of a file of tasks or handlers, or of a playbook. */
export function taskNames(document: Document): Names {
  const { path, text } = document;
  if (looksLikeManifest(text)) return manifestNames(document);
  const own = (/(?:^|\/)handlers\/[^/]+$/.test(path) ? HANDLERS : PLAYBOOK)(document);
  const registered = REGISTERED(document);
  const names = new Set(registered.given.map(({ name }) => name));
  const places = new Set(registered.given.map(({ span }) => span[0]));
  const words = namesInText(text, 'variable', /(?<![\w.-])([A-Za-z_]\w*)(?![\w-])/g);
  return joinNames(own, registered, {
    given: [],
    used: words.filter(({ name, span }) => names.has(name) && !places.has(span[0])),
  });
}
