import assert from 'node:assert/strict';
import { applyEdits } from '../../src/core/text/edits.js';
import { shippedEngine } from './support/engine.js';
import { removed } from './support/removal.js';

const engine = shippedEngine();

const COMPOSE = `services:
  web:
    image: nginx
    depends_on:
      - av
    links: [av, db] # two
  db:
    image: postgres
    depends_on: { av: { condition: service_healthy }, web: {} }
    volumes_from: ["av:ro"]
    volumes:
      - data:/var/lib/postgresql
  shell:
    image: alpine
    network_mode: service:av
  av:
    image: kaspersky/kesl:12
    volumes: [av-data:/var/opt, data:/data]
volumes:
  data:
  av-data:
`;

const WORKFLOW = `on: push
jobs:
  scan:
    runs-on: ubuntu-latest
    outputs: { ok: "1" }
    steps:
      - run: apt-get install -y kesl
  build:
    needs: scan
    runs-on: ubuntu-latest
    if: needs.scan.outputs.ok
    steps: [{ run: make }]
  deploy:
    needs: [build, scan]
    runs-on: ubuntu-latest
    steps: [{ run: make deploy }]
`;

suite('loose ends of a removal', () => {
  test('a Compose service goes with what depends on it; where it lends its network is told', () => {
    assert.deepEqual(removed('docker-compose.yml', COMPOSE, 'kaspersky/kesl:12'), {
      text: `services:
  web:
    image: nginx
    links: [db] # two
  db:
    image: postgres
    depends_on: { web: {} }
    volumes:
      - data:/var/lib/postgresql
  shell:
    image: alpine
    network_mode: service:av
volumes:
  data:
  av-data:
`,
      note:
        'Takes the uses of service av (lines 5, 6, 9, 10) with it; still used: service av (line 15); ' +
        'used no more: volume av-data.',
    });
  });

  test('the last service is told', () => {
    const text = 'services:\n  av:\n    image: kaspersky/kesl:12\n';
    assert.deepEqual(removed('compose.yaml', text, 'kaspersky/kesl:12'), {
      text: '',
      note: 'No service is left in the file; nothing is left in the file.',
    });
  });

  test('a job of GitHub Actions goes with the needs of the others', () => {
    const after = removed('.github/workflows/ci.yml', WORKFLOW, 'kesl');
    assert.equal(
      after.note,
      'Takes the uses of job scan (lines 9, 14) with it; still used: job scan (line 11).',
    );
    assert.match(after.text ?? '', /^ {2}build:\n {4}runs-on: .*\n {4}if: needs\.scan/m);
    assert.match(after.text ?? '', /^ {4}needs: \[build\]$/m);
  });

  test('a job of GitLab goes whole where its only command does; lists that may not end stay', () => {
    const text = `scan:
  image: alpine
  script:
    - apt-get install -y kesl
build:
  needs: [scan]
  dependencies: [scan]
  script: [make]
test:
  extends: scan
  needs:
    - job: scan
      artifacts: true
    - build
  dependencies: [scan, build]
  script:
    - !reference [scan, script]
`;
    assert.deepEqual(removed('.gitlab-ci.yml', text, 'kesl'), {
      text: `build:
  dependencies: [scan]
  script: [make]
test:
  extends: scan
  needs:
    - build
  dependencies: [build]
  script:
    - !reference [scan, script]
`,
      note: 'Takes the uses of job scan (lines 6, 12, 15) with it; still used: job scan (lines 7, 10, 17).',
    });
  });

  test('jobs of CircleCI and Azure go with what waits for them', () => {
    const circle = `jobs:
  scan:
    docker:
      - image: kaspersky/kesl:12
    steps: [checkout]
  build:
    docker: [{ image: "cimg/base:2024.01" }]
    steps: [{ run: make }]
workflows:
  main:
    jobs:
      - scan
      - build:
          filters: { branches: { only: main } }
          requires: [scan]
`;
    const { text } = removed('.circleci/config.yml', circle, 'kaspersky/kesl:12');
    assert.equal(
      text,
      circle.slice(0, circle.indexOf('  scan:')) +
        circle
          .slice(circle.indexOf('  build:'))
          .replace('      - scan\n', '')
          .replace(/ +requires.*\n/, ''),
    );
    const azure = `jobs:
  - job: Scan
    steps:
      - script: apt-get install -y kesl
  - job: Build
    dependsOn: Scan
    steps: [{ script: make }]
`;
    assert.deepEqual(removed('azure-pipelines.yml', azure, 'kesl'), {
      text: 'jobs:\n  - job: Build\n    steps: [{ script: make }]\n',
      note: 'Takes the uses of job Scan (line 6) with it.',
    });
  });

  test('a Terraform resource goes with depends_on; attributes that read it are told', () => {
    const text = `resource "azurerm_virtual_machine_extension" "kav" {
  name                 = "kav"
  virtual_machine_id   = azurerm_linux_virtual_machine.vm.id
  publisher            = "KasperskyLab.SecurityAgent"
  type                 = "KESL"
  type_handler_version = var.kesl_version
}

variable "kesl_version" {}

resource "null_resource" "one" {
  depends_on = [azurerm_virtual_machine_extension.kav]
}

resource "null_resource" "two" {
  depends_on = [
    null_resource.one,
    azurerm_virtual_machine_extension.kav, # first
  ]
}

# azurerm_virtual_machine_extension.kav
output "kav" {
  value = azurerm_virtual_machine_extension.kav.id
}
`;
    const after = removed('main.tf', text, 'KasperskyLab.SecurityAgent/KESL');
    const address = 'resource azurerm_virtual_machine_extension.kav';
    assert.equal(
      after.note,
      `Takes the uses of ${address} (lines 12, 18) with it; still used: ${address} (line 24); ` +
        `used no more: variable var.kesl_version; other files of the module may use ${address}.`,
    );
    assert.match(after.text ?? '', /"one" \{\n\}/);
    assert.match(after.text ?? '', /\[\n {4}null_resource\.one,\n {2}\]/);
  });

  test('an Ansible handler goes with its notifications; what a task registers is told', () => {
    const text = `- hosts: all
  tasks:
    - name: Install
      ansible.builtin.apt: { name: kesl }
      register: kesl_install
      notify: restart kesl
    - name: Configure
      ansible.builtin.template: { src: a.j2, dest: /etc/a }
      notify:
        - restart kesl
        - restart web
      when: kesl_install is changed
  handlers:
    - name: restart web
      ansible.builtin.service: { name: nginx, state: restarted }
    - name: restart kesl
      ansible.builtin.systemd: { name: kesl-supervisor, state: restarted }
`;
    assert.equal(removed('site.yml', text, 'kesl').note, 'Still used: variable kesl_install (line 12).');
    const handler = removed('site.yml', text, 'kesl-supervisor');
    assert.equal(handler.note, 'Takes the uses of handler restart kesl (lines 6, 10) with it.');
    assert.doesNotMatch(handler.text ?? '', /restart kesl/);
    const role =
      '- name: restart kesl\n  ansible.builtin.systemd: { name: kesl, state: restarted }\n- name: b\n  ansible.builtin.ping:\n';
    assert.equal(
      removed('roles/av/handlers/main.yml', role, 'kesl').note,
      'Other files of the role may use handler restart kesl.',
    );
  });

  test('a volume of a pod goes with its mounts', () => {
    const text = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: nginx
      volumeMounts:
        - { name: kav, mountPath: /kav }
        - { name: tmp, mountPath: /tmp }
  volumes:
    - name: tmp
      emptyDir: {}
    - name: kav
      hostPath: { path: /opt/kaspersky/kesl }
`;
    const after = removed('pod.yaml', text, '/opt/kaspersky/kesl');
    assert.equal(after.note, 'Takes the uses of volume kav (line 9) with it.');
    assert.doesNotMatch(after.text ?? '', /kav/);
  });

  test('no stage of a Dockerfile loses its FROM', () => {
    const text =
      'FROM kaspersky/kesl:12 AS av\nRUN apt-get install -y kesl\nFROM alpine\nCOPY --from=av /opt/kaspersky/kesl /a\n';
    const document = { path: 'Dockerfile', text };
    for (const fixes of engine.fixes(document, engine.scan(document)).values()) {
      for (const { edits, title } of fixes) {
        const lines = applyEdits(text, edits)?.match(/^FROM .*$/gm);
        assert.equal(lines?.length, 2, title);
      }
    }
  });
});
