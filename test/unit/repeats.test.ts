import assert from 'node:assert/strict';
import { shippedEngine } from './support/engine.js';

const engine = shippedEngine({ profile: 'strictest' });

/** A text after fix-all, which changes nothing more when it is applied again. */
function fixed(path: string, text: string): string {
  const once = engine.fixAll({ path, text }).text;
  assert.equal(engine.fixAll({ path, text: once }).text, once);
  return once;
}

function titles(path: string, text: string, name: string): string[] {
  const document = { path, text };
  const result = engine.scan(document);
  const finding = result.findings.find(({ reference }) => reference.name === name);
  assert.ok(finding, `${name} is not found`);
  return (engine.fixes(document, result).get(finding) ?? []).map(({ title }) => title);
}

const MANIFEST = `{
  "dependencies": {
    "@kaspersky/hexa-ui": "6.323.10",
    "@kaspersky/components": "^2",
    "react": "17.0.2"
  },
  "devDependencies": {
    "@kaspersky/components": "^2",
    "@kaspersky/dev-tools": "3.4.1",
    "eslint": "^9"
  }
}
`;

suite('one alternative for several names', () => {
  test('stands once in a mapping, as it was there or as the first of them gives it', () => {
    assert.equal(
      fixed('package.json', MANIFEST),
      `{
  "dependencies": {
    "antd": "6.6.8",
    "react": "17.0.2"
  },
  "devDependencies": {
    "antd": "^6",
    "eslint": "^9"
  }
}
`,
    );
    assert.deepEqual(titles('package.json', MANIFEST, '@kaspersky/dev-tools'), [
      'Remove the dependency, since ESLint is there already',
      'Replace with typescript-eslint',
      'Replace with Babel preset env',
      'Remove the dependency',
    ]);
  });

  test('stands once in a list of lines, and in each section of a file', () => {
    assert.equal(
      fixed('requirements.txt', 'kasperskytip==1.0  # lookup\nopentip>=2\nrequests\n'),
      'vt-py==0.22.0  # lookup\nrequests\n',
    );
    assert.equal(
      fixed(
        'pyproject.toml',
        `[project]
dependencies = ["kasperskytip", "opentip>=1", "requests"]

[tool.poetry.dependencies]
kasperskytip = "^1.0"
opentip = "^2.0"

[tool.poetry.group.dev.dependencies]
opentip-cli = "^1.0"
`,
      ),
      `[project]
dependencies = ["vt-py", "requests"]

[tool.poetry.dependencies]
vt-py = "^0.22"

[tool.poetry.group.dev.dependencies]
vt-py = "^0.22"
`,
    );
    assert.equal(
      fixed('environment.yml', 'dependencies:\n- python\n- pip:\n  - kasperskytip==1\n  - opentip==2\n'),
      'dependencies:\n- python\n- pip:\n  - vt-py==0.22.0\n',
    );
  });

  test('stands once in a list of arguments, and in each script and branch', () => {
    assert.equal(
      fixed('install.sh', 'apt-get install -y kesl kess-nothing kesl-astra\n'),
      'apt-get install -y mdatp kess-nothing\n',
    );
    const dockerfile = (name: string, other: string): string =>
      `FROM debian AS a\nRUN apt-get install -y ${name} curl\nFROM debian\nRUN apt-get install -y ${other} jq\n`;
    assert.equal(fixed('Dockerfile', dockerfile('kesl', 'kesl-astra')), dockerfile('mdatp', 'mdatp'));
  });

  test('stands once among resources of a class', () => {
    const text = `class av {
  package { 'kesl': ensure => installed }
  package { "kesl-astra": ensure => installed }
  if $x {
    package { 'kesl-astra': ensure => installed }
  }
}
`;
    assert.equal(
      fixed('init.pp', text),
      text
        .replace("'kesl'", "'mdatp'")
        .replace(/ *package \{ "kesl-astra.*\n/, '')
        .replace("'kesl-astra'", "'mdatp'"),
    );
  });

  test('a dependency of another configuration is another one', () => {
    const text = `dependencies {
    androidTestImplementation "com.kaspersky.android-components:kaspresso:1.5.3"
    testImplementation "com.kaspersky.android-components:kaspresso:1.5.3"
    androidTestImplementation "io.github.kakaocup:kakao:3.6.2"
}
`;
    assert.equal(
      fixed('build.gradle', text),
      `dependencies {
    testImplementation "io.github.kakaocup:kakao:3.6.3"
    androidTestImplementation "io.github.kakaocup:kakao:3.6.2"
}
`,
    );
  });
});

suite('a version that others refer to', () => {
  test('stays in a catalog, whose bundles lose what is removed', () => {
    const text = `[versions]
kaspresso = "1.5.3"

[libraries]
kaspresso = { module = "com.kaspersky.android-components:kaspresso", version.ref = "kaspresso" }
kautomator = { group = "com.kaspersky.android-components", name = "kautomator", version = { ref = "kaspresso" } }
allure = { module = "com.kaspersky.android-components:kaspresso-allure-support", version.ref = "kaspresso" }

[bundles]
ui = ["kaspresso", "allure"]
`;
    const path = 'gradle/libs.versions.toml';
    const after = fixed(path, text);
    assert.match(after, /^kaspresso = "1\.5\.3"$/m);
    assert.match(after, /^kaspresso = \{ module = "io\.github\.kakaocup:kakao", version = "3\.6\.3" \}$/m);
    assert.match(after, /name = "uiautomator", version = "2\.3\.0" \}$/m);
    const { changes } = engine.retire({ path, text: after }, () => true);
    assert.deepEqual(
      changes.map(({ title, note }) => [title, note]),
      [
        ['Remove the version kaspresso, which nothing uses any more', undefined],
        [
          'Remove the library',
          'Takes the uses of library allure (line 10) with it; used no more: version kaspresso; ' +
            'the build files may use library allure.',
        ],
      ],
    );
  });
});

suite('a name that a file gives', () => {
  const kinds = (path: string, text: string, name: string): string[] => {
    const document = { path, text };
    const result = engine.scan(document);
    const [found] = [...engine.fixes(document, result)].filter(([{ reference }]) => reference.name === name);
    assert.ok(found, `${name} is not found`);
    return found[1].map(({ kind }) => kind);
  };

  test('to an image that is built, tagged or pushed is not replaced', () => {
    for (const command of [
      'build -t kaspersky/kesl:12 .',
      'push kaspersky/kesl:12',
      'tag a kaspersky/kesl:12',
    ])
      assert.ok(!kinds('build.sh', `docker ${command}\n`, 'kaspersky/kesl:12').includes('replace'), command);
    const built = 'services:\n  av:\n    image: kaspersky/kesl:12\n    build: ./av\n';
    assert.deepEqual(kinds('compose.yaml', built, 'kaspersky/kesl:12'), ['remove', 'suppress']);
    const pulled = built.replace(/ +build.*\n/, '');
    assert.equal(kinds('compose.yaml', pulled, 'kaspersky/kesl:12')[0], 'replace');
  });

  test('is looked up by refreshVersions as before', () => {
    const text =
      'dependencies {\n    testImplementation("com.kaspersky.android-components:kaspresso:_")\n}\n';
    assert.match(fixed('app/build.gradle.kts', text), /"io\.github\.kakaocup:kakao:_"/);
  });
});
