import assert from 'node:assert/strict';
import { parsePolicy } from '../../src/core/policy.js';
import { addDays, daysBetween, isDate } from '../../src/core/text/dates.js';
import { sandbox } from './support/cli.js';
import type { Sandbox } from './support/cli.js';
import { TODAY, shippedEngine } from './support/engine.js';

const INSTALL = 'RUN apt-get install -y kesl\n';

/** What a scan says of the exceptions of a file: state, the text at its place, words. */
function noticesIn(text: string, policy = '', path = 'Dockerfile'): string[] {
  const rules = parsePolicy(policy, { profiles: [], regimes: [] }).policy;
  assert.ok(rules, policy);
  const { notices } = shippedEngine({ policy: rules }).scan({ path, text });
  return notices.map(({ state, span, message }) => `${state} | ${text.slice(...span)} | ${message}`);
}

function comment(rest: string, below = INSTALL): string {
  return `FROM debian:12\n# kaspersky-ban-ignore-next-line ${rest}\n${below}`;
}

suite('exceptions in comments', () => {
  test('one that hides something is not told of', () => {
    assert.deepEqual(noticesIn(comment('kesl reason="lab"')), []);
    assert.deepEqual(noticesIn(comment('reason="lab" until=2027-03-31')), []);
    assert.deepEqual(noticesIn(`# kaspersky-ban-ignore-file reason="lab"\nFROM x\n${INSTALL}`), []);
  });

  test('one that hides nothing is told of at the comment', () => {
    const words = 'This exception hides nothing: nothing that it is for is found.';
    assert.deepEqual(noticesIn(comment('kesl reason="lab"', 'RUN apt-get install -y nginx\n')), [
      `unused | kaspersky-ban-ignore-next-line kesl reason="lab" | ${words}`,
    ]);
    assert.deepEqual(noticesIn(comment('kuma-siem reason="lab"')), [
      `unused | kaspersky-ban-ignore-next-line kuma-siem reason="lab" | ${words}`,
    ]);
    // A removal needs no exception.
    assert.match(noticesIn(comment('kesl reason="lab"', 'RUN apt-get purge -y kesl\n')).join(''), /^unused /);
    assert.match(
      noticesIn('# kaspersky-ban-ignore-file kesl reason="lab"\nFROM debian:12\n').join(''),
      /^unused/,
    );
  });

  test('one of two that hide the same is enough', () => {
    const twice = `FROM debian:12\n# kaspersky-ban-ignore-next-line kesl reason="a"\nRUN apt-get install -y kesl # kaspersky-ban-ignore-line reason="b"\n`;
    assert.equal(noticesIn(twice).filter((each) => each.startsWith('unused')).length, 1);
  });

  test('a misspelt entry is told of with the one that is meant', () => {
    const [first] = noticesIn(comment('kes-linux-x kesll reason="lab"'));
    assert.match(first ?? '', /^unused .* there is no entry "kes-linux-x"/);
    assert.match(
      noticesIn(comment('kesll reason="lab"')).join(''),
      /no entry "kesll"; did you mean "kesl"\?$/,
    );
  });

  test('one that will soon expire is told of so many days before', () => {
    assert.deepEqual(noticesIn(comment('kesl reason="lab" until=2026-12-24')), [
      'expiring | kaspersky-ban-ignore-next-line kesl reason="lab" until=2026-12-24 | ' +
        'This exception expires on 2026-12-24, in 30 days.',
    ]);
    assert.deepEqual(noticesIn(comment('kesl reason="lab" until=2026-12-25')), []);
    const policy = 'exceptions: { warnDays: 7 }\n';
    assert.deepEqual(noticesIn(comment('kesl reason="lab" until=2026-12-02'), policy), []);
    assert.match(noticesIn(comment('kesl reason="lab" until=2026-12-01'), policy).join(''), /in 7 days/);
    assert.match(noticesIn(comment(`kesl reason="lab" until=${TODAY}`)).join(''), /, today\.$/);
    assert.match(noticesIn(comment('kesl reason="lab" until=2026-11-25')).join(''), /, tomorrow\.$/);
  });

  test('one that has expired opens again what it hid', () => {
    const text = comment('kesl reason="lab" until=2026-11-23');
    assert.match(noticesIn(text).join(''), /^expired \| .* it expired on 2026-11-23\.$/);
    const { findings } = shippedEngine().scan({ path: 'Dockerfile', text });
    assert.deepEqual(
      findings.map(({ entry, suppression }) => [entry, suppression]),
      [['kesl', undefined]],
    );
  });

  test('one that lacks what the policy requires hides nothing', () => {
    const policy = 'exceptions: { require: [reason, owner, until] }\n';
    assert.match(
      noticesIn(comment('kesl reason="lab"'), policy).join(''),
      /^incomplete .* it lacks owner, until\.$/,
    );
    assert.match(
      noticesIn(comment('kesl reason="lab" until=2027-02-30')).join(''),
      /^incomplete .* "2027-02-30" is no date/,
    );
    const full = 'kesl reason="lab" owner="mobile" until=2027-03-31';
    assert.deepEqual(noticesIn(comment(full), policy), []);
  });

  test('what another file may need is not called unused', () => {
    const vars = 'endpoint_package: kesl # kaspersky-ban-ignore-line kesl reason="lab"\n';
    assert.deepEqual(noticesIn(vars, '', 'roles/av/defaults/main.yml'), []);
    const env = '# kaspersky-ban-ignore-next-line reason="lab"\nIMAGE=kaspersky/kesl:12\n';
    assert.deepEqual(noticesIn(env, '', '.env'), []);
  });

  test('the end of a comment is no part of it', () => {
    const xml = '<project>\n<!-- kaspersky-ban-ignore-next-line reason="x" -->\n<a/>\n</project>\n';
    assert.match(
      noticesIn(xml, '', 'pom.xml').join(''),
      /^unused \| kaspersky-ban-ignore-next-line reason="x" \|/,
    );
  });

  test('a sample of one in a text is none', () => {
    const text = 'Write `kaspersky-ban-ignore-line` behind it, with a reason.\n';
    assert.deepEqual(noticesIn(text, '', 'README.md'), []);
  });
});

