import assert from 'node:assert/strict';
import { shippedEngine } from './support/engine.js';

const engine = shippedEngine();

suite('what belongs to a product that is replaced', () => {
  test('licence settings are told by name and place, of the file and of those that it reads', () => {
    const text = `- hosts: all
  vars:
    kesl_license_key: ABCD1-EFGH2-JKLM3-NPQR4
    license: MIT
  tasks:
    - ansible.builtin.apt: { name: kesl }
`;
    const vars = '---\nlicense_key: "ABCD1-EFGH2-JKLM3-NPQR4"\n';
    const role = (path: string): string | undefined =>
      path === 'roles/kesl/vars/main.yml' ? vars : undefined;
    const notes = (path: string, source: string, read?: (path: string) => string | undefined): string[] => {
      const document = { path, text: source, ...(read ? { read } : {}) };
      const result = engine.scan(document);
      const [finding] = result.findings;
      assert.ok(finding);
      return (engine.fixes(document, result, [finding]).get(finding) ?? []).map(({ note }) => note ?? '');
    };
    const all = notes('site.yml', text);
    assert.match(all[0] ?? '', /Licence settings are left: kesl_license_key \(line 3\)\.$/);
    assert.equal(all.at(-1), '', 'of an exception, nothing is said');
    const tasks = '- ansible.builtin.apt: { name: kesl }\n';
    const path = 'roles/kesl/tasks/main.yml';
    assert.match(
      notes(path, tasks, role)[0] ?? '',
      /Licence settings are left: license_key \(roles\/kesl\/vars\/main\.yml, line 2\)\.$/,
    );
    assert.doesNotMatch(notes(path, tasks, role).join(''), /ABCD1/);
  });

  test('the credentials for the registry of an image go with it', () => {
    const text = `on: push
jobs:
  scan:
    runs-on: ubuntu-latest
    services:
      av:
        image: registry.acme.example/kaspersky/kesl:12
        credentials:
          username: me
          password: \${{ secrets.TOKEN }}
        ports: [80]
`;
    const { text: after } = engine.fixAll({ path: '.github/workflows/ci.yml', text });
    assert.match(after, /image: clamav\/clamav:\S+\n {8}ports: \[80\]\n$/);
  });
});

suite('uses in other files of what is removed', () => {
  test('are told with their places', () => {
    const text = `resource "azurerm_virtual_machine_extension" "kav" {
  name                 = "kav"
  publisher            = "KasperskyLab.SecurityAgent"
  type                 = "KESL"
  type_handler_version = "1.0"
}
`;
    const output = 'output "kav" {\n  value = azurerm_virtual_machine_extension.kav.id\n}\n';
    const read = (path: string): string | undefined => (path === 'infra/outputs.tf' ? output : undefined);
    const document = { path: 'infra/main.tf', text, read };
    const [fixes] = engine.fixes(document, engine.scan(document)).values();
    assert.equal(
      fixes?.find(({ kind }) => kind === 'remove')?.note,
      'Still used: resource azurerm_virtual_machine_extension.kav (line 2) in infra/outputs.tf; ' +
        'other files of the module may use resource azurerm_virtual_machine_extension.kav; ' +
        'nothing is left in the file.',
    );
  });
});

suite('an install in an image that is being built', () => {
  test('is not turned into a removal, since nothing is there to remove', () => {
    const kinds = (path: string, text: string): string[] => {
      const document = { path, text };
      return [...engine.fixes(document, engine.scan(document)).values()].flat().map(({ kind }) => kind);
    };
    const install = 'apt-get install -y klnagent64\n';
    assert.deepEqual(kinds('Dockerfile', `FROM debian:12\nRUN true && ${install}`), ['remove', 'suppress']);
    assert.deepEqual(kinds('install.sh', install), ['uninstall', 'remove', 'suppress']);
  });
});
