import assert from 'node:assert/strict';
import { installerStems, literalsOf, normalise, pathSegments } from '../../src/core/identity.js';
import { parseImage } from '../../src/core/text/image.js';
import { baseName, parseUrl } from '../../src/core/text/url.js';
import type { IdentifierType } from '../../src/core/types.js';

suite('identity', () => {
  const same: readonly (readonly [IdentifierType, string, string])[] = [
    ['docker', 'docker.io/library/kesl:12@sha256:ab', 'kesl'],
    ['docker', 'index.docker.io/kaspersky/KESL', 'kaspersky/kesl'],
    ['docker', 'registry:5000/kaspersky/kesl:12', 'registry:5000/kaspersky/kesl'],
    ['deb', 'kesl:amd64', 'kesl'],
    ['rpm', 'kesl*', 'kesl'],
    ['pypi', 'Kaspersky_Scan.Engine', 'kaspersky-scan-engine'],
    ['systemd', 'klnagent64.service', 'klnagent64'],
    ['process', '/opt/kaspersky/kesl/bin/kesl-control', 'kesl-control'],
    ['process', 'C:\\Tools\\AVP.exe', 'avp.exe'],
    ['domain', '*.Kaspersky-Labs.com.', 'kaspersky-labs.com'],
    ['github', 'https://github.com/KasperskyLab/Kaspresso.git', 'kasperskylab/kaspresso'],
    ['msi-product', '{1EA6BCE6-A9AE-4A2F-B9B4-2E5C1B6B6B6B}', '1ea6bce6-a9ae-4a2f-b9b4-2e5c1b6b6b6b'],
    ['path', 'C:\\\\Program Files (x86)\\\\Kaspersky Lab\\\\KES', 'program files/kaspersky lab/kes'],
    ['path', '%ProgramFiles(x86)%\\Kaspersky Lab', 'program files/kaspersky lab'],
    ['path', '$env:ProgramFiles\\Kaspersky Lab', 'program files/kaspersky lab'],
    ['path', '${env:ProgramFiles(x86)}/Kaspersky Lab', 'program files/kaspersky lab'],
    ['registry-key', 'HKLM:\\SOFTWARE\\KasperskyLab', 'hklm/software/kasperskylab'],
    ['registry-key', 'Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\KasperskyLab', 'hklm/software/kasperskylab'],
  ];
  for (const [type, written, normal] of same) {
    test(`${type} ${written}`, () => {
      assert.equal(normalise(type, written), normal);
    });
  }

  const stems: readonly (readonly [string, string])[] = [
    ['kesl_11.2.0-4528_amd64.deb', 'kesl'],
    ['kesl-11.2.0-4528.x86_64.rpm', 'kesl'],
    ['klnagent64_13.2.2-1263_amd64.sh', 'klnagent64'],
    ['ksc-web-console-15.4.1021.x86_64.deb', 'ksc-web-console'],
    ['kesl_${VERSION}_amd64.deb', 'kesl'],
    ['kesl-{{ kesl_version }}.x86_64.rpm', 'kesl'],
    ['kesl_*_amd64.deb', 'kesl'],
    ['kav15.0.1.415en_6942.exe', 'kav'],
    ['https://host.example/a/kesl.zip?x=1', 'kesl'],
  ];
  for (const [file, stem] of stems) {
    test(`the stem of ${file}`, () => {
      assert.ok(installerStems(file).includes(stem), installerStems(file).join(', '));
    });
  }

  test('kes is no stem of kesl', () => {
    assert.ok(!installerStems('kesl_11.2.0-4528_amd64.deb').includes('kes'));
  });

  test('literals stand in every spelling', () => {
    assert.deepEqual(literalsOf('path', '/opt/kaspersky/kesl'), ['opt', 'kaspersky', 'kesl']);
    assert.deepEqual(literalsOf('docker', 'kaspersky/kesl'), ['kaspersky', 'kesl']);
    assert.deepEqual(literalsOf('config-key', 'KLNAGENT_SERVER'), ['klnagent_server']);
  });

  test('segments of paths of either system', () => {
    assert.deepEqual(pathSegments('/opt//kaspersky/./kesl/'), ['opt', 'kaspersky', 'kesl']);
    assert.deepEqual(pathSegments('D:\\Data\\x'), ['data', 'x']);
  });
});

suite('images and URLs', () => {
  test('every part of an image has its place', () => {
    const text = 'registry.example:5000/team/app:1.2@sha256:abc';
    const { parts } = parseImage(text);
    assert.deepEqual(
      parts.map(({ role, span }) => [role, text.slice(...span)]),
      [
        ['registry', 'registry.example:5000'],
        ['repository', 'team/app'],
        ['tag', '1.2'],
        ['digest', 'sha256:abc'],
      ],
    );
  });

  test('a first component without dot or colon is no registry', () => {
    assert.equal(parseImage('kaspersky/kesl').registry, undefined);
    assert.equal(parseImage('localhost/kesl').registry, 'localhost');
    assert.equal(parseImage('kesl:12').tag, '12');
  });

  test('a URL with a variable still has a host', () => {
    assert.deepEqual(parseUrl('https://user@Products.example:8443/a/${V}/b.deb?x#y'), {
      scheme: 'https',
      host: 'products.example',
      path: '/a/${V}/b.deb',
    });
    assert.equal(parseUrl('mailto:x@y'), undefined);
  });

  test('base names', () => {
    assert.equal(baseName('C:\\a\\b.exe'), 'b.exe');
    assert.equal(baseName('/a/b/'), 'b');
  });
});
