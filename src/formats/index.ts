import type { Format } from '../core/types.js';
import { ansibleInventory } from './ansible-inventory.js';
import { ansibleRequirements } from './ansible-requirements.js';
import { ansibleVars } from './ansible-vars.js';
import { ansible } from './ansible.js';
import { answerFile } from './answer-file.js';
import { apkbuild } from './apkbuild.js';
import { appveyor } from './appveyor.js';
import { awsCodebuild } from './aws-codebuild.js';
import { azurePipelines } from './azure-pipelines.js';
import { batch } from './batch.js';
import { bitbucketPipelines } from './bitbucket-pipelines.js';
import { bower } from './bower.js';
import { buildkite } from './buildkite.js';
import { bunLock } from './bun-lock.js';
import { circleci } from './circleci.js';
import { cirrusCi } from './cirrus-ci.js';
import { cloudBuild } from './cloud-build.js';
import { cloudInit } from './cloud-init.js';
import { compose } from './compose.js';
import { containersPolicy } from './containers-policy.js';
import { cyclonedx } from './cyclonedx.js';
import { deno } from './deno.js';
import { devcontainer } from './devcontainer.js';
import { dockerBake } from './docker-bake.js';
import { dockerfile } from './dockerfile.js';
import { dotnetTools } from './dotnet-tools.js';
import { drone } from './drone.js';
import { ebuild } from './ebuild.js';
import { githubActions } from './github-actions.js';
import { gitlabCi } from './gitlab-ci.js';
import { goMod } from './go-mod.js';
import { goSum } from './go-sum.js';
import { gradleVersionCatalog } from './gradle-version-catalog.js';
import { gradle } from './gradle.js';
import { helmChart } from './helm-chart.js';
import { helmValues } from './helm-values.js';
import { ivy } from './ivy.js';
import { kubernetes } from './kubernetes.js';
import { kustomize } from './kustomize.js';
import { maven } from './maven.js';
import { msbuild } from './msbuild.js';
import { nomad } from './nomad.js';
import { npmLock } from './npm-lock.js';
import { npm } from './npm.js';
import { npmrc } from './npmrc.js';
import { nugetConfig } from './nuget-config.js';
import { nugetLock } from './nuget-lock.js';
import { nuspec } from './nuspec.js';
import { packer } from './packer.js';
import { paketLock } from './paket-lock.js';
import { paket } from './paket.js';
import { pkgbuild } from './pkgbuild.js';
import { pnpmLock } from './pnpm-lock.js';
import { pnpmWorkspace } from './pnpm-workspace.js';
import { powershell } from './powershell.js';
import { quadlet } from './quadlet.js';
import { salt } from './salt.js';
import { shell } from './shell.js';
import { spdx } from './spdx.js';
import { srcinfo } from './srcinfo.js';
import { systemd } from './systemd.js';
import { taskfile } from './taskfile.js';
import { terraform } from './terraform.js';
import { text } from './text.js';
import { travis } from './travis.js';
import { yarnLock } from './yarn-lock.js';

/** Every format, the more specific before the more general. */
export const formats: readonly Format[] = [
  cyclonedx,
  spdx,
  compose,
  githubActions,
  gitlabCi,
  azurePipelines,
  circleci,
  bitbucketPipelines,
  travis,
  drone,
  buildkite,
  cloudBuild,
  cirrusCi,
  appveyor,
  awsCodebuild,
  taskfile,
  dockerfile,
  devcontainer,
  dockerBake,
  containersPolicy,
  quadlet,
  systemd,
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
  goMod,
  goSum,
  paketLock,
  npmLock,
  yarnLock,
  pnpmLock,
  bunLock,
  pnpmWorkspace,
  npmrc,
  deno,
  bower,
  npm,
  batch,
  powershell,
  pkgbuild,
  apkbuild,
  ebuild,
  srcinfo,
  shell,
  packer,
  nomad,
  terraform,
  salt,
  cloudInit,
  ansibleRequirements,
  ansibleVars,
  ansibleInventory,
  ansible,
  kustomize,
  helmChart,
  helmValues,
  kubernetes,
  answerFile,
  text,
];
