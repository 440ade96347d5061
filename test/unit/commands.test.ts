import assert from 'node:assert/strict';
import { applyEdits, removalEdits } from '../../src/core/text/edits.js';
import { extract } from '../../src/core/extract.js';
import type { Reference } from '../../src/core/types.js';
import { readCommand } from '../../src/formats/shared/commands/read.js';
import { plainWord } from '../../src/formats/shared/commands/words.js';
import { powershell } from '../../src/formats/powershell.js';
import { shell } from '../../src/formats/shell.js';

const FORMATS = { shell, powershell };

function references(text: string, id: keyof typeof FORMATS = 'shell'): readonly Reference[] {
  const formatById = (name: string) => Object.values(FORMATS).find((format) => format.id === name);
  return extract({ path: 'x', text }, FORMATS[id], formatById).references.map(({ reference }) => reference);
}

/** What is said of a name, as `intent type`, in the order of the places. */
function said(text: string, name: string, id: keyof typeof FORMATS = 'shell'): string {
  return references(text, id)
    .filter((reference) => reference.name === name)
    .map(({ intent, type }) => `${intent} ${type}`)
    .join(', ');
}

function find(text: string, name: string, id: keyof typeof FORMATS = 'shell'): Reference {
  const found = references(text, id).find((reference) => reference.name === name);
  assert.ok(found, `${name} is not found`);
  return found;
}

suite('command lines', () => {
  const lines: readonly (readonly [line: string, name: string, said: string])[] = [
    ['apt-get -o Dpkg::Use-Pty=0 install -y kesl', 'kesl', 'use deb'],
    ['apt-get purge -y kesl', 'kesl', 'remove deb'],
    ['apt-cache policy kesl', 'kesl', 'detect deb'],
    ['dpkg -i ./kesl_11.deb', './kesl_11.deb', 'use installer-file'],
    ['dnf -y remove kesl-11.2.0-4528', 'kesl', 'remove rpm'],
    ['rpm -qa kesl', 'kesl', 'detect rpm'],
    ['rpm -ev kesl', 'kesl', 'remove rpm'],
    ['apk add --no-cache --virtual .deps kesl=1.2', 'kesl', 'use apk'],
    ['pacman -Rns klnagent64', 'klnagent64', 'remove alpm'],
    ['npm uninstall @kaspersky/hexa-ui', '@kaspersky/hexa-ui', 'remove npm'],
    ['python3 -m pip install --index-url https://pypi.example/simple opentip==1.2', 'opentip', 'use pypi'],
    ['uv pip uninstall opentip', 'opentip', 'remove pypi'],
    ['systemctl --now disable kesl', 'kesl', 'remove systemd'],
    ['systemctl is-enabled kesl', 'kesl', 'detect systemd'],
    ['rc-update add klnagent64 default', 'klnagent64', 'use systemd'],
    ['docker run -it --rm --network host -v /a:/b kesl:1 sh -c true', 'kesl:1', 'use docker'],
    ['docker exec -it web apt-get install -y kesl', 'kesl', 'use deb'],
    ['docker rmi -f kesl:1', 'kesl:1', 'remove docker'],
    ['docker image inspect kesl:1', 'kesl:1', 'detect docker'],
    ['sudo -u root nohup timeout 5 kesl-control --start-task 1', 'kesl-control', 'use process'],
    ['if kesl-control --get-stat; then true; fi', 'kesl-control', 'detect process'],
    ['if ! apt-get install -y kesl; then exit 1; fi', 'kesl', 'use deb'],
    ['/opt/kaspersky/x/uninstall.pl', '/opt/kaspersky/x/uninstall.pl', 'remove process'],
    ['/etc/init.d/kesl stop', 'kesl', 'remove systemd'],
    [
      'msiexec /x {1F39E63E-3F9C-4E21-928B-136C6362E88B} /qn',
      '{1F39E63E-3F9C-4E21-928B-136C6362E88B}',
      'remove msi-product',
    ],
    ['choco uninstall kav -y', 'kav', 'remove chocolatey'],
    ['sc.exe config AVP start= disabled', 'AVP', 'remove windows-service'],
    ['taskkill /F /IM avp.exe', 'avp.exe', 'remove process'],
    ['wget -O kesl.deb https://mirror.example/a', 'https://mirror.example/a', 'use url'],
    ['ufw deny out to kaspersky.com', 'kaspersky.com', 'remove domain'],
    ['az vm extension delete --publisher K --name KSWS', 'K/KSWS', 'remove azure-vm-extension'],
    ['echo apt-get install kesl', 'kesl', ''],
    ['grep -r kesl /etc', 'kesl', ''],
  ];
  for (const [line, name, expected] of lines) {
    test(line, () => {
      assert.equal(said(line, name), expected);
    });
  }

  test('words without a script', () => {
    const found: string[] = [];
    const words = ['apt-get', 'install', 'kesl'];
    let at = 0;
    const spread = words.map((text) => plainWord(text, (at += 10)));
    readCommand(
      spread,
      {},
      {
        reference: ({ name, span }) => found.push(`${name} ${span[0]}`),
        embed: () => undefined,
        skip: () => undefined,
      },
    );
    assert.deepEqual(found, ['kesl 30']);
  });
});

