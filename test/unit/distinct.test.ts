import assert from 'node:assert/strict';
import { distinctFindings } from '../../src/core/distinct.js';
import type { Certainty, Finding, Span, Verdict } from '../../src/core/types.js';

function finding(
  path: string,
  span: Span,
  part: { certainty?: Certainty; verdict?: Verdict; entry?: string; usedIn?: string } = {},
): Finding {
  const { certainty = 'exact', verdict = 'prohibited', entry = 'agent', usedIn } = part;
  return {
    entry,
    title: entry,
    category: 'endpoint-agent',
    format: 'x',
    path,
    span,
    reference: { kind: 'package', type: 'deb', name: 'agent', intent: 'use', span },
    matcher: { type: 'deb', name: 'agent' },
    certainty,
    verdict,
    severity: 'error',
    regimes: [],
    related: usedIn === undefined ? [] : [{ path: usedIn, span: [0, 1] }],
  };
}

suite('one finding a place', () => {
  test('in the order of path and offset', () => {
    const sorted = [finding('a', [0, 2]), finding('a', [4, 6]), finding('b', [1, 3])];
    assert.deepEqual(distinctFindings([...sorted].reverse()), sorted);
  });

  test('the surer one stays, then the graver, then the longer', () => {
    const weak = finding('a', [0, 9], { certainty: 'weak', verdict: 'review' });
    const removal = finding('a', [2, 4], { verdict: 'remediation' });
    const use = finding('a', [3, 5]);
    const longer = finding('a', [2, 5]);
    assert.deepEqual(distinctFindings([weak, removal]), [removal]);
    assert.deepEqual(distinctFindings([removal, use]), [use]);
    assert.deepEqual(distinctFindings([use, longer]), [longer]);
  });

  test('what touches does not overlap', () => {
    const both = [finding('a', [0, 2]), finding('a', [2, 4])];
    assert.deepEqual(distinctFindings(both), both);
  });

  test('related places of the same entry are kept, once each', () => {
    const [only, ...more] = distinctFindings([
      finding('a', [0, 2], { usedIn: 'x' }),
      finding('a', [0, 2], { usedIn: 'y' }),
      finding('a', [0, 2], { usedIn: 'x' }),
      finding('a', [0, 2], { usedIn: 'z', entry: 'other' }),
    ]);
    assert.deepEqual(more, []);
    assert.deepEqual(
      only?.related.map(({ path }) => path),
      ['x', 'y'],
    );
  });
});
