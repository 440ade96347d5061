import type { Format } from '../core/types.js';
import { dockerfile } from './dockerfile.js';
import { gradleVersionCatalog } from './gradle-version-catalog.js';
import { gradle } from './gradle.js';
import { npm } from './npm.js';
import { powershell } from './powershell.js';
import { shell } from './shell.js';
import { terraform } from './terraform.js';

/** Every format, the more specific before the more general. */
export const formats: readonly Format[] = [
  dockerfile,
  gradleVersionCatalog,
  gradle,
  npm,
  powershell,
  shell,
  terraform,
];
