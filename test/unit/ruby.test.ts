import assert from 'node:assert/strict';
import { allRubyCalls, readRuby, rubyParents } from '../../src/formats/shared/ruby.js';
import type { RubyCall, RubyValue } from '../../src/formats/shared/ruby.js';

function show(value: RubyValue | undefined): string {
  switch (value?.kind) {
    case undefined:
      return '';
    case 'string':
      return JSON.stringify(value.text);
    case 'symbol':
      return `:${value.text}`;
    case 'array':
      return `[${value.items.map(show).join(', ')}]`;
    case 'hash':
      return `{${value.pairs.map(({ key, value: inner }) => `${key}: ${show(inner)}`).join(', ')}}`;
    case 'other':
      return `<${value.text}>`;
  }
}

function line(call: RubyCall): string {
  const { name, operator, receiver, args, options, params, condition } = call;
  return [
    '  '.repeat(rubyParents(call).length) + (receiver ? `${show(receiver)}.${name}` : name),
    ...(operator === undefined ? [] : [operator]),
    ...args.map(show),
    ...options.map(({ key, value }) => `${key}: ${show(value)}`),
    ...(params.length > 0 ? [`|${params.join(' ')}|`] : []),
    ...(condition ? [`${condition.word} ${condition.items.map(show).join(' ')}`] : []),
  ].join(' ');
}

function lines(text: string): string[] {
  return allRubyCalls(readRuby(text)).map(line);
}

suite('ruby', () => {
  test('calls with positions, options and conditions', () => {
    assert.deepEqual(
      lines(`# comment 'with' "quotes"
source 'https://rubygems.org' # here
gem "rails", "~> 8.0", '>= 8.0.1', require: false, :platforms => [:ruby, 'mri'], group: %i[a b] if ENV["X"] == 'y'
gem('puma',
    # in the middle
    "7.0")
pod 'A', :git => 'https://a.example/#{x["y"]}.git',
  "tag" => '1'; brew "b"
`),
      [
        'source "https://rubygems.org"',
        'gem "rails" "~> 8.0" ">= 8.0.1" require: <false> platforms: [:ruby, "mri"] group: ["a", "b"] if <ENV["X"] == \'y\'>',
        'gem "puma" "7.0"',
        'pod "A" git: "https://a.example/#{x[\\"y\\"]}.git" tag: "1"',
        'brew "b"',
      ],
    );
  });

  test('blocks in blocks, with their parents and parameters', () => {
    assert.deepEqual(
      lines(`Vagrant.configure("2") do |config|
  config.vm.box = "debian/bookworm64"
  config.vm.provider :virtualbox do |vb| vb.memory = 1024 end
  %w(a b).each { |name| package name do action :remove end }
  if RUBY_VERSION > "3"
    gem "x"
  else
    gem "y" unless windows?
  end
end
after "z"
`),
      [
        'Vagrant.configure "2" |config|',
        '  config.vm.box = "debian/bookworm64"',
        '  config.vm.provider :virtualbox |vb|',
        '    vb.memory = <1024>',
        '  ["a", "b"].each |name|',
        '    package <name>',
        '      action :remove',
        '  if <RUBY_VERSION > "3">',
        '    gem "x"',
        '    gem "y" unless <windows?>',
        'after "z"',
      ],
    );
  });

  test('heredocs, indexes, assignments and percent literals', () => {
    const text = `default['agent']['version'] = '12.1'
node.default[:agent][:hosts] ||= %w[a b]
config.vm.provision "shell", inline: <<~SH, privileged: false
    apt-get install -y "a"
      echo \#{x}
  SH
execute 'x' do
  command <<-'EOH'
  a "b" \#{c}
  EOH
  only_if { ::File.exist?('/etc/x') }
end
x = y ? "a" : "b"
z = a / b + c / d
list << "item"
`;
    assert.deepEqual(lines(text), [
      'default.agent.version = "12.1"',
      'node.default.agent.hosts ||= ["a", "b"]',
      'config.vm.provision "shell" inline: "apt-get install -y \\"a\\"\\n  echo ${x}\\n" privileged: <false>',
      'execute "x"',
      '  command "  a \\"b\\" #{c}\\n"',
      '  only_if',
      '    File.exist? "/etc/x"',
      'x = <y ? "a" : "b">',
      'z = <a / b + c / d>',
      'list << "item"',
    ]);
    const provision = readRuby(text).find(({ method }) => method === 'provision');
    assert.ok(text.slice(...(provision?.span ?? [0, 0])).endsWith('\n  SH'));
  });

  test('classes and methods as formulae have them', () => {
    assert.deepEqual(
      lines(`class Agent < Formula
  url "https://example.org/a-#{version}.tgz"
  depends_on "b" => [:build, :test]
  on_macos do
    depends_on "c"
  end
  def install
    system "make", *std_args, "PREFIX=\#{prefix}"
    return if build.head?
  end
  def short = "x"
  test { assert_match "v", shell_output("#{bin}/a") }
end
=begin
gem "not"
=end
last 1
__END__
gem "never"
`),
      [
        'class <Agent < Formula>',
        '  url "https://example.org/a-#{version}.tgz"'.replace('#', '$'),
        '  depends_on b: [:build, :test]',
        '  on_macos',
        '    depends_on "c"',
        '  def <install>',
        '    system "make" <*std_args> "PREFIX=${prefix}"',
        '    return if <build.head?>',
        '  test',
        '    assert_match "v" <shell_output("#{bin}/a")>',
        'last <1>',
      ],
    );
  });

  test('what is broken costs no more than itself', () => {
    assert.deepEqual(lines('gem "a\ngem "b"\ngem \'c\', [\n'), ['gem "a"', 'gem "b"', 'gem "c" []']);
    assert.deepEqual(lines('group :x do\n gem "a"\n').at(-1), '  gem "a"');
    assert.deepEqual(lines('} end ) gem "a"'), ['gem "a"']);
  });

  test('hostile texts come to an end and do not overflow', () => {
    const many = 30_000;
    for (const piece of [
      '[',
      '{ ',
      'a(',
      'x do\n',
      '<<A\n',
      '"#{',
      "'\n\\",
      'a.b.',
      'if x\n',
      '%w(',
      'a b, ',
      'a[',
    ]) {
      assert.doesNotThrow(() => allRubyCalls(readRuby(piece.repeat(many))), piece);
    }
  });
});
