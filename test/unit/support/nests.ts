/** What nests, with what stands around it. */
export interface Nest {
  readonly path: string;
  /** What stands before the nest, with a name of its own that is found. */
  readonly head: string;
  readonly open: string;
  readonly middle: string;
  readonly close: string;
  /** What stands behind the nest, with a name of its own that is found. */
  readonly tail: string;
}

const nest = (
  path: string,
  head: string,
  [open, middle, close]: readonly [string, string, string],
  tail: string,
): Nest => ({ path, head, open, middle, close, tail });
const compose = (name: string, rest: string) => `  ${name}:\n    image: kaspersky/${name}\n${rest}`;
const terraform = (name: string) => `resource "docker_image" "${name}" {\n  name = "kaspersky/${name}"\n}\n`;

/** By the name of the construct. */
export const NESTS: Readonly<Record<string, Nest>> = {
  'YAML flow lists': nest(
    'compose.yaml',
    `services:\n${compose('kesl', '    x-a: ')}`,
    ['[', '', ']'],
    `\n${compose('kesl2', '')}`,
  ),
  'YAML flow maps': nest(
    'compose.yaml',
    `services:\n${compose('kesl', '    x-a: ')}`,
    ['{a: ', '', '}'],
    `\n${compose('kesl2', '')}`,
  ),
  'YAML lists': nest(
    'compose.yaml',
    `services:\n${compose('kesl', '    x-a:\n    ')}`,
    ['- ', 'x', ''],
    `\n${compose('kesl2', '')}`,
  ),
  'YAML flow lists never closed': nest(
    'compose.yaml',
    `services:\n${compose('kesl', '    x-a: ')}`,
    ['[', '', ''],
    '\n',
  ),
  'JSON lists': nest(
    'package.json',
    '{"dependencies":{"@kaspersky/a":"1"},"a":',
    ['[', '', ']'],
    ',"devDependencies":{"@kaspersky/b":"1"}}',
  ),
  'JSON objects': nest(
    'package.json',
    '{"dependencies":{"@kaspersky/a":"1"},"a":',
    ['{"a":', '1', '}'],
    ',"devDependencies":{"@kaspersky/b":"1"}}',
  ),
  'HCL blocks': nest('main.tf', terraform('kesl'), ['a {\n', '', '}\n'], terraform('kesl2')),
  'HCL brackets': nest(
    'main.tf',
    `${terraform('kesl')}locals {\n  a = `,
    ['(', '1', ')'],
    `\n}\n${terraform('kesl2')}`,
  ),
  'HCL templates': nest(
    'main.tf',
    `${terraform('kesl')}locals {\n  a = `,
    ['"${', 'x', '}"'],
    `\n}\n${terraform('kesl2')}`,
  ),
  'TOML arrays': nest(
    'pyproject.toml',
    '[project]\ndependencies = ["kasperskytip"]\n[tool.x]\na = ',
    ['[', '', ']'],
    '\n[dependency-groups]\nb = ["opentip"]\n',
  ),
  'XML elements': nest(
    'pom.xml',
    '<project><dependencies><dependency><groupId>com.kaspersky.android-components</groupId><artifactId>kaspresso</artifactId></dependency></dependencies>',
    ['<a>', '', '</a>'],
    '<dependencyManagement><dependencies><dependency><groupId>com.kaspersky.android-components</groupId><artifactId>kaspresso-bom</artifactId></dependency></dependencies></dependencyManagement></project>',
  ),
  'property lists': nest(
    'a.mobileconfig',
    '<plist><dict><key>BundleIdentifier</key><string>com.kaspersky.a</string><key>x</key>',
    ['<array>', '', '</array>'],
    '<key>BundleID</key><string>com.kaspersky.b</string></dict></plist>',
  ),
  'shell conditions': nest(
    'install.sh',
    'apt-get install kesl\n',
    ['if true; then\n', ':\n', 'fi\n'],
    'apt-get install klnagent64\n',
  ),
  'shell substitutions': nest(
    'install.sh',
    'apt-get install kesl\necho ',
    ['$(', 'x', ')'],
    '\napt-get install klnagent64\n',
  ),
  'shell expansions': nest(
    'install.sh',
    'apt-get install kesl\necho ',
    ['"${a:-', 'x', '}"'],
    '\napt-get install klnagent64\n',
  ),
  'shell substitutions over many lines': nest(
    'install.sh',
    'apt-get install kesl\necho ',
    ['$(\n', 'x', ')\n'],
    '\napt-get install klnagent64\n',
  ),
  'shell substitutions never closed': nest('install.sh', 'apt-get install kesl\necho ', ['$(', '', ''], '\n'),
  'shell substitutions in quotes': nest(
    'install.sh',
    'apt-get install kesl\necho ',
    ['"$(', 'x', ')"'],
    '\napt-get install klnagent64\n',
  ),
  'shell process substitutions': nest(
    'install.sh',
    'apt-get install kesl\ncat ',
    ['<(', 'x', ')'],
    '\napt-get install klnagent64\n',
  ),
  'shell arithmetic': nest(
    'install.sh',
    'apt-get install kesl\necho ',
    ['$((', '1', '))'],
    '\napt-get install klnagent64\n',
  ),
  'shell lists': nest(
    'install.sh',
    'apt-get install kesl\ntrue',
    [' && true', '', ''],
    '\napt-get install klnagent64\n',
  ),
  'shell backslashes': nest(
    'install.sh',
    'apt-get install kesl\necho ',
    ['\\', '', ''],
    '\n\napt-get install klnagent64\n',
  ),
  'shell negations': nest(
    'install.sh',
    'apt-get install kesl\n',
    ['! ', 'true', ''],
    '\napt-get install klnagent64\n',
  ),
  'PowerShell blocks': nest(
    'a.ps1',
    'choco install kaspersky\n',
    ['if ($a) {\n', '', '}\n'],
    'Stop-Service klnagent\n',
  ),
  'PowerShell brackets': nest(
    'a.ps1',
    'choco install kaspersky\n',
    ['@(', '', ')'],
    '\nStop-Service klnagent\n',
  ),
  'PowerShell subexpressions': nest(
    'a.ps1',
    'choco install kaspersky\n',
    ['"$(', '', ')"'],
    '\nStop-Service klnagent\n',
  ),
  'PowerShell pipelines': nest(
    'a.ps1',
    'choco install kaspersky\n',
    ['a | ', 'a', ''],
    '\nStop-Service klnagent\n',
  ),
  'batch conditions': nest(
    'a.bat',
    'sc stop klnagent\r\n',
    ['if 1==1 ', 'echo a', ''],
    '\r\nnet stop AVP\r\n',
  ),
  'batch loops': nest(
    'a.bat',
    'sc stop klnagent\r\n',
    ['for %%a in (b) do ', 'echo a', ''],
    '\r\nnet stop AVP\r\n',
  ),
  'batch lists': nest('a.bat', 'sc stop klnagent\r\n', ['echo a & ', 'echo a', ''], '\r\nnet stop AVP\r\n'),
  'batch brackets': nest('a.bat', 'sc stop klnagent\r\n', ['if 1==1 (\r\n', '', ')\r\n'], 'net stop AVP\r\n'),
  'Make functions': nest(
    'Makefile',
    'a:\n\tapt-get install kesl\nx := ',
    ['$(call ', 'x', ')'],
    '\nb:\n\tapt-get install klnagent64\n',
  ),
  'Dockerfile lines': nest(
    'Dockerfile',
    'FROM kaspersky/kesl\nRUN true',
    [' \\\n && true', '', ''],
    '\nFROM kaspersky/kesl2\n',
  ),
  'Groovy blocks': nest(
    'build.gradle',
    "dependencies { implementation 'com.kaspersky.android-components:kaspresso:1' }\n",
    ['a {\n', '', '}\n'],
    "dependencies { implementation 'com.kaspersky.android-components:kaspresso-bom:1' }\n",
  ),
  'Groovy brackets': nest(
    'build.gradle',
    "dependencies { implementation 'com.kaspersky.android-components:kaspresso:1' }\nx = ",
    ['[', '', ']'],
    "\ndependencies { implementation 'com.kaspersky.android-components:kaspresso-bom:1' }\n",
  ),
  'Groovy strings': nest(
    'build.gradle',
    "dependencies { implementation 'com.kaspersky.android-components:kaspresso:1' }\nx = ",
    ['"${', 'x', '}"'],
    "\ndependencies { implementation 'com.kaspersky.android-components:kaspresso-bom:1' }\n",
  ),
  'Jenkins stages': nest(
    'Jenkinsfile',
    "node { sh 'apt-get install kesl' }\n",
    ['stage("a") {\n', '', '}\n'],
    "node { sh 'apt-get install klnagent64' }\n",
  ),
  'Ruby blocks': nest(
    'recipes/default.rb',
    "package 'kesl'\n",
    ['if a\n', '', 'end\n'],
    "package 'klnagent64'\n",
  ),
  'Ruby brackets': nest(
    'recipes/default.rb',
    "package 'kesl'\nx = ",
    ['[', '', ']'],
    "\npackage 'klnagent64'\n",
  ),
  'Ruby strings': nest(
    'recipes/default.rb',
    "package 'kesl'\nx = ",
    ['"#{', 'x', '}"'],
    "\npackage 'klnagent64'\n",
  ),
  'Puppet blocks': nest(
    'manifests/init.pp',
    "package { 'kesl': ensure => present }\n",
    ['if $a {\n', '', '}\n'],
    "package { 'klnagent64': ensure => present }\n",
  ),
  'Python brackets': nest(
    'setup.py',
    'setup(install_requires=["kasperskytip"])\nx = ',
    ['(', '', ')'],
    '\nsetup(install_requires=["opentip"])\n',
  ),
  'Starlark brackets': nest(
    'BUILD.bazel',
    'oci_pull(name = "a", image = "kaspersky/kesl")\nx = ',
    ['[', '', ']'],
    '\noci_pull(name = "b", image = "kaspersky/kesl2")\n',
  ),
  'Nix brackets': nest(
    'default.nix',
    '{ a = dockerTools.pullImage { imageName = "kaspersky/kesl"; };\nx = ',
    ['(', '1', ')'],
    ';\nb = dockerTools.pullImage { imageName = "kaspersky/kesl2"; }; }\n',
  ),
  'Bicep objects': nest(
    'main.bicep',
    "resource a 'x@1' = { properties: { image: 'kaspersky/kesl' } }\nvar x = ",
    ['{\na: ', '1', '\n}'],
    "\nresource b 'x@1' = { properties: { image: 'kaspersky/kesl2' } }\n",
  ),
  'Helm actions': nest(
    'chart/templates/a.yaml',
    'spec:\n  containers:\n    - image: kaspersky/kesl\n',
    ['{{ if .a }}\n', '', '{{ end }}\n'],
    '    - image: kaspersky/kesl2\n',
  ),
  'Jinja blocks': nest(
    'roles/a/tasks/main.yml',
    '- apt: {name: kesl}\n',
    ['{% if a %}\n', '', '{% endif %}\n'],
    '- apt: {name: klnagent64}\n',
  ),
  'Rego brackets': nest(
    'a.rego',
    'package a\ndeny contains x if { input.image == "kaspersky/kesl" }\nx := ',
    ['[', '', ']'],
    '\nallow if { input.image == "kaspersky/kesl2" }\n',
  ),
};
