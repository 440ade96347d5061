import assert from 'node:assert/strict';
import { formatPurl, parsePurl } from '../../src/core/text/purl.js';

suite('package URLs', () => {
  const READ: readonly (readonly [string, string, string, string?])[] = [
    ['pkg:deb/debian/kesl@11.2.0-4528?arch=amd64', 'deb', 'kesl', '11.2.0-4528'],
    ['pkg:deb/kesl', 'deb', 'kesl'],
    ['pkg:npm/%40kaspersky/hexa-ui@4.0.0', 'npm', '@kaspersky/hexa-ui', '4.0.0'],
    ['pkg:npm/@kaspersky/hexa-ui', 'npm', '@kaspersky/hexa-ui'],
    ['pkg:maven/com.kaspersky/kaspresso@1.5.3?type=jar', 'maven', 'com.kaspersky:kaspresso', '1.5.3'],
    [
      'pkg:golang/github.com/KasperskyLab/klogga@v1.2#errors',
      'golang',
      'github.com/KasperskyLab/klogga',
      'v1.2',
    ],
    ['pkg:oci/kesl@sha256%3Aab?repository_url=ghcr.io/team/kesl', 'docker', 'ghcr.io/team/kesl', 'sha256:ab'],
    [
      'pkg:docker/kaspersky/kesl@12?repository_url=reg.example:5000',
      'docker',
      'reg.example:5000/kaspersky/kesl',
      '12',
    ],
  ];
  for (const [text, type, name, version] of READ) {
    test(`${text} is read`, () => {
      assert.deepEqual(parsePurl(text), { type, name, ...(version === undefined ? {} : { version }) });
    });
  }

  test('what is none, or of a type without names, is not', () => {
    for (const text of [
      '',
      'pkg:',
      'pkg:deb',
      'pkg:deb/',
      'deb/kesl',
      'pkg:generic/openssl@3',
      'https://x.example/pkg:deb/kesl',
    ])
      assert.equal(parsePurl(text), undefined, text);
  });

  test('a broken escape stays as it is', () => {
    assert.equal(parsePurl('pkg:pypi/100%')?.name, '100%');
  });

  test('what is written is read the same', () => {
    for (const [type, name, version] of [
      ['npm', '@kaspersky/hexa-ui', '4.0.0'],
      ['maven', 'com.kaspersky:kaspresso', '1.5.3'],
      ['docker', 'kaspersky/kesl', '12.1.0'],
    ] as const) {
      assert.deepEqual(parsePurl(formatPurl(type, name, version) ?? ''), { type, name, version });
    }
    assert.equal(formatPurl('npm', 'left-pad', '^1.0.0'), 'pkg:npm/left-pad');
    assert.equal(formatPurl('systemd', 'kesl', undefined), undefined);
  });
});
