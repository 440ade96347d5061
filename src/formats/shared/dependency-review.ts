import type { Sink } from '../../core/types.js';
import { splitWord } from './commands/words.js';
import { reportPurl } from './sbom.js';
import { wordOf } from './yaml-emit.js';
import { get, items, scalar } from './yaml.js';
import type { YamlNode } from './yaml.js';

/** Inputs whose packages, and groups of them, no change may bring in. */
const DENIALS = ['deny-packages', 'deny-groups'];

/** True for the action that reviews what changes bring in (https://github.com/actions/dependency-review-action). */
export function isDependencyReview(uses: string | undefined): boolean {
  return /^actions\/dependency-review-action(?:@|$)/.test(uses ?? '');
}

/** Reports what a review denies; the settings are a map of its inputs, or its file of settings. */
export function readDependencyReview(settings: YamlNode | undefined, sink: Sink): void {
  for (const key of DENIALS) {
    const value = get(settings, key);
    for (const node of [value, ...items(value).map((item) => item.value)]) {
      const read = scalar(node);
      if (read) for (const word of splitWord(wordOf(read), /[\s,]+/g)) reportPurl(word, 'remove', sink);
    }
  }
}
