import assert from 'node:assert/strict';
import { PAGE, ROOT, buildTree } from '../../src/vscode/view/tree.js';
import type { BranchNode, Node, Row, TreeSource } from '../../src/vscode/view/tree.js';

interface Wish {
  readonly path: string;
  readonly line?: number;
  readonly title?: string;
  readonly verdict?: Row<number>['verdict'];
  readonly reason?: string;
  readonly known?: boolean;
  readonly expiring?: boolean;
}

function rows(...wishes: readonly Wish[]): Row<number>[] {
  return wishes.map(
    ({ path, line = 1, title = 'Agent', verdict = 'prohibited', reason, known, expiring }, item) => ({
      item,
      file: `file:///w/${path}`,
      path,
      line,
      column: 3,
      entry: title.toLowerCase(),
      title,
      name: `${title}-name`,
      verdict,
      known: known ?? false,
      expiring: expiring ?? false,
      ...(reason === undefined ? {} : { suppression: { kind: 'inSource', reason } as const }),
    }),
  );
}

function treeOf(source: Partial<TreeSource<number>>): readonly Node<number>[] {
  return buildTree({ rows: [], skipped: [], grouping: 'file', filter: '', limits: new Map(), ...source })
    .roots;
}

function branch(node: Node<number> | undefined): BranchNode<number> {
  assert.ok(node && 'children' in node, 'the node has no children');
  return node;
}

/** A tree in words, indented by depth. */
function outline(nodes: readonly Node<number>[], indent = ''): string[] {
  return nodes.flatMap((node) => {
    switch (node.kind) {
      case 'finding':
        return [`${indent}${node.row.name} ${node.row.path}:${node.row.line}`];
      case 'skipped':
        return [`${indent}${node.path}: ${node.reason}`];
      case 'more':
        return [`${indent}${node.hidden} more`];
      case 'heading':
        return [`${indent}[${node.heading} ${node.count}]`, ...outline(node.children(), `${indent}  `)];
      case 'product':
        return [`${indent}<${node.title}>`, ...outline(node.children(), `${indent}  `)];
      case 'file':
        return [`${indent}${node.path}`, ...outline(node.children(), `${indent}  `)];
    }
  });
}

const SOME = rows(
  { path: 'b/Dockerfile', line: 7 },
  { path: 'b/Dockerfile', line: 2, title: 'Server', verdict: 'review' },
  { path: 'a/site.yml', line: 4, title: 'Server', verdict: 'review' },
  { path: 'a/site.yml', line: 9, verdict: 'remediation' },
  { path: 'c.sh', verdict: 'mention' },
  { path: 'd.sh', reason: 'lab' },
  { path: 'e.sh', reason: 'until spring', expiring: true },
  { path: 'f.sh', reason: 'in the baseline', known: true },
);
const CLOSED = [
  '[expiring 1]',
  '  Agent-name e.sh:1',
  '[suppressed 1]',
  '  Agent-name d.sh:1',
  '[known 1]',
  '  Agent-name f.sh:1',
  '[remediation 1]',
  '  Agent-name a/site.yml:9',
  '[mention 1]',
  '  Agent-name c.sh:1',
];

suite('tree of findings', () => {
  test('by file: files and lines in order, then what is not open, then what was not read', () => {
    const skipped = [{ file: 'file:///w/big.bin', path: 'big.bin', reason: 'larger than 4 MiB' }];
    assert.deepEqual(outline(treeOf({ rows: SOME, skipped })), [
      'a/site.yml',
      '  Server-name a/site.yml:4',
      'b/Dockerfile',
      '  Server-name b/Dockerfile:2',
      '  Agent-name b/Dockerfile:7',
      ...CLOSED,
      '[skipped 1]',
      '  big.bin: larger than 4 MiB',
    ]);
  });

  test('by product: the most frequent first', () => {
    assert.deepEqual(outline(treeOf({ rows: SOME, grouping: 'product' })), [
      '<Server>',
      '  Server-name a/site.yml:4',
      '  Server-name b/Dockerfile:2',
      '<Agent>',
      '  Agent-name b/Dockerfile:7',
      ...CLOSED,
    ]);
  });

  test('by verdict: the gravest first, its files below', () => {
    assert.deepEqual(outline(treeOf({ rows: SOME, grouping: 'verdict' })), [
      '[prohibited 1]',
      '  b/Dockerfile',
      '    Agent-name b/Dockerfile:7',
      '[review 2]',
      '  a/site.yml',
      '    Server-name a/site.yml:4',
      '  b/Dockerfile',
      '    Server-name b/Dockerfile:2',
      ...CLOSED,
    ]);
  });

  test('files of one path in folders of one name stay apart', () => {
    const twins = rows({ path: 'x' }, { path: 'x' }).map((row, index) => ({
      ...row,
      file: `file:///${index}/x`,
    }));
    assert.equal(treeOf({ rows: twins }).length, 2);
  });

  test('the filter wants every word, whatever its case, and counts what it lets through', () => {
    const filtered = (filter: string): string[] => outline(treeOf({ rows: SOME, filter }));
    assert.deepEqual(filtered('SERVER dockerfile'), ['b/Dockerfile', '  Server-name b/Dockerfile:2']);
    assert.deepEqual(filtered('suppressed spring'), ['[expiring 1]', '  Agent-name e.sh:1']);
    assert.deepEqual(filtered('nowhere'), []);
    const { shown } = buildTree({
      rows: SOME,
      skipped: [],
      grouping: 'file',
      filter: 'site.yml',
      limits: new Map(),
    });
    assert.equal(shown, 2);
  });

  test('ids are unlike, and the same in every tree', () => {
    const ids = (nodes: readonly Node<number>[]): string[] =>
      nodes.flatMap((node) => [node.id, ...('children' in node ? ids(node.children()) : [])]);
    for (const grouping of ['file', 'product', 'verdict'] as const) {
      const first = ids(treeOf({ rows: SOME, grouping }));
      assert.equal(new Set(first).size, first.length, grouping);
      assert.deepEqual(ids(treeOf({ rows: [...SOME].reverse(), grouping })), first);
    }
  });

  test('ten thousand findings come in pages, and nothing is made before it is asked for', () => {
    const many = rows(
      ...Array.from({ length: 10_000 }, (_, index) => ({
        path: `f${String(index % 2000).padStart(4, '0')}`,
        line: index,
      })),
    );
    const roots = treeOf({ rows: many });
    assert.equal(roots.length, PAGE + 1);
    assert.deepEqual(roots.at(-1), { kind: 'more', id: 'root/more', parent: ROOT, hidden: 1500 });
    assert.equal(branch(roots[0]).rows.length, 5);
    const limits = new Map([[ROOT, 2 * PAGE]]);
    assert.equal(treeOf({ rows: many, limits }).length, 2 * PAGE + 1);
    const [product] = treeOf({ rows: many, grouping: 'product' });
    assert.equal(branch(product).rows.length, 10_000);
    assert.equal(branch(product).children().length, PAGE + 1);
  });
});