suite('shell scripts', () => {
  test('a variable stands where it is set, and its uses are known', () => {
    const text = 'PKG=kesl\napt-get install -y "$PKG"\n';
    const { span, uses } = find(text, 'kesl');
    assert.deepEqual(span, [4, 8]);
    assert.deepEqual(uses, [[text.indexOf('$PKG'), text.indexOf('$PKG') + 4]]);
  });

  test('the last value before a use counts', () => {
    const text = 'P=kesl\napt-get purge $P\nP=nginx\napt-get install $P\n';
    assert.equal(said(text, 'kesl'), 'remove deb');
  });

  test('each branch may have set a variable', () => {
    const text = 'if a; then P=kesl; else P=kess; fi\napt-get install $P\n';
    assert.equal(said(text, 'kesl'), 'use deb');
    assert.equal(said(text, 'kess'), 'use deb');
  });

  test('functions get the words of their calls', () => {
    assert.equal(said('f() { apt-get install -y "$1"; }\nf kesl\n', 'kesl'), 'use deb');
  });

  test('loops, arrays and pipelines', () => {
    assert.equal(said('for p in kesl vim; do dpkg -P $p; done', 'kesl'), 'remove deb');
    assert.equal(said('a=(kesl vim); apt install "${a[@]}"', 'kesl'), 'use deb');
    assert.equal(said('ps aux | grep kesl | awk "{print}" | xargs kill', 'kesl'), 'remove process');
    assert.equal(said('kill $(pidof kesl)', 'kesl'), 'remove process');
  });

  test('a here-document whose end is indented ends there', () => {
    const text = 'cat > /etc/x <<EOF\n  KLNAGENT_PORT=1\n  EOF\n  apt-get install kesl\n';
    assert.equal(said(text, 'KLNAGENT_PORT'), 'use config-key');
    assert.equal(said(text, 'kesl'), 'use deb');
  });

  test('a text for another shell is read with its own offsets', () => {
    const text = 'sudo bash -c "apt-get install kesl"';
    assert.equal(text.slice(...find(text, 'kesl').span), 'kesl');
  });

  const removals: readonly (readonly [before: string, after: string])[] = [
    ['a && apt-get install kesl && b', 'a && b'],
    ['apt-get install kesl && b', 'b'],
    ['a && apt-get install kesl || exit 1', 'a'],
    ['apt-get install -y a kesl b', 'apt-get install -y a b'],
    ['a; apt-get install kesl; b', 'a; b'],
    ['if a; then apt-get install kesl; fi', 'if a; then :; fi'],
    ['x\napt-get install kesl\ny', 'x\ny'],
    ['for p in a kesl; do apt-get install $p; done', 'for p in a; do apt-get install $p; done'],
    ['P="a kesl b"\napt-get install $P', 'P="a b"\napt-get install $P'],
  ];
  for (const [before, after] of removals) {
    test(`removal from ${JSON.stringify(before)}`, () => {
      const { unit } = find(before, 'kesl');
      assert.ok(unit);
      assert.equal(applyEdits(before, removalEdits(before, unit)), after);
    });
  }

  test('an install of one package turns into a removal, one of several does not', () => {
    const text = 'apt-get install -y kesl';
    assert.equal(applyEdits(text, find(text, 'kesl').uninstall ?? []), 'apt-get purge -y kesl');
    assert.equal(find('apt-get install -y kesl vim', 'kesl').uninstall, undefined);
  });
});

suite('PowerShell scripts', () => {
  const lines: readonly (readonly [line: string, name: string, said: string])[] = [
    ['Get-Service AVP | Stop-Service', 'AVP', 'remove windows-service'],
    ['Get-Service AVP', 'AVP', 'detect windows-service'],
    ['Start-Process C:\\a\\setup_kes.exe -Wait', 'C:\\a\\setup_kes.exe', 'use process'],
    ['Get-CimInstance Win32_Product | ? { $_.Name -like "*Kaspersky*" }', 'Kaspersky', 'detect msi-product'],
    ['$s = "AVP"; Stop-Service $s', 'AVP', 'remove windows-service'],
    ['$p = @{ Name = "AVP" }; Start-Service @p', 'AVP', 'use windows-service'],
    ['function f($n) { Stop-Service $n }; f AVP', 'AVP', 'remove windows-service'],
    ['"AVP", "x" | % { Stop-Service $_ }', 'AVP', 'remove windows-service'],
    ['Start-Service `\n  AVP', 'AVP', 'use windows-service'],
    ['# Start-Service AVP', 'AVP', ''],
    ['Write-Host AVP', 'AVP', ''],
    ["& 'C:\\Program Files\\K''s\\avp.exe'", "C:\\Program Files\\K's\\avp.exe", 'use process'],
  ];
  for (const [line, name, expected] of lines) {
    test(line, () => {
      assert.equal(said(line, name, 'powershell'), expected);
    });
  }
});

suite('limits of scripts', () => {
  const pieces = [
    '(',
    '{',
    '$(',
    '"',
    "'",
    '`',
    '<<A1\n',
    '@"\n',
    '&& a ',
    '|| b ',
    '| grep a ',
    'if a; then\n',
    '@{',
    '[a]',
    '\\\n',
    'a, ',
    '$a | ',
    '/',
  ];
  for (const piece of pieces) {
    for (const id of ['shell', 'powershell'] as const) {
      test(`${id} reads many ${JSON.stringify(piece)} in time`, () => {
        const text = piece.repeat(20_000 / piece.length);
        const result = extract({ path: 'x', text }, FORMATS[id], () => undefined);
        assert.ok(result.problems.every(({ message }) => !message.startsWith(FORMATS[id].title)));
      }).timeout(2000);
    }
  }
});
