import assert from 'node:assert/strict';
import { maskSecrets } from '../../src/core/secrets.js';
import { csvReport } from '../../src/report/csv.js';
import { cyclonedxReport } from '../../src/report/cyclonedx.js';
import { htmlReport } from '../../src/report/html.js';
import { jsonReport } from '../../src/report/json.js';
import { markdownReport } from '../../src/report/markdown.js';
import { reportScan } from '../../src/report/report.js';
import type { Report } from '../../src/report/report.js';
import { sarifReport } from '../../src/report/sarif.js';
import { textReport } from '../../src/report/text.js';
import { TODAY, shippedEngine } from './support/engine.js';

const CODE = 'ABCD1-EFGH2-JKLM3-NPQR4';
const PASSWORD = 'S3cret.Pass-7';

suite('secrets', () => {
  const masked: readonly (readonly [string, string])[] = [
    [`KLPASSWD=${PASSWORD}`, 'KLPASSWD=***'],
    [
      `msiexec /x kes_win.msi KLLOGIN=KLAdmin KLPASSWD=${PASSWORD} /qn`,
      'msiexec /x kes_win.msi KLLOGIN=KLAdmin KLPASSWD=*** /qn',
    ],
    [`setup.exe /pKLPASSWD="${PASSWORD}" /s`, 'setup.exe /pKLPASSWD="***" /s'],
    [`KLUNINSTPASSWD='${PASSWORD}'`, "KLUNINSTPASSWD='***'"],
    ['KLPASSWDAREA=UNINST', 'KLPASSWDAREA=UNINST'],
    [`kesl-control --add-active-key ${CODE}`, 'kesl-control --add-active-key ***'],
    [`ACTIVATION_CODE: "${CODE.toLowerCase()}"`, 'ACTIVATION_CODE: "***"'],
    [`INSTALL_LICENSE=${CODE}`, 'INSTALL_LICENSE=***'],
    ['INSTALL_LICENSE=/etc/kesl/0A1B2C3D.key', 'INSTALL_LICENSE=***'],
    [`KRAS4D_XAPIKEY=${PASSWORD}`, 'KRAS4D_XAPIKEY=***'],
    [`KLNAGENT_PROXY_PASSWORD => ${PASSWORD},`, 'KLNAGENT_PROXY_PASSWORD => ***,'],
    [`"opentip_api_key": "${PASSWORD}",`, '"opentip_api_key": "***",'],
    [`https://admin:${PASSWORD}@ksc.example.com/x`, 'https://***@ksc.example.com/x'],
    [`https://a.example/dl?token=${PASSWORD}&x=1`, 'https://a.example/dl?token=***&x=1'],
    ['KLPASSWD=${KL_PASSWORD}', 'KLPASSWD=${KL_PASSWORD}'],
    ['password: "{{ vault_kl_password }}"', 'password: "{{ vault_kl_password }}"'],
    ['password: ""', 'password: ""'],
    [`kesl-setup --proxy-password ${PASSWORD} -v`, 'kesl-setup --proxy-password *** -v'],
    [`Install-Agent -Password '${PASSWORD}'`, "Install-Agent -Password '***'"],
    ['Kaspersky Password Manager', 'Kaspersky Password Manager'],
    ['27534751-4A40-48BD-B393-BC3BF28C876E', '27534751-4A40-48BD-B393-BC3BF28C876E'],
  ];
  for (const [text, expected] of masked) {
    test(text, () => {
      assert.equal(maskSecrets(text), expected);
    });
  }

  test('masking a text of nothing but beginnings comes to an end', () => {
    for (const piece of ['password ', 'a-', 'ABCD1-', '://', 'token="', 'key:']) {
      const text = piece.repeat(100_000 / piece.length);
      assert.equal(typeof maskSecrets(text), 'string', piece);
    }
  });

  const files: readonly (readonly [string, string])[] = [
    [
      'Dockerfile',
      `FROM debian:12
ENV KRAS4D_ACTIVATION=${CODE} KRAS4D_XAPIKEY=${PASSWORD}
ADD https://build:${PASSWORD}@mirror.example.com/kesl_12.1.0-1297_amd64.deb /tmp/
RUN KLNAGENT_PROXY_PASSWORD=${PASSWORD} dpkg -i /tmp/kesl_12.1.0-1297_amd64.deb && kesl-control --add-active-key ${CODE}
`,
    ],
    [
      'install.ps1',
      `Start-Process msiexec -ArgumentList '/i kes_win.msi EULA=1 KLLOGIN=KLAdmin KLPASSWD=${PASSWORD} /qn' -Wait
msiexec /x '{0F05E4E5-5A89-482C-9A62-47CC58643788}' KLUNINSTPASSWD=${PASSWORD} /qn
Invoke-WebRequest -Uri "https://products.s.kaspersky-labs.com/x.zip?token=${PASSWORD}" -OutFile x.zip
`,
    ],
    [
      'deploy.sh',
      `apt-get install -y kesl klnagent64
export KLNAGENT_SERVER=ksc.example.com KLPASSWD=${PASSWORD}
curl -u admin:${PASSWORD} -O https://admin:${PASSWORD}@products.s.kaspersky-labs.com/kesl_12.1.0-1297_amd64.deb
kesl-setup.pl --autoinstall=/tmp/a.ini ACTIVATION_CODE=${CODE}
`,
    ],
  ];
  for (const [path, text] of files) {
    test(`no report of ${path} prints a secret`, () => {
      const engine = shippedEngine({ profile: 'strictest' });
      const document = { path, text };
      const result = engine.scan(document);
      assert.ok(result.findings.length > 1);
      const { findings, notices } = reportScan(engine, document, result, true);
      const report: Report = {
        version: '0',
        asOf: TODAY,
        regimes: engine.regimes,
        files: 1,
        findings,
        notices,
      };
      const printed = [
        textReport(report, { all: true, colour: false }),
        jsonReport(report, true),
        sarifReport(report, engine.entries, true),
        markdownReport(report, true),
        htmlReport(report, true),
        csvReport(report, true),
        cyclonedxReport(report, true),
        JSON.stringify(result.findings.map((finding) => engine.describe(finding))),
        JSON.stringify(result.problems),
      ].join('\n');
      assert.ok(!printed.includes(PASSWORD), 'the password');
      assert.ok(!printed.includes(CODE), 'the activation code');
    });
  }
});
