import type { Format } from '../core/types.js';
import { readRecipe } from './shared/chef/read.js';
import { distinctSink } from './shared/yaml-emit.js';

/** Recipes, attributes and custom resources of Chef's cookbooks: https://docs.chef.io/recipes/ */
export const chef: Format = {
  id: 'chef',
  title: 'Chef recipe',
  reads:
    'packages, services, files, downloads, commands and scripts, accounts, repositories, images, attributes, actions that remove',
  files: ['**/cookbooks/*/{recipes,attributes,resources,providers,definitions,libraries}/**/*.rb'],
  candidates: ['**/{recipes,attributes,resources,providers,definitions}/**/*.rb'],
  comment: { line: '#' },
  looksLike: (text) =>
    /^[ \t]*(?:include_recipe|action[ \t]+:\w+|(?:default|node|override|normal)(?:\.\w+)?\[['":]|\w*package[ \t]+['"%]|(?:service|execute|template|remote_file|cookbook_file)[ \t]+['"].*\bdo\b)/m.test(
      text,
    ),
  extract: ({ text }, sink) => {
    readRecipe(text, distinctSink(sink));
  },
};