suite('exceptions of the policy', () => {
  const source = `ignore:
  - { entry: kesl, path: "a/**", reason: lab }
  - { entry: kesl, path: "b/**", reason: lab, until: 2026-11-01 }
  - { entry: kesl, path: "c/**" }
  - { entry: kesl, path: "d/**", reason: lab, until: 2026-12-01 }
  - { entry: keslx, reason: lab }
  - entry: kuma-siem
    reason: lab
`;

  function told(findings?: readonly string[]): string[] {
    const { policy } = parsePolicy(source, { profiles: [], regimes: [] });
    const engine = shippedEngine({ policy });
    const found = findings?.flatMap((path) => engine.scan({ path, text: `FROM x\n${INSTALL}` }).findings);
    return engine.ruleNotices(found).map(({ state, span }) => `${state} ${source.slice(...span)}`);
  }

  const known = [
    'expired { entry: kesl, path: "b/**", reason: lab, until: 2026-11-01 }',
    'incomplete { entry: kesl, path: "c/**" }',
    'expiring { entry: kesl, path: "d/**", reason: lab, until: 2026-12-01 }',
    'unused { entry: keslx, reason: lab }',
  ];

  test('are told of at their places, without any finding', () => {
    assert.deepEqual(told(), known);
  });

  test('that hide nothing are told of where all findings are known', () => {
    const used = told(['a/Dockerfile', 'd/Dockerfile']);
    assert.deepEqual(used, [...known, 'unused entry: kuma-siem']);
    const idle = told([]);
    assert.deepEqual(idle[0], 'unused { entry: kesl, path: "a/**", reason: lab }');
    assert.equal(idle.filter((each) => each.startsWith('unused')).length, 4);
  });
});

suite('exceptions on the command line', () => {
  let box: Sandbox;
  setup(() => {
    box = sandbox();
  });
  teardown(() => {
    box.dispose();
  });

  test('are notices with their places and states', () => {
    box.put('app/Dockerfile', comment('kesl reason="lab" until=2026-11-01'));
    box.put(
      '.kaspersky-ban.yaml',
      'ignore:\n  - { entry: kuma-siem, reason: lab }\n  - { entry: kesl, path: app/Dockerfile, reason: "in use" }\n',
    );
    const { status, stdout, stderr } = box.run('.', '--as-of', TODAY, '--format', 'json');
    assert.equal(status, 0, 'the rule hides what the comment does no more');
    const { notices } = JSON.parse(stdout) as { notices: Record<string, unknown>[] };
    assert.deepEqual(
      notices.map(({ kind, path, state, region }) => [
        kind,
        path,
        state,
        (region as { startLine: number }).startLine,
      ]),
      [
        ['exception', '.kaspersky-ban.yaml', 'unused', 2],
        ['exception', 'app/Dockerfile', 'expired', 2],
      ],
    );
    assert.match(stderr, /^\.kaspersky-ban\.yaml:2:5: This exception hides nothing: nothing/m);
    assert.match(stderr, /^app\/Dockerfile:2:3: This exception hides nothing: it expired on 2026-11-01\.$/m);
  });

  test('of a policy are called unused only where all was read that it holds for', () => {
    box.put('app/Dockerfile', 'FROM debian:12\n');
    box.put('.kaspersky-ban.yaml', 'ignore:\n  - { entry: kuma-siem, reason: lab }\n');
    assert.match(box.run('.').stderr, /hides nothing/);
    assert.equal(box.run('app').stderr, '');
  });

  test('a baseline keeps what an audit of a part has not read', () => {
    box.put('a/Dockerfile', `FROM debian:12\n${INSTALL}`);
    box.put('b/Dockerfile', `FROM debian:12\n${INSTALL}`);
    box.run('.', '--write-baseline');
    const before = box.read('.kaspersky-ban-baseline.json');
    assert.equal(box.run('a', '--write-baseline').stderr, '');
    assert.equal(box.read('.kaspersky-ban-baseline.json'), before);
    box.put('a/Dockerfile', 'FROM debian:12\n');
    box.run('a', '--write-baseline');
    const { findings } = JSON.parse(box.read('.kaspersky-ban-baseline.json')) as {
      findings: { path: string }[];
    };
    assert.deepEqual(
      findings.map(({ path }) => path),
      ['b/Dockerfile'],
    );
  });
});

suite('dates', () => {
  test('are days of the calendar', () => {
    for (const [text, holds] of [
      ['2024-02-29', true],
      ['2023-02-29', false],
      ['2024-13-01', false],
      ['2024-1-1', false],
      ['soon', false],
    ] as const)
      assert.equal(isDate(text), holds, text);
    assert.equal(daysBetween('2026-02-27', '2026-03-01'), 2);
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  });
});
