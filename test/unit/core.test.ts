import assert from 'node:assert/strict';
import { judge, regimesInForce } from '../../src/core/judge.js';
import { compileCatalog } from '../../src/core/match.js';
import { createRules } from '../../src/core/exceptions.js';
import { createSuppressor } from '../../src/core/suppress.js';
import { DEFAULT_POLICY } from '../../src/core/policy.js';
import { applyEdits, wholeLines } from '../../src/core/text/edits.js';
import { lineOf, lineStartAt, lineStarts, positionOf } from '../../src/core/text/lines.js';
import { composeViews, createViewBuilder, sliceView, sourceSpan } from '../../src/core/text/view.js';
import type { CatalogEntry, Reference, Regime } from '../../src/core/types.js';

function regime(id: string, part: Partial<Regime>): Regime {
  const blank = {
    title: id,
    jurisdiction: 'X',
    issuer: 'X',
    citation: 'X',
    short: 'X',
    url: 'https://x.example',
    binds: 'all',
  };
  return {
    id,
    ...blank,
    effective: [],
    covers: [],
    exempts: [],
    nature: 'prohibition',
    verified: true,
    read: '',
    ...part,
  };
}

function reference(part: Partial<Reference>): Reference {
  return { kind: 'package', type: 'deb', name: 'x', intent: 'use', span: [0, 1], ...part };
}

suite('views', () => {
  test('a view of a view leads back to the source', () => {
    const source = 'a: "x\\ny"';
    const builder = createViewBuilder(source);
    builder.copy(4, 5);
    builder.put('\n', 5);
    builder.copy(7, 8);
    const outer = builder.view();
    assert.equal(outer.text, 'x\ny');
    const inner = sliceView(outer.text, [2, 3]);
    const both = composeViews(outer, inner);
    assert.equal(both.text, 'y');
    assert.deepEqual(sourceSpan(both, [0, 1]), [7, 8]);
    assert.equal(source.slice(...sourceSpan(outer, [0, 3])), 'x\\ny');
  });

  test('composition keeps the breaks of both layers', () => {
    const source = '  one\n  two\n';
    const builder = createViewBuilder(source);
    builder.copy(2, 6);
    builder.copy(8, 12);
    const both = composeViews(builder.view(), sliceView('one\ntwo\n', [1, 7]));
    assert.equal(both.text, 'ne\ntwo');
    assert.equal(source.slice(...sourceSpan(both, [3, 6])), 'two');
  });
});

suite('judging', () => {
  const prohibits = regime('p', { covers: ['endpoint-agent'] });
  const warns = regime('w', { nature: 'warning', covers: ['endpoint-agent', 'training'] });
  const exempts = regime('e', { exempts: ['training', 'threat-intelligence'] });

  test('a prohibition goes before a warning', () => {
    assert.deepEqual(judge('endpoint-agent', 'use', false, [warns, prohibits]), {
      verdict: 'prohibited',
      regimes: ['p'],
    });
  });
  test('a warning goes before a carve-out', () => {
    assert.deepEqual(judge('training', 'use', false, [exempts, warns]), {
      verdict: 'review',
      regimes: ['w'],
    });
  });
  test('a carve-out is named', () => {
    assert.deepEqual(judge('threat-intelligence', 'use', false, [exempts]), {
      verdict: 'exempt',
      regimes: ['e'],
    });
  });
  test('silence is review', () => {
    assert.deepEqual(judge('removal-tool', 'use', false, [prohibits, exempts]), {
      verdict: 'review',
      regimes: [],
    });
  });
  test('doubt is never prohibited', () => {
    assert.equal(judge('endpoint-agent', 'use', true, [prohibits]).verdict, 'review');
  });
  test('a sanction that covers nothing never attaches', () => {
    const sanction = regime('s', { nature: 'sanction' });
    assert.deepEqual(judge('endpoint-agent', 'use', false, [sanction, prohibits]).regimes, ['p']);
  });
  test('only use is judged', () => {
    assert.equal(judge('endpoint-agent', 'remove', false, [prohibits]).verdict, 'remediation');
    assert.equal(judge('endpoint-agent', 'detect', false, [prohibits]).verdict, 'mention');
    assert.equal(judge('endpoint-agent', 'mention', false, [prohibits]).verdict, 'mention');
  });
  test('a rule that has not begun does not judge', () => {
    const later = regime('l', { effective: [{ date: '2030-01-01', what: 'begins' }] });
    assert.deepEqual(regimesInForce([later, prohibits], '2026-01-01'), [prohibits]);
    assert.equal(regimesInForce([later], '2030-01-01').length, 1);
  });
});

