import type { Format, Intent, Sink, Unit } from '../core/types.js';
import { commentedLines } from './shared/resources/edits.js';
import { emitScript } from './shared/resources/script.js';
import { configReference, urlReference } from './shared/references.js';
import { createRubyScope } from './shared/ruby-scope.js';
import type { RubyScope } from './shared/ruby-scope.js';
import { allRubyCalls, readRuby, rubyParents } from './shared/ruby.js';
import type { RubyCall, RubyValue } from './shared/ruby.js';
import {
  emitAssignment,
  emitImage,
  emitShaped,
  emitText,
  isUnknownText,
  placement,
} from './shared/yaml-emit.js';

interface Machine {
  readonly text: string;
  readonly sink: Sink;
  readonly scope: RubyScope;
  readonly platform: 'shell' | 'powershell';
}

/** What a provisioner is told, whether among the arguments or in its block. */
type Setting = readonly [key: string, value: RubyValue | undefined, call: RubyCall];

/** https://developer.hashicorp.com/vagrant/docs/vagrantfile */
export const vagrantfile: Format = {
  id: 'vagrantfile',
  title: 'Vagrantfile',
  reads: 'boxes, inline and linked scripts, Docker images, recipes, files, plugins, triggers',
  files: ['**/Vagrantfile', '**/Vagrantfile.*', '**/*.vagrantfile'],
  comment: { line: '#' },
  extract({ text }, sink) {
    const calls = readRuby(text);
    const scope = createRubyScope(text, calls, () => undefined);
    const windows = /\bwinrm\b|\bpowershell_elevated_interactive\b|\.guest\s*=\s*:windows/.test(text);
    const machine: Machine = { text, sink, scope, platform: windows ? 'powershell' : 'shell' };
    for (const call of allRubyCalls(calls)) readCall(call, machine);
  },
};

function readCall(call: RubyCall, machine: Machine): void {
  const { method, args, operator, name } = call;
  const { sink, scope, text } = machine;
  const unit: Unit = {
    what: 'setting',
    span: call.span,
    remove: [{ span: commentedLines(text, call.span), text: '' }],
  };
  if (operator !== undefined && name.includes('.')) readSetting(call, unit, machine);
  else if (method === 'provision' || /\.trigger\.(?:before|after)$/.test(name)) {
    const kind = args[0]?.kind === 'symbol' || args[0]?.kind === 'string' ? args[0].text : '';
    const settings: Setting[] = [
      ...call.options.map(({ key, value }): Setting => [key, value, call]),
      ...call.body
        .filter((each) => each.operator !== undefined)
        .map((each): Setting => [each.method, each.args[0], each]),
    ];
    const type = settings.find(([key]) => key === 'type')?.[1];
    const named = type?.kind === 'string' || type?.kind === 'symbol' ? type.text : kind;
    const own = { ...unit, what: 'provisioner' };
    for (const setting of settings) readProvisioner(named, setting, own, machine);
  } else if (/^(?:pull_images|run|post_install_provision)$/.test(method) && isDocker(call)) {
    const [first] = args;
    const image =
      call.options.find(({ key }) => key === 'image')?.value ?? (method === 'run' ? first : undefined);
    const images = method === 'pull_images' ? args : image ? [image] : [];
    for (const word of images.flatMap((each) => scope.words(each, call))) emitImage(sink, word, { unit });
  } else if (/^add_(?:recipe|role)$/.test(method)) {
    for (const word of args.flatMap((arg) => scope.words(arg, call))) {
      const cookbook = word.text.split('::')[0] ?? '';
      const span = [word.span[0], word.span[0] + cookbook.length] as const;
      sink.reference(configReference('config-value', cookbook, { ...placement(word, { unit }), span }));
    }
  } else if (name === 'system') {
    const script = scope.script(args[0], call);
    if (script) emitScript(sink, 'shell', script, { unit });
  }
}

function isDocker(call: RubyCall): boolean {
  return rubyParents(call).some(({ args }) =>
    args.some((arg) => (arg.kind === 'string' || arg.kind === 'symbol') && arg.text === 'docker'),
  );
}

/** `config.vm.box = 'name'` and its like. */
function readSetting(call: RubyCall, unit: Unit, { sink, scope }: Machine): void {
  const { method, args } = call;
  const words = args.flatMap((arg) => scope.words(arg, call)).filter(({ text }) => !isUnknownText(text));
  for (const word of words) {
    if (method === 'box')
      sink.reference(configReference('config-value', word.text, placement(word, { unit })));
    else if (/^(?:box_url|server_url)$/.test(method))
      sink.reference(urlReference(word.text, placement(word, { unit })));
    else if (method === 'image' && isDocker(call)) emitImage(sink, word, { unit });
    else if (method === 'plugins')
      sink.reference(configReference('config-value', word.text, placement(word, { unit })));
  }
}

function readProvisioner(
  kind: string,
  [key, value, call]: Setting,
  unit: Unit,
  { sink, scope, platform }: Machine,
): void {
  const intent: Intent = 'use';
  if (key === 'inline') {
    const script = scope.script(value, call);
    if (script) emitScript(sink, platform, script, { unit });
  } else if (key === 'run' || key === 'run_remote') {
    const inner =
      value?.kind === 'hash' ? value.pairs.find((pair) => pair.key === 'inline')?.value : undefined;
    const script = scope.script(inner, call);
    if (script) emitScript(sink, key === 'run' ? 'shell' : platform, script, { unit });
  } else if (key === 'images') {
    for (const word of scope.words(value, call)) emitImage(sink, word, { unit });
  } else if (key === 'env') {
    for (const pair of value?.kind === 'hash' ? value.pairs : []) {
      for (const word of scope.words(pair.value, call)) emitShaped(sink, word, pair.key, { unit, intent });
      emitAssignment(sink, { text: `${pair.key}=`, span: pair.keySpan, pieces: [] }, { unit });
    }
  } else if (
    /^(?:path|source|destination|playbook|galaxy_role_file|manifest_file|provisioning_path)$/.test(key)
  ) {
    for (const word of scope.words(value, call))
      if (!isUnknownText(word.text)) emitShaped(sink, word, key, { unit });
  } else if (key === 'args' && kind === 'shell') {
    for (const word of scope.words(value, call)) emitText(sink, platform, word, { unit });
  }
}
