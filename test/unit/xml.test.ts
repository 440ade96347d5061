import assert from 'node:assert/strict';
import { plistEntries, plistValue } from '../../src/formats/shared/plist.js';
import { attribute, child, childText, elementUnit, parseXml, textOf } from '../../src/formats/shared/xml.js';
import type { XmlDocument } from '../../src/formats/shared/xml.js';

function read(text: string): XmlDocument & { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const document = parseXml(text, { problem: (_, message) => problems.push(message) });
  return { ...document, problems };
}

suite('xml', () => {
  test('attributes and text have the places of what they hold', () => {
    const text = `<?xml version="1.0"?>\r\n<!-- <no/> -->\n<a:one x:b = 'v"1' c="&lt;&#x41;">\n  two &amp; <!-- no -->three\n</a:one>`;
    const document = read(text);
    const { root } = document;
    assert.deepEqual(document.problems, []);
    assert.equal(root?.name, 'one');
    assert.equal(attribute(root, 'b')?.prefix, 'x');
    assert.equal(text.slice(...(attribute(root, 'b')?.span ?? [0, 0])), 'v"1');
    assert.equal(attribute(root, 'c')?.text, '<A');
    const inner = textOf(document, root);
    assert.equal(inner.text, 'two & three');
    assert.equal(text.slice(...inner.span), 'two &amp; <!-- no -->three');
    assert.equal(text.slice(...root.span), text.slice(text.indexOf('<a:one')));
  });

  test('CDATA is text as it stands', () => {
    const document = read('<a> <![CDATA[ x < y &amp; ]]> </a>');
    assert.ok(document.root);
    const found = textOf(document, document.root);
    assert.equal(found.text, 'x < y &amp;');
    assert.equal(document.text.slice(...found.span), 'x < y &amp;');
  });

  test('a declaration with an inner subset is passed over', () => {
    assert.equal(read('<!DOCTYPE a [ <!ENTITY b "c"> ]><a/>').root?.name, 'a');
    assert.equal(read('<!DOCTYPE plist PUBLIC "-//A//B" "http://x/y.dtd"><a/>').root?.name, 'a');
  });

  test('what is broken costs only itself', () => {
    const document = read('<a><b x="1>\n<c y=2 z>t</b>\n</d><e k="v"/>');
    assert.deepEqual(
      document.elements.map(({ name }) => name),
      ['a', 'b', 'c', 'e'],
    );
    assert.equal(attribute(document.elements[3], 'k')?.text, 'v');
    assert.ok(document.problems.length > 3);
    assert.deepEqual(read('<a>{{ if }}<b></a>').problems, []);
    assert.equal(read('no markup < at > all').root, undefined);
  });

  test('a unit goes with its lines and the parents that it empties', () => {
    const text = '<p>\n  <g>\n    <i a="1" />\n  </g>\n  <g><i/><i/></g>\n</p>\n';
    const document = read(text);
    const [, , only, , first] = document.elements;
    assert.ok(only && first);
    const edit = elementUnit(document, only, 'item', ['g']).remove?.[0];
    assert.equal(text.slice(...(edit?.span ?? [0, 0])), '  <g>\n    <i a="1" />\n  </g>\n');
    assert.equal(
      text.slice(...(elementUnit(document, first, 'item', ['g']).remove?.[0]?.span ?? [0, 0])),
      '<i/>',
    );
  });

  test('nesting, tags and quotes without end do not overflow', () => {
    const deep = read('<a>'.repeat(100_000));
    assert.equal(deep.elements.length, 100_000);
    for (const text of [
      '<a>'.repeat(20_000) + '</a>'.repeat(100_000),
      `<a ${'b="'.repeat(20_000)}`,
      '<a b="\n'.repeat(20_000),
      '<a b=\'<a b="'.repeat(20_000),
      '</b>'.repeat(20_000),
      '<!--'.repeat(20_000),
      `<a>${'&'.repeat(20_000)}${' '.repeat(20_000)}</a>`,
    ]) {
      assert.doesNotThrow(() => read(text), text.slice(0, 20));
    }
  });

  test('a property list gives its values by key', () => {
    const document = read(
      '<plist><dict><key>A</key><string>x</string><key>B</key><key>C</key><true/></dict></plist>',
    );
    const dict = child(document.root, 'dict');
    assert.deepEqual(
      plistEntries(document, dict).map(({ key, value }) => [key.text, value?.name]),
      [
        ['A', 'string'],
        ['B', undefined],
        ['C', 'true'],
      ],
    );
    assert.equal(plistValue(document, dict, 'C')?.name, 'true');
    assert.equal(childText(document, dict, 'string')?.text, 'x');
  });
});