suite('matching', () => {
  const entry = (id: string, part: Partial<CatalogEntry>): CatalogEntry => ({
    id,
    title: id,
    category: 'endpoint-agent',
    match: [],
    ...part,
  });
  const catalog = compileCatalog([
    entry('family', { match: [{ type: 'docker', prefix: 'kaspersky' }] }),
    entry('agent', {
      match: [
        { type: 'deb', name: 'kesl' },
        { type: 'docker', name: 'kaspersky/kesl' },
        { type: 'domain', domain: 'kaspersky-labs.com' },
        { type: 'installer-file', name: 'kesl' },
        { type: 'windows-service', name: 'AVP#', certainty: 'weak' },
        { type: 'path', prefix: '/opt/kaspersky/kesl' },
      ],
    }),
    entry('engine', { match: [{ type: 'npm', name: 'scanner', versions: '<2.0.0' }] }),
    entry('other', { lookalike: true, match: [{ type: 'docker', name: 'kaspersky/other' }] }),
  ]);
  const match = (part: Partial<Reference>) => catalog.match(reference(part));

  test('the exact name wins over the family', () => {
    assert.equal(match({ type: 'docker', name: 'docker.io/kaspersky/kesl:12' })?.entry.id, 'agent');
    assert.equal(match({ type: 'docker', name: 'kaspersky/thing' })?.certainty, 'family');
  });
  test('a look-alike cancels what is weaker', () => {
    assert.equal(match({ type: 'docker', name: 'kaspersky/other:1' }), undefined);
  });
  test('a name ends where it ends', () => {
    assert.equal(match({ type: 'docker', name: 'kasperskytte/x' }), undefined);
    assert.equal(match({ type: 'deb', name: 'kesler' }), undefined);
  });
  test('an unknown package manager asks them all', () => {
    assert.equal(match({ type: 'os', name: 'kesl' })?.certainty, 'exact');
  });
  test('a URL is known by its file or its host', () => {
    const url = (name: string) => match({ kind: 'url', type: 'url', name });
    assert.equal(url('https://mirror.example/kesl_12.1_amd64.deb')?.matcher.type, 'installer-file');
    assert.equal(url('https://a.b.kaspersky-labs.com/x')?.matcher.type, 'domain');
    assert.equal(url('https://notkaspersky-labs.com/x'), undefined);
  });
  test('a service name with a version is weak', () => {
    assert.equal(match({ kind: 'service', type: 'windows-service', name: 'AVP21.15' })?.certainty, 'weak');
    assert.equal(match({ kind: 'service', type: 'windows-service', name: 'avpipe' }), undefined);
  });
  test('a path is known by whole segments', () => {
    assert.ok(match({ kind: 'path', type: 'path', name: '/host/opt/kaspersky/kesl/bin' }));
    assert.equal(match({ kind: 'path', type: 'path', name: '/opt/kaspersky/keslx' }), undefined);
  });
  test('a version range decides, and says when it cannot', () => {
    assert.equal(match({ type: 'npm', name: 'scanner', version: '^2.1.0' }), undefined);
    assert.equal(match({ type: 'npm', name: 'scanner', version: '1.4' })?.versionUnknown, false);
    assert.equal(match({ type: 'npm', name: 'scanner' })?.versionUnknown, true);
  });
});

suite('suppression', () => {
  const suppressor = (text: string, policy = DEFAULT_POLICY) =>
    createSuppressor(
      'a/Dockerfile',
      text,
      policy.exceptions,
      createRules(policy, '2026-11-24'),
      '2026-11-24',
      true,
    );

  test('the next line, with its continuation', () => {
    const text =
      '# kaspersky-ban-ignore-next-line kesl reason="lab" until=2026-12-31\nRUN a \\\n  kesl\nRUN kesl\n';
    const { find, notices } = suppressor(text);
    assert.deepEqual(notices, []);
    assert.deepEqual(find('kesl', [text.indexOf('kesl\n')]), {
      kind: 'inSource',
      reason: 'lab',
      until: '2026-12-31',
    });
    assert.equal(find('kesl', [text.lastIndexOf('kesl')]), undefined);
    assert.equal(find('klnagent', [text.indexOf('kesl\n')]), undefined);
  });
  test('the same line and the whole file', () => {
    assert.ok(suppressor('x kesl # kaspersky-ban-ignore-line reason=lab\n').find('any', [2]));
    assert.ok(suppressor('# kaspersky-ban-ignore-file reason=lab\n\n\nkesl').find('any', [44]));
  });
  test('an exception holds through its last day', () => {
    const text = (until: string) => `x # kaspersky-ban-ignore-line reason=lab until=${until}`;
    assert.ok(suppressor(text('2026-11-24')).find('any', [0]));
    assert.equal(suppressor(text('2026-11-23')).find('any', [0]), undefined);
    assert.match(suppressor(text('2026-11-23')).notices[0]?.message ?? '', /expired on 2026-11-23/);
  });
  test('one without a required field hides nothing', () => {
    const { find, notices } = suppressor('x # kaspersky-ban-ignore-line');
    assert.equal(find('any', [0]), undefined);
    assert.match(notices[0]?.message ?? '', /lacks reason/);
  });
  test('a rule of the policy', () => {
    const rule = { entry: 'kesl', path: 'a/**', reason: 'test only' };
    const { find } = suppressor('kesl', { ...DEFAULT_POLICY, ignore: [rule] });
    assert.deepEqual(find('kesl', [0]), { kind: 'external', reason: 'test only' });
    assert.equal(find('klnagent', [0]), undefined);
  });
});

suite('texts', () => {
  test('edits that overlap are refused', () => {
    assert.equal(
      applyEdits('abc', [
        { span: [0, 2], text: '' },
        { span: [1, 3], text: '' },
      ]),
      undefined,
    );
    assert.equal(
      applyEdits('abc', [
        { span: [2, 3], text: 'C' },
        { span: [0, 1], text: 'A' },
      ]),
      'AbC',
    );
  });
  test('a unit takes its lines with it', () => {
    assert.deepEqual(wholeLines('a\n  b\nc', [4, 5]), [2, 6]);
    assert.deepEqual(wholeLines('a\r\nb', [3, 4]), [1, 4]);
    assert.deepEqual(wholeLines('a b\n', [2, 3]), [2, 3]);
  });
  test('every line break counts as one', () => {
    const text = 'a\r\nb\rc\nd';
    assert.deepEqual(positionOf(lineStarts(text), text.indexOf('d')), { line: 3, column: 0 });
  });
  test('the start of a line is the same with and without those of the others', () => {
    const text = '\r\na\r\n\r\rb\n\ncd\r';
    const starts = lineStarts(text);
    for (let at = 0; at <= text.length; at++) {
      assert.equal(lineStartAt(text, at), starts[lineOf(starts, at)], `at ${at}`);
    }
  });
});
