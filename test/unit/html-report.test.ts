import assert from 'node:assert/strict';
import { parseEarlier } from '../../src/report/earlier.js';
import { sandbox } from './support/cli.js';
import type { Sandbox } from './support/cli.js';

suite('report page', () => {
  let box: Sandbox;

  setup(() => {
    box = sandbox();
    box.put('images/Dockerfile', 'FROM kaspersky/kesl:12\n');
    box.put('scripts/a.sh', 'apt-get install -y kesl\n');
    box.put(
      'scripts/b.sh',
      '# kaspersky-ban-ignore-next-line reason="</script><b>"\napt-get install -y kesl\n',
    );
  });
  teardown(() => {
    box.dispose();
  });

  function complaint(source: string): string {
    const point = parseEarlier(source);
    return typeof point === 'string' ? point : '';
  }

  function page(...args: readonly string[]): string {
    const { stdout, stderr, status } = box.run(
      'images',
      'scripts',
      '--format',
      'html',
      '--fail-on',
      'never',
      ...args,
    );
    assert.equal(status, 0, stderr);
    return stdout;
  }

  test('only what the policy names runs and paints', () => {
    const html = page();
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    const nonce = /script-src 'nonce-([0-9a-f]{16})'/.exec(policy)?.[1] ?? '';
    assert.equal(
      policy,
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`,
    );
    const tags = [...html.matchAll(/<(?:script|style)\b[^>]*>/g)].map(([tag]) => tag);
    assert.deepEqual(tags, [`<style nonce="${nonce}">`, `<script nonce="${nonce}">`]);
    assert.doesNotMatch(html, /\son\w+=|\sstyle=|javascript:/);
    assert.ok(html.includes('suppressed: &lt;/script&gt;&lt;b&gt;'));
  });

  test('of many rows the first ones show, and a button asks for more', () => {
    assert.doesNotMatch(page(), /class="(?:later|more)"/);
    box.put('scripts/many.sh', 'apt-get install -y kesl\n'.repeat(600));
    const html = page();
    const rows = [...html.matchAll(/<tr( class="later")? data-verdict/g)].map(
      ([, later]) => later !== undefined,
    );
    assert.ok(rows.length > 600);
    assert.deepEqual([rows.indexOf(true), rows.lastIndexOf(false)], [500, 499]);
    assert.match(html, /<button type="button" class="more" data-rows="500">Show more<\/button>/);
    box.put('scripts/many.sh', '');
  });

  test('bars tell titles of products and formats, and folders', () => {
    const html = page();
    const bars = [...html.matchAll(/data-facet="(\w+)" data-value="([^"]+)".*?<span class="count">(\d+)</g)];
    const told = bars.map(([, facet, value, count]) => `${facet} ${value} ${count}`).sort();
    assert.deepEqual(told, [
      'folder images 1',
      'folder scripts 2',
      'format Dockerfile 1',
      'format Shell script 2',
      'product Kaspersky Endpoint Security for Linux 2',
      'product Kaspersky container image 1',
    ]);
  });

  test('earlier reports become the progress, in the order of their days', () => {
    for (const [name, day, image] of [
      ['b.json', '2026-02-01', 'FROM debian\n'],
      ['a.json', '2026-01-01', 'FROM kaspersky/kesl:12\n'],
    ] as const) {
      box.put('images/Dockerfile', image);
      assert.equal(
        box.run(
          'images',
          'scripts',
          '--format',
          'json',
          '--as-of',
          day,
          '--output',
          name,
          '--fail-on',
          'never',
        ).status,
        0,
      );
    }
    assert.doesNotMatch(page(), /<h2>Progress/);
    const html = page('--as-of', '2026-03-01', '--earlier', 'b.json', '--earlier', 'a.json');
    assert.match(html, /From 2026-01-01 to 2026-03-01: prohibited 2 → 2, suppressed 1 → 1/);
    const rows = [...html.matchAll(/<th scope="row">([\d-]+)<\/th><td>(\d+)<\/td><td>(\d+)<\/td>/g)];
    assert.deepEqual(
      rows.map(([, ...cells]) => cells.join(' ')),
      ['2026-01-01 2 1', '2026-02-01 1 1', '2026-03-01 2 1'],
    );
  });

  test('what is no report is none', () => {
    box.put('x.json', '[]');
    const { status, stderr } = box.run('.', '--format', 'html', '--earlier', 'x.json');
    assert.equal(status, 2);
    assert.match(stderr, /x\.json: expected a report with "findings"/);
    assert.match(complaint('{"findings":[]}'), /expected "asOf"/);
    assert.match(complaint('{"asOf":"2026-01-01","findings":[{}]}'), /findings\[0\]/);
    assert.notEqual(complaint('{'), '');
  });
});
