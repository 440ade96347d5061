import type { Format } from '../core/types.js';
import { androidManifest } from './android-manifest.js';
import { amavis } from './amavis.js';
import { ansible } from './ansible.js';
import { ansibleInventory } from './ansible-inventory.js';
import { ansibleRequirements } from './ansible-requirements.js';
import { ansibleVars } from './ansible-vars.js';
import { answerFile } from './answer-file.js';
import { apkbuild } from './apkbuild.js';
import { applicationControl } from './application-control.js';
import { appveyor } from './appveyor.js';
import { aptSources } from './apt-sources.js';
import { arm } from './arm.js';
import { autoyast } from './autoyast.js';
import { awsCodebuild } from './aws-codebuild.js';
import { azurePipelines } from './azure-pipelines.js';
import { batch } from './batch.js';
import { bazel } from './bazel.js';
import { berksfile } from './berksfile.js';
import { bicep } from './bicep.js';
import { bitbucketPipelines } from './bitbucket-pipelines.js';
import { bower } from './bower.js';
import { brewfile } from './brewfile.js';
import { browserPolicy } from './browser-policy.js';
import { buildkite } from './buildkite.js';
import { bunLock } from './bun-lock.js';
import { cargo } from './cargo.js';
import { cartfile } from './cartfile.js';
import { chef } from './chef.js';
import { circleci } from './circleci.js';
import { cirrusCi } from './cirrus-ci.js';
import { clojure } from './clojure.js';
import { cloudBuild } from './cloud-build.js';
import { cloudInit } from './cloud-init.js';
import { cloudformation } from './cloudformation.js';
import { compose } from './compose.js';
import { composer } from './composer.js';
import { conan } from './conan.js';
import { conda } from './conda.js';
import { containersPolicy } from './containers-policy.js';
import { cpanfile } from './cpanfile.js';
import { cran } from './cran.js';
import { cyclonedx } from './cyclonedx.js';
import { debianControl } from './debian-control.js';
import { deno } from './deno.js';
import { dependabot } from './dependabot.js';
import { devcontainer } from './devcontainer.js';
import { dockerBake } from './docker-bake.js';
import { dockerfile } from './dockerfile.js';
import { domainList } from './domain-list.js';
import { dotnetTools } from './dotnet-tools.js';
import { drone } from './drone.js';
import { earthfile } from './earthfile.js';
import { ebuild } from './ebuild.js';
import { flatpak } from './flatpak.js';
import { gemfile } from './gemfile.js';
import { gemfileLock } from './gemfile-lock.js';
import { githubActions } from './github-actions.js';
import { gitlabCi } from './gitlab-ci.js';
import { gitmodules } from './gitmodules.js';
import { goMod } from './go-mod.js';
import { goSum } from './go-sum.js';
import { gradle } from './gradle.js';
import { gradleLock } from './gradle-lock.js';
import { gradleVerification } from './gradle-verification.js';
import { gradleVersionCatalog } from './gradle-version-catalog.js';
import { groupPolicy } from './group-policy.js';
import { helmChart } from './helm-chart.js';
import { helmValues } from './helm-values.js';
import { hex } from './hex.js';
import { hexLock } from './hex-lock.js';
import { homebrew } from './homebrew.js';
import { iniGeneric } from './ini-generic.js';
import { intune } from './intune.js';
import { ivy } from './ivy.js';
import { jenkinsfile } from './jenkinsfile.js';
import { jsonGeneric } from './json-generic.js';
import { jsonLock } from './json-lock.js';
import { junos } from './junos.js';
import { justfile } from './justfile.js';
import { kickstart } from './kickstart.js';
import { kubernetes } from './kubernetes.js';
import { kustomize } from './kustomize.js';
import { mailFilter } from './mail-filter.js';
import { makefile } from './makefile.js';
import { maven } from './maven.js';
import { msbuild } from './msbuild.js';
import { nix } from './nix.js';
import { nomad } from './nomad.js';
import { npm } from './npm.js';
import { npmLock } from './npm-lock.js';
import { npmrc } from './npmrc.js';
import { nugetConfig } from './nuget-config.js';
import { nugetLock } from './nuget-lock.js';
import { nuspec } from './nuspec.js';
import { osquery } from './osquery.js';
import { packer } from './packer.js';
import { paket } from './paket.js';
import { paketLock } from './paket-lock.js';
import { pipfile } from './pipfile.js';
import { pkgbuild } from './pkgbuild.js';
import { plist } from './plist.js';
import { pnpmLock } from './pnpm-lock.js';
import { pnpmWorkspace } from './pnpm-workspace.js';
import { podfile } from './podfile.js';
import { postfix } from './postfix.js';
import { powershell } from './powershell.js';
import { preCommit } from './pre-commit.js';
import { preseed } from './preseed.js';
import { pubspec } from './pubspec.js';
import { pulumi } from './pulumi.js';
import { puppet } from './puppet.js';
import { puppetfile } from './puppetfile.js';
import { pyproject } from './pyproject.js';
import { quadlet } from './quadlet.js';
import { refreshVersions } from './refresh-versions.js';
import { rego } from './rego.js';
import { renovate } from './renovate.js';
import { requirements } from './requirements.js';
import { rockspec } from './rockspec.js';
import { rpmRepo } from './rpm-repo.js';
import { rpmSpec } from './rpm-spec.js';
import { rspamd } from './rspamd.js';
import { salt } from './salt.js';
import { sbt } from './sbt.js';
import { scheduledTask } from './scheduled-task.js';
import { scoop } from './scoop.js';
import { scriptDependencies } from './script-dependencies.js';
import { setupCfg } from './setup-cfg.js';
import { shell } from './shell.js';
import { snapcraft } from './snapcraft.js';
import { spdx } from './spdx.js';
import { squid } from './squid.js';
import { srcinfo } from './srcinfo.js';
import { swiftPackage } from './swift-package.js';
import { syncml } from './syncml.js';
import { systemd } from './systemd.js';
import { taskfile } from './taskfile.js';
import { terraform } from './terraform.js';
import { text } from './text.js';
import { tomlGeneric } from './toml-generic.js';
import { tomlLock } from './toml-lock.js';
import { travis } from './travis.js';
import { vagrantfile } from './vagrantfile.js';
import { vcpkg } from './vcpkg.js';
import { windowsRegistry } from './windows-registry.js';
import { winget } from './winget.js';
import { yamlGeneric } from './yaml-generic.js';
import { yamlLock } from './yaml-lock.js';
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
  jenkinsfile,
  makefile,
  justfile,
  earthfile,
  winget,
  snapcraft,
  flatpak,
  scoop,
  dockerfile,
  devcontainer,
  dockerBake,
  containersPolicy,
  quadlet,
  systemd,
  gradleVersionCatalog,
  gradleLock,
  gradleVerification,
  refreshVersions,
  gradle,
  androidManifest,
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
  bazel,
  berksfile,
  brewfile,
  cargo,
  cartfile,
  clojure,
  composer,
  conan,
  conda,
  cpanfile,
  cran,
  dependabot,
  gemfile,
  gemfileLock,
  gitmodules,
  hex,
  hexLock,
  homebrew,
  jsonLock,
  pipfile,
  podfile,
  preCommit,
  pubspec,
  puppetfile,
  pyproject,
  renovate,
  requirements,
  rockspec,
  sbt,
  setupCfg,
  swiftPackage,
  tomlLock,
  vagrantfile,
  vcpkg,
  yamlLock,
  batch,
  powershell,
  pkgbuild,
  apkbuild,
  ebuild,
  srcinfo,
  rpmSpec,
  rpmRepo,
  debianControl,
  aptSources,
  nix,
  scriptDependencies,
  shell,
  cloudformation,
  arm,
  bicep,
  pulumi,
  packer,
  nomad,
  terraform,
  chef,
  autoyast,
  kickstart,
  preseed,
  puppet,
  salt,
  cloudInit,
  domainList,
  ansibleRequirements,
  ansibleVars,
  ansibleInventory,
  ansible,
  kustomize,
  helmChart,
  helmValues,
  kubernetes,
  plist,
  windowsRegistry,
  scheduledTask,
  groupPolicy,
  applicationControl,
  syncml,
  rspamd,
  amavis,
  postfix,
  mailFilter,
  squid,
  junos,
  osquery,
  browserPolicy,
  intune,
  rego,
  answerFile,
  iniGeneric,
  tomlGeneric,
  jsonGeneric,
  yamlGeneric,
  text,
];
