import assert from 'node:assert/strict';
import { applyEdits } from '../../src/core/text/edits.js';
import { shippedEngine } from './support/engine';

const engine = shippedEngine();

function retired(path: string, text: string): string | undefined {
  const { changes } = engine.retire({ path, text }, () => true);
  return applyEdits(
    text,
    changes.flatMap(({ edits }) => edits),
  );
}

suite('retirements', () => {
  test('take a key whose whole list goes, and leave no empty one', () => {
    const text = 'allow:\n  - dnl-01.geo.kaspersky.com\n  - ksn.kaspersky-labs.com\nport: 443\n';
    assert.equal(retired('firewall.yaml', text), 'port: 443\n');
  });

  test('take all keys of a mapping with it', () => {
    const text = 'proxy:\n  first: dnl-01.geo.kaspersky.com\n  second: ksn.kaspersky-labs.com\nport: 443\n';
    assert.equal(retired('settings.yaml', text), 'port: 443\n');
  });

  test('take the hosts of a rule but the last one, since a rule without hosts holds for all', () => {
    const text = [
      'apiVersion: cilium.io/v2',
      'kind: CiliumNetworkPolicy',
      'metadata: { name: egress }',
      'spec:',
      '  endpointSelector: {}',
      '  egress:',
      '    - toFQDNs:',
      '        - matchName: updates.example.com',
      '        - matchName: dnl-01.geo.kaspersky.com',
      '      toPorts: [{ ports: [{ port: "443" }] }]',
      '    - toFQDNs:',
      '        - matchName: ksn.kaspersky-labs.com',
      '        - matchPattern: "*.geo.kaspersky.com"',
      '      toPorts: [{ ports: [{ port: "443" }] }]',
      '',
    ];
    const expected = text.filter((_, index) => index !== 8 && index !== 11);
    assert.equal(retired('policy.yaml', text.join('\n')), expected.join('\n'));
  });

  test('take one host of several in the values of a chart', () => {
    const text = 'egress:\n  allowedHosts:\n    - updates.example.com\n    - dnl-01.geo.kaspersky.com\n';
    assert.equal(retired('chart/values.yaml', text), 'egress:\n  allowedHosts:\n    - updates.example.com\n');
  });

  for (const [what, path, text, expected] of [
    [
      'a branch of a script with the command that does nothing',
      'scan.sh',
      'if [ -x "$1" ]; then\n  kesl-control --scan-file a\n  klnagchk\nfi\n',
      'if [ -x "$1" ]; then\n  :\nfi\n',
    ],
    [
      'a loop of a script whose commands hang together',
      'scan.sh',
      'for f in a b; do kesl-control --scan-file $f && klnagchk; done\n',
      'for f in a b; do :; done\n',
    ],
    [
      'no command without what it is to install',
      'setup.sh',
      'set -e\nrpm -ivh --force kesl-12.0.0-1.x86_64.rpm klnagent64-15.0.0-1.x86_64.rpm # agents\nmake\n',
      'set -e\nmake\n',
    ],
    [
      'no copy without its source or target',
      'setup.sh',
      'ln -s /opt/kaspersky/kesl/bin/kesl-control /usr/local/bin/scan\ncp a.conf /etc/opt/kaspersky/kesl.conf\ncp b.txt /opt/kaspersky/kesl/c.txt /srv\n',
      'cp b.txt /srv\n',
    ],
    [
      'the address in what fetches it by address and hash, to a person',
      'agent.nix',
      'stdenv.mkDerivation {\n  src = fetchurl {\n    url = "https://products.s.kaspersky-labs.com/kesl.deb";\n    hash = "sha256-AAAA";\n  };\n}\n',
      'stdenv.mkDerivation {\n  src = fetchurl {\n    url = "https://products.s.kaspersky-labs.com/kesl.deb";\n    hash = "sha256-AAAA";\n  };\n}\n',
    ],
    [
      'a block of a batch file with a remark',
      'scan.cmd',
      'if exist x (\n  klnagchk.exe\n  klmover.exe -address a\n)\n',
      'if exist x (\n  rem\n)\n',
    ],
    [
      'the steps of a Jenkins stage with a step that does nothing',
      'Jenkinsfile',
      "pipeline {\n  stages {\n    stage('a') {\n      steps {\n        sh 'klnagchk'\n        sh 'klnagchk -x'\n      }\n    }\n  }\n}\n",
      "pipeline {\n  stages {\n    stage('a') {\n      steps {\n        sh ''\n      }\n    }\n  }\n}\n",
    ],
    [
      'no block of Ansible tasks without one, whatever else it has',
      'site.yml',
      '- hosts: all\n  tasks:\n    - name: scan\n      block:\n        - command: kesl-control --start-task 1\n        - command: klnagchk\n      rescue:\n        - debug: { msg: failed }\n    - command: "true"\n',
      '- hosts: all\n  tasks:\n    - command: "true"\n',
    ],
    [
      'no step of Bitbucket without a script',
      'bitbucket-pipelines.yml',
      'pipelines:\n  default:\n    - step:\n        name: scan\n        script:\n          - klnagchk\n          - kesl-control --start-task 1\n    - step:\n        script: [make]\n',
      'pipelines:\n  default:\n    - step:\n        script: [make]\n',
    ],
    [
      'no step of Drone without commands, which would run the image',
      '.drone.yml',
      'kind: pipeline\nsteps:\n  - name: scan\n    image: debian\n    commands: [klnagchk]\n  - name: build\n    image: debian\n    commands: [make]\n',
      'kind: pipeline\nsteps:\n  - name: build\n    image: debian\n    commands: [make]\n',
    ],
  ] as const) {
    test(`leave ${what}`, () => {
      assert.equal(retired(path, text), expected);
    });
  }
});
