import assert from 'node:assert/strict';
import { styledVersion } from '../../src/core/version-style.js';
import { applyEdits } from '../../src/core/text/edits.js';
import { shippedEngine } from './support/engine.js';

const engine = shippedEngine({ profile: 'strictest' });

/** A document with the first replacement of its first finding. */
function replaced(path: string, text: string): string | undefined {
  const document = { path, text };
  const [first] = engine.fixes(document, engine.scan(document)).values();
  const fix = first?.find(({ kind }) => kind === 'replace');
  assert.ok(fix, `no replacement is offered in ${text}`);
  return applyEdits(text, fix.edits);
}

suite('the style of a version', () => {
  const styles: readonly (readonly [old: string, expected: string])[] = [
    ['4.2.1', '6.6.8'],
    ['^4.2.1', '^6.6.8'],
    ['^4', '^6'],
    ['~4.2', '~6.6'],
    ['~> 4.2', '~> 6.6'],
    ['~> 4.2.0', '~> 6.6.8'],
    ['= 4.2.1', '= 6.6.8'],
    ['==4.2', '==6.6.8'],
    ['v4.2.0', 'v6.6.8'],
    ['4.x', '6.x'],
    ['==4.2.*', '==6.6.*'],
    ['4.2.+', '6.6.+'],
    ['*', '*'],
    ['latest', 'latest'],
    ['>4', '>=6.6.8'],
    ['>=4.2 <5', '>=6.6 <7'],
    ['>=4.2.0,<5.0', '>=6.6.8,<7'],
    ['>=4.2, !=4.5', '>=6.6'],
    [">= 4.2', '< 5", ">= 6.6', '< 7"],
    ['^3.0.0 || ^4.0.0', '^6.6.8'],
    ['^4.0.0-beta.1', '^6.6.8'],
    ['[4.2.1]', '[6.6.8]'],
    ['[4.2,5.0)', '[6.6.8,7)'],
    ['(4.2,)', '[6.6.8,)'],
    ['[4.2,5.0[', '[6.6.8,7['],
    ['1.5.3!!', '6.6.8!!'],
    ['git+https://example.com/x.git', '6.6.8'],
  ];
  for (const [old, expected] of styles) {
    test(`${old} becomes ${expected}`, () => {
      assert.equal(styledVersion(old, '6.6.8'), expected);
    });
  }

  test('what is short is a range for npm and Cargo only', () => {
    assert.equal(styledVersion('4.2', '6.6.8', 'npm'), '6.6');
    assert.equal(styledVersion('4.2', '6.6.8', 'maven'), '6.6.8');
    assert.equal(styledVersion('v1.2.3', 'v1.10.0', 'golang'), 'v1.10.0');
  });

  test('stays in the manifest', () => {
    assert.equal(replaced('requirements.txt', 'kasperskytip>1 ; x>"3"\n'), 'vt-py>=0.22.0 ; x>"3"\n');
    assert.equal(
      replaced('requirements.txt', 'kasperskytip >=1.0, <2 # tip\n'),
      'vt-py >=0.22.0, <1 # tip\n',
    );
    assert.equal(replaced('Gemfile', "gem 'kaspersky-linux_fs', '~> 1.2'\n"), "gem 'clamby', '~> 1.6'\n");
    assert.equal(
      replaced('package.json', '{"dependencies": {"a": "npm:@kaspersky/hexa-ui@^4.2.1"}}'),
      '{"dependencies": {"a": "npm:antd@^6.6.8"}}',
    );
  });

  test('a property is changed where it is set, unless something else uses it', () => {
    const dependency = (artifact: string): string =>
      `<dependency><groupId>com.kaspersky.android-components</groupId><artifactId>${artifact}</artifactId>` +
      '<version>${kaspresso.version}</version></dependency>';
    const pom = (dependencies: string): string =>
      `<project><properties><kaspresso.version>1.5.3</kaspresso.version></properties><dependencies>${dependencies}</dependencies></project>`;
    const one = replaced('pom.xml', pom(dependency('kaspresso')));
    assert.match(one ?? '', /<kaspresso\.version>3\.6\.3</);
    assert.match(one ?? '', /<version>\$\{kaspresso\.version\}</);
    const two = replaced('pom.xml', pom(dependency('kaspresso') + dependency('kaspresso-allure-support')));
    assert.match(two ?? '', /<kaspresso\.version>1\.5\.3</);
    assert.match(two ?? '', /<artifactId>kakao<\/artifactId><version>3\.6\.3</);
  });
});
