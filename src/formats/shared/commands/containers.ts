import type { Intent } from '../../../core/types.js';
import { typedReference } from '../references.js';
import { emitImage, emitPlace, emitSetting, isUnknown, placed, verbEdit } from './emit.js';
import type { Call, Handler } from './emit.js';
import { readArguments, valuesOf } from './options.js';
import type { Arguments } from './options.js';
import { subWord } from './words.js';
import type { Word } from './words.js';

const GLOBAL = ['--config', '-c', '--context', '-H', '--host', '-l', '--log-level', '--url', '--root', '-n'];

/** Long options of `run` and `build` that stand alone; every other one takes a value. */
const ALONE = new Set(
  (
    'detach interactive tty rm privileged init read-only no-healthcheck oom-kill-disable publish-all quiet ' +
    'sig-proxy help disable-content-trust no-hosts replace tls-verify no-cache pull-always squash force-rm load push ' +
    'compress all all-tags force no-prune time-stamps debug plain-http'
  ).split(' '),
);
const SHORT_VALUES = ['-e', '-v', '-p', '-h', '-u', '-w', '-l', '-m', '-c', '-a'];

/** Options of `run`, whose long ones are too many to list: what is no known flag takes a value. */
function runArguments(
  words: readonly Word[],
  short: readonly string[] = SHORT_VALUES,
  stopAtOperand = true,
): Arguments {
  const long = words
    .map(({ text }) => text)
    .filter((text) => text.startsWith('--') && !text.includes('=') && !ALONE.has(text.slice(2)));
  return readArguments(words, { values: [...short, ...new Set(long)], stopAtOperand });
}

/** The image that `run` and `create` start, with the host's folders and settings that they hand in. */
function emitRun(call: Call, words: readonly Word[]): void {
  const args = runArguments(words);
  const [image, next] = args.operands;
  if (image && isUnknown(image) && next?.text.startsWith('-')) {
    emitRun(call, args.operands.slice(1));
  } else if (image) emitImage(call, image, 'use');
  for (const setting of valuesOf(args, '-e', '--env')) emitSetting(call, setting, 'use');
  for (const volume of valuesOf(args, '-v', '--volume')) {
    const end = volume.text.search(/:(?=\/|$)/);
    emitPlace(call, end < 0 ? volume : subWord(volume, 0, end), 'use');
  }
}

const IMAGE_VERBS: Record<string, Intent> = {
  pull: 'use',
  push: 'use',
  tag: 'use',
  save: 'use',
  export: 'use',
  from: 'use',
  rmi: 'remove',
  remove: 'remove',
  rm: 'remove',
  stop: 'remove',
  kill: 'remove',
  untag: 'remove',
  start: 'use',
  restart: 'use',
  inspect: 'detect',
  inspecti: 'detect',
  history: 'detect',
  images: 'detect',
  logs: 'detect',
  scan: 'detect',
};

const VERB_VALUES = [
  ...[
    '-o',
    '--output',
    '--filter',
    '--format',
    '--platform',
    '-u',
    '--user',
    '-t',
    '--time',
    '-s',
    '--signal',
  ],
  ...['--creds', '--authfile'],
];

