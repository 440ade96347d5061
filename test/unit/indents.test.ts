import assert from 'node:assert/strict';
import { applyEdits } from '../../src/core/text/edits.js';
import type { FixKind } from '../../src/core/types.js';
import { shippedEngine } from './support/engine.js';

const engine = shippedEngine();

/** The text after the first fix of a kind of the first finding. */
function fixed(path: string, text: string, kind: FixKind): string | undefined {
  const document = { path, text };
  const [first] = engine.fixes(document, engine.scan(document)).values();
  const fix = first?.find((each) => each.kind === kind);
  assert.ok(fix, `no ${kind} is offered`);
  return applyEdits(text, fix.edits);
}

suite('odd indents', () => {
  const playbook = [
    '- hosts: all',
    '  tasks:',
    '  -   name: One',
    '      ansible.builtin.apt:',
    '             name: kesl   # agent',
    '             state:   present',
    '',
    '  -  name: Two',
    '     ansible.builtin.ping:',
    '',
  ];

  for (const [name, end] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ] as const) {
    test(`of a playbook stay, with ${name}`, () => {
      const text = playbook.join(end);
      assert.equal(fixed('site.yml', text, 'uninstall'), text.replace('present', 'absent'));
      assert.equal(fixed('site.yml', text, 'replace'), text.replace('kesl', 'mdatp'));
      assert.equal(
        fixed('site.yml', text, 'remove'),
        [...playbook.slice(0, 2), ...playbook.slice(6)].join(end),
      );
      const comment = '  # kaspersky-ban-ignore-next-line kesl reason="to be stated"';
      assert.equal(
        fixed('site.yml', text, 'suppress'),
        [...playbook.slice(0, 2), comment, ...playbook.slice(2)].join(end),
      );
    });
  }

  test('of a Compose file stay', () => {
    const text =
      'services:\n     web:\n          image:    nginx\n          depends_on:\n          - av\n          - db\n     av:\n       image: "kaspersky/kesl:12"   # old\n     db: { image: postgres }\n';
    assert.equal(
      fixed('compose.yml', text, 'replace'),
      text.replace('kaspersky/kesl:12', 'clamav/clamav:1.5.4-debian'),
    );
    assert.equal(
      fixed('compose.yml', text, 'remove'),
      text.replace('          - av\n', '').replace(/ {5}av:\n.*\n/, ''),
    );
  });

  test('and tabs of a Dockerfile stay', () => {
    const text =
      'FROM debian\nRUN\tapt-get update && \\\n\t\tapt-get install -y \\\n\t\t\tcurl \\\n\t\t\tkesl \\\n\t\t\tjq\n';
    assert.equal(fixed('Dockerfile', text, 'replace'), text.replace('kesl', 'mdatp'));
    const removed = fixed('Dockerfile', text, 'remove') ?? '';
    assert.match(
      removed,
      /^FROM debian\nRUN\tapt-get update && \\\n\t\tapt-get install -y \\\n\t\t\tcurl \\\n/,
    );
    assert.match(removed, /\t\t\tjq\n$/);
    assert.doesNotMatch(removed, /kesl|\\\n\s*\\\n/);
  });

  test('and tabs of JSON, Terraform and XML stay', () => {
    const json = '{\n\t"dependencies":\t{\n\t\t\t"react": "19",\n\t\t\t"@kaspersky/hexa-ui" :\t"^4"\n\t}\n}';
    assert.equal(
      fixed('package.json', json, 'remove'),
      '{\n\t"dependencies":\t{\n\t\t\t"react": "19"\n\t}\n}',
    );
    const hcl = 'resource "docker_image" "av" {\n\tname\t= "kaspersky/kesl:12"\n}\n';
    assert.equal(
      fixed('main.tf', hcl, 'replace'),
      hcl.replace('kaspersky/kesl:12', 'clamav/clamav:1.5.4-debian'),
    );
    const pom =
      '<project>\n\t<dependencies>\n\t\t<dependency>\n\t\t\t\t<groupId>com.kaspersky.android-components</groupId>\n\t\t\t<artifactId>kaspresso</artifactId>\n\t\t\t<version>1.5.3</version>\n\t\t</dependency>\n\t\t<!-- other -->\n\t</dependencies>\n</project>\n';
    assert.equal(
      fixed('pom.xml', pom, 'remove'),
      '<project>\n\t<dependencies>\n\t\t<!-- other -->\n\t</dependencies>\n</project>\n',
    );
  });
});
