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
});
