import type { Document, NamedPlace, Names } from '../../core/types.js';
import { joinNames, yamlNames } from './yaml-names.js';
import { documentUnit, get, isTemplate, parseYaml, scalar, textAt } from './yaml.js';

/** Kinds that other objects name. */
const KINDS = new Map([
  ['ConfigMap', 'config map'],
  ['PersistentVolumeClaim', 'claim'],
  ['Secret', 'secret'],
  ['ServiceAccount', 'service account'],
]);

const kept = (what: string, at: string) => ({ what, at, keep: true });

/** What objects and the containers of a pod name of each other (https://kubernetes.io/docs/concepts/storage/volumes/). */
const INSIDE = yamlNames({
  given: [{ what: 'volume', at: '**.volumes.*', name: 'name', passive: true }],
  used: [
    { what: 'volume', at: '**.volumeMounts.*', name: 'name' },
    { what: 'volume', at: '**.volumeDevices.*', name: 'name' },
    kept('secret', '**.secretKeyRef.name'),
    kept('secret', '**.secretRef.name'),
    kept('secret', '**.secret.secretName'),
    { ...kept('secret', '**.imagePullSecrets.*'), name: 'name' },
    kept('config map', '**.configMapKeyRef.name'),
    kept('config map', '**.configMapRef.name'),
    kept('config map', '**.configMap.name'),
    kept('claim', '**.persistentVolumeClaim.claimName'),
    kept('service account', '**.serviceAccountName'),
  ],
});

/** The names of a stream of manifests. */
export function manifestNames(document: Document): Names {
  const parsed = parseYaml(document, undefined, { template: isTemplate(document.text) });
  const given = parsed.flatMap((each): NamedPlace[] => {
    const what = KINDS.get(textAt(each.root, 'kind') ?? '');
    const name = scalar(get(get(each.root, 'metadata'), 'name'));
    const unit = documentUnit('manifest', each);
    return what && name
      ? [
          {
            what,
            name: name.text,
            span: name.span,
            elsewhere: 'other manifests',
            passive: true,
            ...(unit ? { unit } : {}),
          },
        ]
      : [];
  });
  return joinNames(INSIDE(document), { given, used: [] });
}
