import type { Format } from '../core/types.js';
import { amavis } from './amavis.js';
import { ansibleInventory } from './ansible-inventory.js';
import { ansibleRequirements } from './ansible-requirements.js';
import { ansibleVars } from './ansible-vars.js';
import { ansible } from './ansible.js';
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
import { bicep } from './bicep.js';
import { bitbucketPipelines } from './bitbucket-pipelines.js';
import { browserPolicy } from './browser-policy.js';
import { buildkite } from './buildkite.js';
import { chef } from './chef.js';
import { circleci } from './circleci.js';
import { cirrusCi } from './cirrus-ci.js';
import { cloudBuild } from './cloud-build.js';
import { cloudInit } from './cloud-init.js';
import { cloudformation } from './cloudformation.js';
import { compose } from './compose.js';
import { containersPolicy } from './containers-policy.js';
import { cyclonedx } from './cyclonedx.js';
import { debianControl } from './debian-control.js';
import { devcontainer } from './devcontainer.js';
import { dockerBake } from './docker-bake.js';
import { dockerfile } from './dockerfile.js';
import { domainList } from './domain-list.js';
import { drone } from './drone.js';
import { earthfile } from './earthfile.js';
import { ebuild } from './ebuild.js';
import { flatpak } from './flatpak.js';
import { githubActions } from './github-actions.js';
import { gitlabCi } from './gitlab-ci.js';
import { groupPolicy } from './group-policy.js';
import { helmChart } from './helm-chart.js';
import { helmValues } from './helm-values.js';
import { iniGeneric } from './ini-generic.js';
import { intune } from './intune.js';
import { jenkinsfile } from './jenkinsfile.js';
import { jsonGeneric } from './json-generic.js';
import { junos } from './junos.js';
import { justfile } from './justfile.js';
import { kickstart } from './kickstart.js';
import { kubernetes } from './kubernetes.js';
import { kustomize } from './kustomize.js';
import { mailFilter } from './mail-filter.js';
import { makefile } from './makefile.js';
import { nix } from './nix.js';
import { nomad } from './nomad.js';
import { osquery } from './osquery.js';
import { packer } from './packer.js';
import { pkgbuild } from './pkgbuild.js';
import { plist } from './plist.js';
import { postfix } from './postfix.js';
import { powershell } from './powershell.js';
import { preseed } from './preseed.js';
import { pulumi } from './pulumi.js';
import { puppet } from './puppet.js';
import { quadlet } from './quadlet.js';
import { rego } from './rego.js';
import { rpmRepo } from './rpm-repo.js';
import { rpmSpec } from './rpm-spec.js';
import { rspamd } from './rspamd.js';
import { salt } from './salt.js';
import { scheduledTask } from './scheduled-task.js';
import { scoop } from './scoop.js';
import { scriptDependencies } from './script-dependencies.js';
import { packageFormats } from './packages.js';
import { shell } from './shell.js';
import { snapcraft } from './snapcraft.js';
import { spdx } from './spdx.js';
import { squid } from './squid.js';
import { srcinfo } from './srcinfo.js';
import { syncml } from './syncml.js';
import { systemd } from './systemd.js';
import { taskfile } from './taskfile.js';
import { terraform } from './terraform.js';
import { text } from './text.js';
import { tomlGeneric } from './toml-generic.js';
import { travis } from './travis.js';
import { windowsRegistry } from './windows-registry.js';
import { winget } from './winget.js';
import { yamlGeneric } from './yaml-generic.js';

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
  ...packageFormats,
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
