import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Log } from 'sarif';
import { version } from '../../package.json';
import { sandbox } from './support/cli.js';
import type { Sandbox } from './support/cli.js';

suite('command line', () => {
  let box: Sandbox;

  setup(() => {
    box = sandbox();
  });
  teardown(() => {
    box.dispose();
  });

  function sarif(...args: string[]): Log['runs'][number] {
    const { stdout, stderr } = box.run('--format', 'sarif', '--fail-on', 'never', ...args);
    const log = JSON.parse(stdout) as Log;
    assert.equal(log.version, '2.1.0', stderr);
    const [first] = log.runs;
    assert.ok(first);
    return first;
  }

  const INSTALL = 'FROM debian:12\nRUN apt-get install -y kesl\n';

  test('exit code 1 for a prohibition, 0 without one, 0 below the threshold', () => {
    box.put('Dockerfile', INSTALL);
    assert.equal(box.run('.').status, 1);
    assert.equal(box.run('.', '--fail-on', 'never').status, 0);
    box.put('Dockerfile', 'FROM debian:12\nRUN apt-get purge -y kesl\n');
    assert.equal(box.run('.').status, 0);
  });

  test('exit code 2 and a sentence for each way of misuse', () => {
    const misuses: readonly (readonly [readonly string[], RegExp])[] = [
      [['--format', 'yaml'], /--format: "yaml" is none of text, json, sarif, markdown, html, csv, cyclonedx/],
      [['--colour'], /Unknown option '--colour'/],
      [['nowhere'], /nowhere: no such file or folder/],
      [['--profile', 'mars'], /--profile: unknown "mars"; known are us-ca|--profile: unknown "mars"/],
      [['--regime', 'mars'], /--regime: unknown "mars"/],
      [['--as-of', '2024-02-30'], /--as-of: "2024-02-30" is no date/],
      [['--fail-on', 'fatal'], /--fail-on: "fatal" is none of/],
      [['--policy', 'none.yaml'], /none\.yaml: no such file/],
    ];
    for (const [args, words] of misuses) {
      const { status, stdout, stderr } = box.run(...args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, words);
    }
  });

  test('a mistake in the policy file is exit code 2 with its place', () => {
    box.put('.kaspersky-ban.yaml', 'profile: us-federal\nignored: []\n');
    const { status, stderr } = box.run('.');
    assert.equal(status, 2);
    assert.match(stderr, /\.kaspersky-ban\.yaml:2:1: unknown key "ignored"/);
  });

  test('the nearest policy file upward holds', () => {
    box.put('Dockerfile', INSTALL);
    box.put('legacy/Dockerfile', INSTALL);
    box.put('legacy/.kaspersky-ban.yaml', 'ignore:\n  - { path: Dockerfile, reason: "retired in May" }\n');
    const results = sarif('.').results ?? [];
    assert.deepEqual(
      results.map(({ locations, suppressions }) => [
        locations?.[0]?.physicalLocation?.artifactLocation?.uri,
        suppressions?.[0]?.justification,
      ]),
      [
        ['Dockerfile', undefined],
        ['legacy/Dockerfile', 'retired in May'],
      ],
    );
  });

  test('entries, replacements, severities and excludes of the policy file', () => {
    box.put(
      '.kaspersky-ban.yaml',
      `severity: { prohibited: warning }
exclude: ["third_party/**"]
catalog:
  - id: acme-av-mirror
    title: ACME mirror
    category: endpoint-agent
    match: [{ type: docker, name: registry.acme.example/security/av-agent }]
replacements:
  - for: { entry: acme-av-mirror, type: docker }
    use: { name: registry.acme.example/security/clamav, title: the ACME scanner, version: "1.4" }
`,
    );
    box.put('Dockerfile', 'FROM registry.acme.example/security/av-agent:7@sha256:aa\n');
    box.put('third_party/Dockerfile', INSTALL);
    assert.equal(box.run('.').status, 0);
    const results = sarif('.').results ?? [];
    assert.equal(results.length, 1);
    assert.equal(results[0]?.ruleId, 'acme-av-mirror');
    assert.equal(results[0].level, 'warning');
    const fix = results[0].fixes?.[0];
    assert.equal(fix?.description?.text, 'Replace with the ACME scanner');
    assert.equal(
      fix.artifactChanges[0]?.replacements[0]?.insertedContent?.text,
      'registry.acme.example/security/clamav:1.4',
    );
  });

  test('SARIF says where, what and why', () => {
    box.put('Dockerfile', INSTALL);
    const { results = [], tool, columnKind } = sarif('.');
    assert.equal(columnKind, 'utf16CodeUnits');
    assert.equal(tool.driver.semanticVersion, version);
    const [first] = results;
    assert.ok(first);
    assert.deepEqual(first.locations?.[0]?.physicalLocation?.region, {
      startLine: 2,
      startColumn: 24,
      endLine: 2,
      endColumn: 28,
    });
    assert.equal(first.level, 'error');
    assert.deepEqual(
      { ...first.properties, product: undefined },
      {
        verdict: 'prohibited',
        intent: 'use',
        category: 'endpoint-agent',
        kind: 'package',
        certainty: 'exact',
        regimes: ['us-commerce-icts-2021-002'],
        product: undefined,
      },
    );
    assert.equal(tool.driver.rules?.[first.ruleIndex ?? -1]?.id, first.ruleId);
    assert.match(tool.driver.rules?.[0]?.help?.text ?? '', /89 FR 52434/);
  });

  test('removals and mentions come only when asked for, at level none', () => {
    box.put('Dockerfile', 'FROM debian:12\nRUN apt-get purge -y kesl\n');
    assert.deepEqual(sarif('.').results, []);
    const [only] = sarif('.', '--verdicts', 'all').results ?? [];
    assert.equal(only?.level, 'none');
    assert.equal(only.properties?.verdict, 'remediation');
  });

  test('fingerprints survive a move', () => {
    box.put('Dockerfile', INSTALL);
    const before = sarif('.').results?.[0]?.partialFingerprints;
    box.put('Dockerfile', INSTALL.replace('\n', '\n# a new line\n\n'));
    assert.deepEqual(sarif('.').results?.[0]?.partialFingerprints, before);
  });

  test('the profile decides the verdict', () => {
    box.put('package.json', '{ "dependencies": { "@kaspersky/hexa-ui": "^4.0.0" } }');
    const verdict = (profile: string) =>
      sarif('.', '--profile', profile).results?.[0]?.properties?.verdict as string;
    assert.equal(verdict('us-commercial'), 'review');
    assert.equal(verdict('us-federal'), 'prohibited');
  });

  test('the day decides the law', () => {
    box.put('Dockerfile', INSTALL);
    assert.equal(box.run('.', '--as-of', '2024-01-01').status, 0);
    assert.match(box.run('.', '--as-of', '2024-07-01').stdout, /from 2024-07-20/);
  });

  test('same input, same bytes', () => {
    box.put('b/Dockerfile', INSTALL);
    box.put('a/Dockerfile', INSTALL);
    const args = ['.', '--format', 'json', '--as-of', '2026-01-01'];
    const first = box.run(...args).stdout;
    assert.equal(box.run(...args).stdout, first);
    const { findings } = JSON.parse(first) as { findings: { path: string }[] };
    assert.deepEqual(
      findings.map(({ path: at }) => at),
      ['a/Dockerfile', 'b/Dockerfile'],
    );
  });

  test('what cannot be read is listed and ends nothing', () => {
    box.put('Dockerfile', INSTALL);
    box.put('big.sh', `# ${'x'.repeat(5 * 1024 * 1024)}\n`);
    const { invocations, results } = sarif('.');
    assert.equal(results?.length, 1);
    const notes = invocations?.[0]?.toolExecutionNotifications?.map(({ message, locations }) => [
      locations?.[0]?.physicalLocation?.artifactLocation?.uri,
      message.text,
    ]);
    assert.deepEqual(notes, [['big.sh', 'larger than 4 MiB']]);
  });

  test('ignore files are honoured unless told otherwise', () => {
    fs.mkdirSync(path.join(box.folder, '.git'));
    box.put('.gitignore', 'build/\n*.local\n!keep.local\n');
    box.put('build/Dockerfile', INSTALL);
    box.put('src/.gitignore', 'Dockerfile\n');
    box.put('src/Dockerfile', INSTALL);
    assert.equal(sarif('.').results?.length, 0);
    assert.equal(sarif('.', '--no-gitignore').results?.length, 2);
  });

  test('text encodings: UTF-16 and a byte order mark', () => {
    box.put('a.sh', Buffer.from('\uFEFFapt-get install -y kesl\n', 'utf16le'));
    box.put('b.sh', '\uFEFFapt-get install -y kesl\n');
    const columns = sarif('.').results?.map(
      ({ locations }) => locations?.[0]?.physicalLocation?.region?.startColumn,
    );
    assert.deepEqual(columns, [20, 20]);
  });

  test('the report goes to a file, and standard output stays empty', () => {
    box.put('Dockerfile', INSTALL);
    const { stdout } = box.run('.', '--output', 'report.json', '--format', 'json');
    assert.equal(stdout, '');
    assert.match(box.read('report.json'), /"prohibited"/);
  });

  test('a report that cannot be written is one sentence', () => {
    box.put('Dockerfile', INSTALL);
    const { status, stderr } = box.run('.', '--quiet', '--output', 'none/report.json');
    assert.equal(status, 2);
    assert.equal(stderr, 'kaspersky-ban-audit: none/report.json: no such file or folder\n');
  });

  test('inline exceptions hide, stay in SARIF, and can be left out of account', () => {
    box.put(
      'Dockerfile',
      `FROM debian:12\n# kaspersky-ban-ignore-next-line kesl reason="lab image"\nRUN apt-get install -y kesl\n`,
    );
    assert.equal(box.run('.').status, 0);
    assert.equal(box.run('.', '--no-inline-ignore').status, 1);
    assert.deepEqual(sarif('.').results?.[0]?.suppressions?.[0]?.kind, 'inSource');
  });

  test('a variable of another file is one finding, judged by what the tasks do with it', () => {
    box.put('roles/av/defaults/main.yml', 'endpoint_package: kesl\n');
    box.put('roles/av/tasks/main.yml', '- name: kesl\n  apt:\n    name: "{{ endpoint_package }}"\n');
    box.put('roles/av/tasks/update.yml', '- name: kesl again\n  apt:\n    name: "{{ endpoint_package }}"\n');
    const results = sarif('.').results ?? [];
    const seen = results.map(({ locations, relatedLocations, properties }) => [
      locations?.[0]?.physicalLocation?.artifactLocation?.uri,
      properties?.verdict as string,
      relatedLocations?.map(({ physicalLocation }) => physicalLocation?.artifactLocation?.uri),
    ]);
    assert.deepEqual(seen, [
      ['roles/av/defaults/main.yml', 'prohibited', ['roles/av/tasks/main.yml', 'roles/av/tasks/update.yml']],
    ]);
    box.put(
      'roles/av/tasks/main.yml',
      '- name: kesl\n  apt: { name: "{{ endpoint_package }}", state: absent }\n',
    );
    box.put('roles/av/tasks/update.yml', '');
    assert.deepEqual(
      sarif('.', '--verdicts', 'all').results?.map(({ properties }) => properties?.verdict as string),
      ['remediation'],
    );
  });

  test('an exception in another file hides the finding that stands there', () => {
    box.put(
      'roles/av/defaults/main.yml',
      'endpoint_package: kesl # kaspersky-ban-ignore-line reason="lab"\n',
    );
    box.put('roles/av/tasks/main.yml', '- name: kesl\n  apt:\n    name: "{{ endpoint_package }}"\n');
    const [only, ...more] = sarif('.').results ?? [];
    assert.equal(only?.suppressions?.[0]?.justification, 'lab');
    assert.deepEqual(more, []);
  });

  test('a reader that stops early is no error', () => {
    box.put('Dockerfile', `FROM debian:12\n${'RUN apt-get install -y kesl\n'.repeat(800)}`);
    const { stdout, stderr } = box.shell('CLI . --format json --fail-on never | head -c 1');
    assert.equal(stdout, '{');
    assert.equal(stderr, '');
  });

  test('the formats and the catalog are loaded for a file with a keyword only', () => {
    box.put('alone/cli.js', fs.readFileSync(path.join('dist', 'cli.js')));
    box.put('tree/Dockerfile', 'FROM debian:12\n');
    const run = () => box.shell(`"${process.execPath}" alone/cli.js tree --format sarif`);
    const clean = run();
    assert.equal(clean.status, 0, clean.stderr);
    assert.deepEqual((JSON.parse(clean.stdout) as Log).runs[0]?.results, []);
    box.put('tree/Dockerfile', INSTALL);
    assert.match(run().stderr, /Cannot find module '.\/engine.js'/);
  });

  test('version and help', () => {
    assert.equal(box.run('--version').stdout, `${version}\n`);
    assert.match(box.run('--help').stdout, /^Usage: kaspersky-ban-audit/);
  });
});
