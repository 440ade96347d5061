import assert from 'node:assert/strict';
import { addBusinessDays, federalHolidays } from '../../src/report/business-days.js';
import { sandbox } from './support/cli.js';
import type { Sandbox } from './support/cli.js';

suite('business days', () => {
  // https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays/
  const years: readonly (readonly [number, readonly string[]])[] = [
    [
      2021,
      ['01-01', '01-18', '02-15', '05-31', '06-18', '07-05', '09-06', '10-11', '11-11', '11-25', '12-24'],
    ],
    [
      2023,
      ['01-02', '01-16', '02-20', '05-29', '06-19', '07-04', '09-04', '10-09', '11-10', '11-23', '12-25'],
    ],
    [
      2026,
      ['01-01', '01-19', '02-16', '05-25', '06-19', '07-03', '09-07', '10-12', '11-11', '11-26', '12-25'],
    ],
  ];
  for (const [year, days] of years) {
    test(`the holidays of ${year} are those that were observed`, () => {
      assert.deepEqual(
        federalHolidays(year).map(({ date }) => date),
        days.map((each) => `${year}-${each}`),
      );
    });
  }

  const sums: readonly (readonly [string, number, string, readonly string[]])[] = [
    ['2026-11-16', 3, '2026-11-19', []],
    ['2026-11-20', 1, '2026-11-23', []],
    ['2026-11-21', 1, '2026-11-23', []],
    ['2026-11-24', 3, '2026-11-30', ['Thanksgiving Day']],
    ['2026-12-23', 10, '2027-01-08', ['Christmas Day', "New Year's Day"]],
    ['2021-12-30', 1, '2022-01-03', ["New Year's Day"]],
    ['2026-07-02', 1, '2026-07-06', ['Independence Day']],
  ];
  for (const [from, count, to, holidays] of sums) {
    test(`${count} after ${from}`, () => {
      const { date, holidays: passed } = addBusinessDays(from, count);
      assert.equal(date, to);
      assert.deepEqual(
        passed.map(({ name }) => name),
        holidays,
      );
    });
  }
});

suite('disclosure draft', () => {
  let box: Sandbox;
  setup(() => {
    box = sandbox();
    box.put(
      'Dockerfile',
      'FROM kaspersky/kesl:12.1.0\n# kaspersky-ban-ignore-next-line kesl reason="lab | image" owner="it"\n' +
        'RUN apt-get install -y kesl\nRUN apt-get purge -y klnagent64\n',
    );
    box.put('app/package.json', '{ "dependencies": { "@kaspersky/hexa-ui": "4.2.0" } }\n');
    box.put('.kaspersky-ban.yaml', 'profile: us-commercial\nseverity: { prohibited: none }\n');
  });
  teardown(() => {
    box.dispose();
  });

  function draft(...args: readonly string[]): string {
    const { status, stdout, stderr } = box.run('disclose', '.', '--as-of', '2026-11-24', ...args);
    assert.equal(status, 0, stderr);
    return stdout;
  }

  test('says when each report is due and how that is counted', () => {
    const text = draft('--identified', '2026-11-24');
    assert.match(
      text,
      /52\.204-23\(c\)\(2\)\(i\) \| first report \| \*\*2026-11-30\*\* \| within 3 business days/,
    );
    assert.match(text, /\(ii\) \| second report.*\*\*2026-12-14\*\*.*if that is submitted on 2026-11-30/);
    assert.match(text, /52\.240-91.*\*\(not verified\)\*.*\*\*2026-11-27\*\* \| within 72 hours/);
    assert.match(text, /5 U\.S\.C\. 6103\(a\): Thanksgiving Day \(2026-11-26\)\./);
    const reported = draft('--identified', '2026-11-16', '--reported', '2026-11-17');
    assert.match(reported, /\*\*2026-12-02\*\*.*the first report of 2026-11-17/);
    assert.match(draft('--identified', '2026-03-02'), /of which none falls in these days/);
  });

  test('lists what is found, by the clauses and not by the profile, and leaves blank what is not known', () => {
    const text = draft('--identified', '2026-11-24');
    assert.match(text, /^> \*\*Draft, not legal advice\.\*\*/m);
    assert.match(text, /Named in the files as \| `kaspersky\/kesl:12\.1\.0` \|/);
    assert.match(text, /`@kaspersky\/hexa-ui` 4\.2\.0 \|/);
    assert.match(text, /Where \| `app\/package\.json:1:22`/);
    for (const blank of ['Contract number', 'Supplier name', 'Mitigation actions undertaken'])
      assert.match(text, new RegExp(`\\| ${blank} \\| _{5,} \\|`));
    assert.match(text, /Reasons that led to the use or submission: _{5,}/);
  });

  test('keeps apart what an exception keeps and what is removed', () => {
    const text = draft('--identified', '2026-11-24');
    const [, removed = ''] = text.split('## Removed or blocked in the files');
    assert.match(removed, /^\n\n.*\n.*\n\| `Dockerfile:4:22` \| .* \| `klnagent64` \|/);
    const [, kept = ''] = text.split('## Kept by an exception');
    assert.match(kept, /`Dockerfile:3:24` \| .* \| lab \\\| image \| it \|/);
    assert.doesNotMatch(text.split('## Kept')[0] ?? '', /Dockerfile:3:24/);
  });

  test('cites both clauses', () => {
    const [, rules = ''] = draft('--identified', '2026-11-24').split('## Rules');
    assert.match(rules, /52\.204-23 \(DEC 2023\)[^]*<https:\/\/www\.acquisition\.gov\/far\/52\.204-23>/);
    assert.match(rules, /52\.240-91.*\*\(not verified\)\*/);
  });

  test('says so where nothing is found, and goes to a file', () => {
    box.put('clean/Dockerfile', 'FROM debian:12\n');
    const { status, stdout } = box.run(
      'disclose',
      'clean',
      '--identified',
      '2026-11-24',
      '--output',
      'draft.md',
    );
    assert.deepEqual([status, stdout], [0, '']);
    assert.match(box.read('draft.md'), /## Covered articles\n\nNone was found\./);
  });

  test('asks for the day, and for days that are some', () => {
    for (const [args, words] of [
      [[], /give --identified DATE/],
      [['--identified', '2026-02-30'], /--identified: "2026-02-30" is no date/],
      [['--identified', '2026-11-24', '--reported', '2026-11-20'], /cannot lie before/],
      [['--identified', '2026-11-24', '--profile', 'de'], /Unknown option '--profile'/],
    ] as const) {
      const { status, stderr } = box.run('disclose', ...args);
      assert.equal(status, 2);
      assert.match(stderr, words);
    }
  });
});
