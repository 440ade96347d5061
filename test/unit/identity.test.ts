import assert from 'node:assert/strict';
import { readIdentifier } from '../../src/core/identifier.js';
import { literalsOf, normalise, unversioned, versioned } from '../../src/core/identity.js';
import { installerStems, pathSegments } from '../../src/core/paths.js';
import { asciiDomain } from '../../src/core/text/idn.js';
import { parseImage } from '../../src/core/text/image.js';
import { baseName, parseUrl } from '../../src/core/text/url.js';
import { isInRange } from '../../src/core/versions.js';
import type { IdentifierType } from '../../src/core/types.js';

suite('identity', () => {
  const same: readonly (readonly [IdentifierType, string, string])[] = [
    ['docker', 'docker.io/library/kesl:12@sha256:ab', 'kesl'],
    ['docker', 'index.docker.io/kaspersky/KESL', 'kaspersky/kesl'],
    ['docker', 'registry:5000/kaspersky/kesl:12', 'registry:5000/kaspersky/kesl'],
    ['docker', 'docker://registry-1.docker.io/library/kesl', 'kesl'],
    ['docker', 'oci://repo.kcs.kaspersky.com/charts/kcs', 'repo.kcs.kaspersky.com/charts/kcs'],
    ['npm', '@Kaspersky/Hexa-UI', '@kaspersky/hexa-ui'],
    ['npm', 'npm:@kaspersky/icons@2.3.0', '@kaspersky/icons'],
    [
      'maven',
      'com.kaspersky.android-components:kaspresso:1.5.3',
      'com.kaspersky.android-components:kaspresso',
    ],
    ['maven', 'com.kaspersky.android-components/kaspresso', 'com.kaspersky.android-components:kaspresso'],
    ['golang', 'github.com/KasperskyLab/klogga/v2', 'github.com/kasperskylab/klogga'],
    ['golang', 'github.com/!kaspersky!lab/klogga/v3/sub@v3.1.0', 'github.com/kasperskylab/klogga/sub'],
    ['nuget', 'KASPERSKY.CaptchaMixer', 'kaspersky.captchamixer'],
    ['composer', 'StalkAlex/yii2-kaspersky-utilities', 'stalkalex/yii2-kaspersky-utilities'],
    ['cargo', 'kaspersky_scan', 'kaspersky-scan'],
    ['gem', 'Kaspersky-linux_fs', 'kaspersky-linux_fs'],
    ['cpan', 'Mail::Kaspersky', 'mail-kaspersky'],
    ['conan', 'scan-engine/2.0@team/stable', 'scan-engine'],
    ['conda', 'conda-forge::opentip', 'opentip'],
    ['cocoapods', 'KasperskySDK/Core', 'kasperskysdk'],
    ['puppet', 'team/kesl', 'team-kesl'],
    ['scoop', 'extras/kvrt', 'kvrt'],
    ['homebrew', 'homebrew/cask/kaspersky', 'kaspersky'],
    ['terraform', 'registry.terraform.io/team/kesl', 'team/kesl'],
    ['gitlab', 'https://gitlab.com/team/sub/kesl.git', 'team/sub/kesl'],
    ['swift', 'https://github.com/Team/Kesl.git', 'team/kesl'],
    ['nix', 'pkgs.kesl', 'kesl'],
    ['pypi', 'opentip[cli]', 'opentip'],
    ['windows-service', 'klnagent*', 'klnagent'],
    ['config-value', 'KSE', 'kse'],
    ['domain', 'касперский.example', 'xn--80akjebc7ajgd.example'],
    ['domain', 'bücher。example', 'xn--bcher-kva.example'],
    ['deb', 'kesl:amd64', 'kesl'],
    ['rpm', 'kesl*', 'kesl'],
    ['pypi', 'Kaspersky_Scan.Engine', 'kaspersky-scan-engine'],
    ['systemd', 'klnagent64.service', 'klnagent64'],
    ['systemd', 'klnagent64.service.d', 'klnagent64'],
    ['systemd', 'kesl@node.service', 'kesl'],
    ['process', '/opt/kaspersky/kesl/bin/kesl-control', 'kesl-control'],
    ['process', 'C:\\Tools\\AVP.exe', 'avp.exe'],
    ['domain', '*.Kaspersky-Labs.com.', 'kaspersky-labs.com'],
    ['github', 'https://github.com/KasperskyLab/Kaspresso.git', 'kasperskylab/kaspresso'],
    ['github', 'git@github.com:KasperskyLab/Kaspresso.git', 'kasperskylab/kaspresso'],
    ['github', 'KasperskyLab/Kaspresso/.github/actions/run@v1', 'kasperskylab/kaspresso'],
    ['msi-product', '{1EA6BCE6-A9AE-4A2F-B9B4-2E5C1B6B6B6B}', '1ea6bce6-a9ae-4a2f-b9b4-2e5c1b6b6b6b'],
    ['msi-product', "'1EA6BCE6-A9AE-4A2F-B9B4-2E5C1B6B6B6B'", '1ea6bce6-a9ae-4a2f-b9b4-2e5c1b6b6b6b'],
    ['msi-product', '1EA6BCE6A9AE4A2FB9B42E5C1B6B6B6B', '1ea6bce6-a9ae-4a2f-b9b4-2e5c1b6b6b6b'],
    ['msi-product', '*Kaspersky*', 'kaspersky'],
    ['path', '\\\\?\\C:\\PROGRA~2\\Kaspersky Lab', 'program files/kaspersky lab'],
    ['path', '%ProgramW6432%\\Kaspersky Lab', 'program files/kaspersky lab'],
    ['path', '$(ProgramFiles)\\Kaspersky Lab', 'program files/kaspersky lab'],
    ['path', '%SystemDrive%/ProgramData/Kaspersky Lab', 'programdata/kaspersky lab'],
    ['path', '[ProgramFiles64Folder]\\Kaspersky Lab', 'program files/kaspersky lab'],
    ['registry-key', 'Computer\\HKEY_LOCAL_MACHINE\\SOFTWARE\\KasperskyLab', 'hklm/software/kasperskylab'],
    ['registry-key', 'HKLM64\\\\SOFTWARE\\\\WOW6432Node\\\\KasperskyLab', 'hklm/software/kasperskylab'],
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
    ['kav15.0.1.415en_6942.exe', 'kav#.exe'],
    ['kess_3.3.0-100_amd64.deb', 'kess-#'],
    ['kess-{{ version }}.x86_64.rpm', 'kess-#'],
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

  test('a version at the end is told by its sign', () => {
    assert.equal(versioned('avp21.15'), 'avp#');
    assert.equal(versioned('netagent_14.2.0.26967'), 'netagent-#');
    assert.equal(versioned('avpipe'), undefined);
    assert.equal(versioned('1103'), undefined);
    assert.equal(unversioned('endpoint security 11 for windows'), 'endpoint security for windows');
    assert.equal(unversioned('security center 14.2'), 'security center');
  });

  test('domains outside of ASCII', () => {
    assert.equal(asciiDomain('Example.COM'), 'example.com');
    assert.equal(asciiDomain('пример.испытание'), 'xn--e1afmkfd.xn--80akhbyknj4f');
    assert.equal(asciiDomain('例え.テスト'), 'xn--r8jz45g.xn--zckzah');
  });

  const ranges: readonly (readonly [string | undefined, string, boolean | undefined])[] = [
    ['1.4.2', '<2.0.0', true],
    ['1.4', '<2.0.0', true],
    ['v2.1.0', '<2.0.0', false],
    ['12', '<12.3.0', undefined],
    ['12.3.0-4528', '<12.3.0', false],
    ['1:11.2.0-4528', '<12.0.0', true],
    ['2.0.0.1157', '>=2.0.0', true],
    ['17.3R1', '<17.3.0', false],
    ['15.1X49-D10', '<17.3.0', true],
    ['^1.2.0', '<2.0.0', true],
    ['>=1.0.0', '<2.0.0', undefined],
    ['>=2.1.0,<3', '<2.0.0', false],
    ['~=1.4', '<2.0.0', true],
    ['~> 1.9', '<1.5.0', false],
    ['[1.0,2.0)', '<2.0.0', true],
    ['[1.0,3.0]', '<2.0.0', undefined],
    ['[1.2.3]', '<2.0.0', true],
    ['latest', '<2.0.0', undefined],
    ['*', '<2.0.0', undefined],
    ['', '<2.0.0', undefined],
    [undefined, '<2.0.0', undefined],
    ['${version}', '<2.0.0', undefined],
  ];
  for (const [version, range, expected] of ranges) {
    test(`${version ?? 'no version'} in ${range}`, () => {
      assert.equal(isInRange(version, range), expected);
    });
  }

  test('identifiers of every spelling', () => {
    const read = (text: string): unknown[] => {
      const reference = readIdentifier(text);
      return [reference?.kind, reference?.type, reference?.name, reference?.version];
    };
    assert.deepEqual(read('pkg:deb/ubuntu/kesl@12.1?arch=amd64'), ['package', 'deb', 'kesl', '12.1']);
    assert.deepEqual(read('pkg:maven/a.b/c@1'), ['package', 'maven', 'a.b:c', '1']);
    assert.deepEqual(read('pkg:npm/%40kaspersky/icons@2.3.0'), [
      'package',
      'npm',
      '@kaspersky/icons',
      '2.3.0',
    ]);
    assert.deepEqual(read('docker:kaspersky/kesl:12'), ['image', 'docker', 'kaspersky/kesl:12', undefined]);
    assert.deepEqual(read('https://a.example/b'), ['url', 'url', 'https://a.example/b', undefined]);
    assert.equal(readIdentifier('kesl'), undefined);
    assert.equal(readIdentifier('nosuch:kesl'), undefined);
  });

  test('literals stand in every spelling', () => {
    assert.deepEqual(literalsOf('path', '/opt/kaspersky/kesl'), ['opt', 'kaspersky', 'kesl']);
    assert.deepEqual(literalsOf('docker', 'kaspersky/kesl'), ['kaspersky', 'kesl']);
    assert.deepEqual(literalsOf('config-key', 'KLNAGENT_SERVER'), ['klnagent_server']);
    assert.deepEqual(literalsOf('installer-file', 'kav#.exe'), ['kav#']);
    assert.deepEqual(literalsOf('path', 'KES-#/setup.exe'), ['kes#', 'setup.exe']);
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
