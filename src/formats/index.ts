import type { Format } from '../core/types.js';
import { ansible } from './ansible.js';
import { ansibleVars } from './ansible-vars.js';
import { compose } from './compose.js';
import { dockerfile } from './dockerfile.js';
import { dotnetTools } from './dotnet-tools.js';
import { githubActions } from './github-actions.js';
import { gradle } from './gradle.js';
import { gradleVersionCatalog } from './gradle-version-catalog.js';
import { helmChart } from './helm-chart.js';
import { helmValues } from './helm-values.js';
import { ivy } from './ivy.js';
import { kubernetes } from './kubernetes.js';
import { kustomize } from './kustomize.js';
import { maven } from './maven.js';
import { msbuild } from './msbuild.js';
import { npm } from './npm.js';
import { nugetConfig } from './nuget-config.js';
import { nugetLock } from './nuget-lock.js';
import { nuspec } from './nuspec.js';
import { paket } from './paket.js';
import { powershell } from './powershell.js';
import { shell } from './shell.js';
import { terraform } from './terraform.js';

/** Every format, the more specific before the more general. */
export const formats: readonly Format[] = [
  compose,
  githubActions,
  dockerfile,
  gradleVersionCatalog,
  gradle,
  maven,
  ivy,
  msbuild,
  nuspec,
  nugetConfig,
  nugetLock,
  dotnetTools,
  paket,
  npm,
  powershell,
  shell,
  terraform,
  kustomize,
  helmChart,
  helmValues,
  kubernetes,
  ansibleVars,
  ansible,
];
