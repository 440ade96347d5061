import { parseUrl } from '../../../core/text/url.js';
import { typedReference } from '../references.js';
import { emitPlace, emitPlaces, emitSetting, isPath, isUnknown, placed } from './emit.js';
import type { Call, Handler } from './emit.js';
import { readArguments, valuesOf } from './options.js';
import { subWord } from './words.js';
import type { Word } from './words.js';

const CURL = (
  '-o --output -H --header -d --data --data-raw --data-binary --data-urlencode -X --request -u --user -A --user-agent ' +
  '-e --referer -b --cookie -c --cookie-jar -x --proxy -m --max-time --connect-timeout --retry --retry-delay -w ' +
  '--write-out -F --form -T --upload-file -E --cert --key --cacert -r --range -C --continue-at -K --config --resolve ' +
  '--output-dir -D --dump-header --limit-rate --interface -y -Y -z --retry-max-time --url --capath --ciphers'
).split(' ');
const WGET = (
  '-O --output-document -P --directory-prefix -o --output-file -a --append-output -i --input-file -U --user-agent ' +
  '--header --user --password --http-user --http-password --post-data --post-file -t --tries -T --timeout -w --wait ' +
  '-Q -l --level -A --accept -R --reject -D --domains -e --execute --ca-certificate --certificate --private-key -B'
).split(' ');
const ARIA = '-o --out -d --dir -x -s -j -i --input-file --header -U --user-agent -k --checksum'.split(' ');

const BARE_HOST = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:\/\S*)?$/i;

/** The addresses that a download names; where none can be read, the file it is stored in. */
function emitDownload(call: Call, addresses: readonly Word[], targets: readonly Word[]): void {
  let known = false;
  for (const word of addresses) {
    if (isUnknown(word)) call.sink.skip(word.argument ?? word.span, 'unresolved-variable');
    else if (parseUrl(word.text)) known = emitPlace(call, word, 'use', { count: addresses.length }) || known;
    else if (BARE_HOST.test(word.text)) {
      const host = subWord(word, 0, word.text.split(/[:/]/)[0]?.length);
      call.sink.reference(typedReference('url', 'domain', host.text, placed(call, host, 'use')));
      known = true;
    } else known = emitPlace(call, word, 'use', { count: addresses.length }) || known;
  }
  if (!known) for (const word of targets) emitPlace(call, word, 'use');
}

function downloader(values: readonly string[], targets: readonly string[]): Handler {
  return (call) => {
    const args = readArguments(call.args, { values });
    const addresses = [...args.operands, ...valuesOf(args, '--url')];
    emitDownload(call, addresses, valuesOf(args, ...targets));
  };
}

/** `git clone url`, `git submodule add url`, `git remote add name url`. */
const git: Handler = (call) => {
  const values = [
    '-b',
    '--branch',
    '-c',
    '-C',
    '--depth',
    '-o',
    '--origin',
    '--reference',
    '-u',
    '-m',
    '--git-dir',
  ];
  const { operands } = readArguments(call.args, { values });
  if (!/^(?:clone|submodule|remote|fetch|pull|push|ls-remote|subtree)$/.test(operands[0]?.text ?? '')) return;
  for (const word of operands.slice(1)) {
    if (/^(?:[\w.-]+@)?github\.com[:/]/i.test(word.text)) {
      call.sink.reference(typedReference('repository', 'github', word.text, placed(call, word, 'use')));
    } else if (parseUrl(word.text)) emitPlace(call, word, 'use');
  }
};

/** `scp`, `rsync` and cloud copies: every operand is a place, at times with a host before a colon. */
const copy: Handler = (call) => {
  const { operands } = readArguments(call.args, {
    values: ['-i', '-P', '-p', '-o', '-e', '--exclude', '-F', '-J'],
  });
  const paths = operands.map((word) => {
    const host = parseUrl(word.text) ? null : /^[\w.@${}-]+:(?=[\w~./$])/.exec(word.text);
    return host && host[0].length > 2 ? subWord(word, host[0].length) : word;
  });
  emitPlaces(call, paths, 'use', false);
};

/** `ansible host -m module -a …` and other carriers of settings are left; only places and settings are read. */
const places: Handler = (call) => {
  for (const word of call.args) {
    if (!emitSetting(call, word, 'use') && (parseUrl(word.text) || isPath(word.text)))
      emitPlace(call, word, 'use');
  }
};

/** Programs that fetch or carry files. */
export const downloadHandlers: Record<string, Handler> = {
  curl: downloader(CURL, ['-o', '--output']),
  wget: downloader(WGET, ['-O', '--output-document']),
  wget2: downloader(WGET, ['-O', '--output-document']),
  aria2c: downloader(ARIA, ['-o', '--out']),
  axel: downloader(ARIA, ['-o', '--output']),
  fetch: downloader(['-o'], ['-o']),
  git,
  scp: copy,
  rsync: copy,
  gsutil: copy,
  aws: places,
  bitsadmin: places,
  certutil: places,
};