/** `docker` and the engines with its commands (https://docs.docker.com/reference/cli/docker/). */
const docker: Handler = (call) => {
  const { operands: words } = readArguments(call.args, { values: GLOBAL, stopAtOperand: true });
  const [first, second] = words;
  const nested =
    /^(?:image|container|buildx|i|images|c|task)$/.test(first?.text ?? '') && second !== undefined;
  const verb = nested ? second : first;
  const rest = words.slice(nested ? 2 : 1);
  if (!verb) return;
  switch (verb.text) {
    case 'run':
    case 'create':
      emitRun(call, rest);
      return;
    case 'build':
    case 'bud':
      emitBuild(call, rest);
      return;
    case 'exec':
      call.read(runArguments(rest).operands.slice(1), call.at, call.sink);
      return;
    case 'load':
    case 'import':
      emitFiles(call, rest);
      return;
    case 'login':
    case 'logout':
      emitRegistry(call, rest, verb.text === 'login' ? 'use' : 'remove');
      return;
    default:
  }
  const intent = IMAGE_VERBS[verb.text];
  if (!intent || first?.text === 'compose' || first?.text === 'network' || first?.text === 'volume') return;
  const values = intent === 'detect' ? [...VERB_VALUES, '-f'] : VERB_VALUES;
  const { operands } = readArguments(rest, { values });
  for (const word of operands) {
    const uninstall = verb.text === 'pull' && !nested ? verbEdit(verb, 'rmi') : undefined;
    // What a script tags or pushes is its own, whatever stands behind the name.
    const defines = verb.text === 'push' || verb.text === 'tag';
    const count = verb.text === 'tag' ? 1 : operands.length;
    emitImage(call, word, intent, { count, uninstall, defines });
  }
};

function emitBuild(call: Call, words: readonly Word[]): void {
  const args = runArguments(words, ['-t', '-f', '-m', '-c', '-o'], false);
  for (const tag of valuesOf(args, '-t', '--tag')) emitImage(call, tag, 'use', { defines: true });
  for (const setting of valuesOf(args, '--build-arg')) emitSetting(call, setting, 'use');
}

function emitFiles(call: Call, words: readonly Word[]): void {
  const args = readArguments(words, { values: ['-i', '--input', '--platform', '-m', '-c'] });
  for (const word of [...args.operands, ...valuesOf(args, '-i', '--input')]) emitPlace(call, word, 'use');
}

const HOST = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:\/\S*)?$/i;

/** The host of a registry that credentials are given to. */
export function emitRegistry(call: Call, words: readonly Word[], intent: Intent): void {
  const { operands } = readArguments(words, {
    values: ['-u', '--username', '-p', '--password', '--authfile'],
  });
  const [word] = operands;
  if (!word || emitPlace(call, word, intent)) return;
  if (!HOST.test(word.text)) return;
  const host = subWord(word, 0, word.text.split(/[:/]/)[0]?.length);
  call.sink.reference(typedReference('url', 'domain', host.text, placed(call, host, intent)));
}

/** `skopeo verb transport:image…` (https://github.com/containers/skopeo/tree/main/docs). */
const skopeo: Handler = (call) => {
  const { operands } = readArguments(call.args, {
    values: [
      '--src-creds',
      '--dest-creds',
      '--creds',
      '--authfile',
      '--format',
      '-f',
      '--src',
      '--dest',
      '-s',
      '-d',
    ],
  });
  const [verb, ...images] = operands;
  if (!verb) return;
  if (/^log(?:in|out)$/.test(verb.text)) {
    emitRegistry(call, images, verb.text === 'login' ? 'use' : 'remove');
    return;
  }
  const intent =
    verb.text === 'delete' ? 'remove' : /^(?:inspect|list-tags)$/.test(verb.text) ? 'detect' : 'use';
  for (const [index, word] of images.entries()) {
    const defines = verb.text === 'copy' && index > 0;
    const prefix =
      /^(?:docker|oci|docker-daemon|containers-storage):(?:\/\/)?/.exec(word.text)?.[0].length ?? 0;
    if (/^(?:dir|docker-archive|oci-archive):/.test(word.text)) {
      emitPlace(call, subWord(word, word.text.indexOf(':') + 1), intent);
    } else {
      emitImage(call, prefix > 0 ? subWord(word, prefix) : word, intent, { defines });
    }
  }
};

/** Container engines and registry tools. */
export const containerHandlers: Record<string, Handler> = {
  docker,
  podman: docker,
  nerdctl: docker,
  buildah: docker,
  ctr: docker,
  crictl: docker,
  skopeo,
};
