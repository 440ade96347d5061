/** Shapes of input that grow, by name, with the file that they are. */
export const SHAPES: readonly (readonly [name: string, path: string, make: (size: number) => string])[] = [
  [
    'services with a finding each',
    'compose.yaml',
    (size) => `services:\n${lines(size, (i) => `  s${i}:\n    image: kaspersky/kesl:12\n    ports: ["80"]`)}`,
  ],
  [
    'flat map',
    'values.yaml',
    (size) => 'image: kaspersky/kesl\n' + lines(size, (index) => `key${index}: value`),
  ],
  ['flat list', 'values.yaml', (size) => `image: kaspersky/kesl\nx: [${list(size, () => 'a')}]\n`],
  [
    'JSON lock',
    'package-lock.json',
    (size) =>
      `{"packages":{${list(size, (i) => `"node_modules/p${i}":{"version":"1"}`)},"node_modules/@kaspersky/a":{"version":"1"}}}`,
  ],
  ['flow nesting', 'a.yaml', (size) => `image: kaspersky/kesl\na: ${'['.repeat(size)}${']'.repeat(size)}\n`],
  [
    'JSON nesting',
    'a.json',
    (size) => `{"image":"kaspersky/kesl","a":${'['.repeat(size)}${']'.repeat(size)}}`,
  ],
  [
    'continuation lines',
    'Dockerfile',
    (size) => `FROM a\nRUN apt-get install \\\n${lines(size, (index) => `  p${index} \\`)}  kesl\n`,
  ],
  ['one endless line', 'install.sh', (size) => `apt-get install ${'p '.repeat(size * 10)} kesl\n`],
  ['TOML tables', 'pyproject.toml', (size) => lines(size, (index) => `[t${index}]\na = "kaspersky"`)],
  [
    'Terraform blocks',
    'main.tf',
    (size) => lines(size, (index) => `resource "a" "b${index}" {\n  image = "kaspersky/kesl:1"\n}`),
  ],
  [
    'YAML anchors',
    'values.yaml',
    (size) => `image: kaspersky/kesl\n${lines(size, (i) => `k${i}: &a${i} {x: ${i}}\nl${i}: *a${i}`)}`,
  ],
  [
    'YAML merges',
    'compose.yaml',
    (size) => `x-a: &a {image: kaspersky/kesl}\nservices:\n${lines(size, (i) => `  s${i}:\n    <<: *a`)}`,
  ],
  [
    'Kubernetes documents',
    'k8s.yaml',
    (size) =>
      lines(
        size / 2,
        (i) =>
          `apiVersion: v1\nkind: Pod\nmetadata: {name: p${i}}\nspec: {containers: [{name: a, image: kaspersky/kesl}]}\n---`,
      ),
  ],
  [
    'Ansible tasks',
    'roles/a/tasks/main.yml',
    (size) => lines(size / 2, (i) => `- name: t${i}\n  apt: {name: kesl}\n  notify: h${i}`),
  ],
  [
    'GitLab jobs',
    '.gitlab-ci.yml',
    (size) => lines(size, (i) => `j${i}:\n  extends: j${i + 1}\n  image: kaspersky/kesl`),
  ],
  [
    'Dockerfile stages',
    'Dockerfile',
    (size) => lines(size, (i) => `FROM kaspersky/kesl AS s${i}\nCOPY --from=s${i - 1} /a /a`),
  ],
  ['shell lists', 'install.sh', (size) => `apt-get install kesl${' && true'.repeat(size)}\n`],
  [
    'shell variables',
    'install.sh',
    (size) => `${lines(size, (i) => `V${i + 1}="$V${i} x"`)}apt-get install kesl\n`,
  ],
  [
    'shell substitutions',
    'install.sh',
    (size) => `${'$('.repeat(size)}kesl${')'.repeat(size)}\napt-get install kesl`,
  ],
  [
    'PowerShell blocks',
    'a.ps1',
    (size) => `${'if ($a) { '.repeat(size)}choco install kaspersky${'}'.repeat(size)}`,
  ],
  ['batch chain', 'a.bat', (size) => `echo a ${'& net stop klnagent '.repeat(size)}\r\n`],
  [
    'Jenkins stages',
    'Jenkinsfile',
    (size) => `${'stage("a") {\n'.repeat(size)}sh 'apt-get install kesl'\n${'}\n'.repeat(size)}`,
  ],
  [
    'Groovy strings',
    'build.gradle',
    (size) =>
      `x = ${'"${'.repeat(size)}${'}"'.repeat(size)}\ny = 'com.kaspersky.android-components:kaspresso:1'\n`,
  ],
  [
    'Maven properties',
    'pom.xml',
    (size) =>
      `<project><properties>${lines(size, (i) => `<a${i}>\${a${i + 1}}</a${i}>`)}</properties><groupId>com.kaspersky</groupId></project>`,
  ],
  ['XML nesting', 'pom.xml', (size) => `${'<a>'.repeat(size)}com.kaspersky${'</a>'.repeat(size)}`],
  [
    'Ruby blocks',
    'Vagrantfile',
    (size) =>
      `${'a do\n'.repeat(size)}config.vm.provision "shell", inline: "apt-get install kesl"\n${'end\n'.repeat(size)}`,
  ],
  [
    'Terraform locals',
    'main.tf',
    (size) =>
      `locals {\n${lines(size, (i) => `  a${i} = local.a${i + 1}`)}  a${size} = "kaspersky/kesl"\n}\nresource "docker_container" "b" {\n  image = local.a0\n}`,
  ],
];

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
}

function list(count: number, item: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => item(index)).join(',');
}
