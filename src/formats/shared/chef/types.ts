import type { ResourceType } from '../resources/model.js';
import {
  commands,
  copied,
  file,
  images,
  looked,
  packages,
  places,
  plain,
  rule,
  service,
  services,
  thing,
  typed,
  urls,
} from '../resources/parameters.js';
import type { Parameters } from '../resources/parameters.js';

/** A resource type of Chef and the action that takes away what it names. */
export interface ChefType extends ResourceType {
  readonly removal?: string;
}

const installed = (type: Parameters[string]['type'] & string): ChefType => ({
  ...thing('package_name', { ...packages(type, 'package_name'), ...places('source') }),
  removal: ':remove',
});
const deleted = (type: ResourceType): ChefType => ({ ...type, removal: ':delete' });
const removed = (type: ResourceType): ChefType => ({ ...type, removal: ':remove' });
const stopped = (type: ResourceType): ChefType => ({ ...type, removal: '[:stop, :disable]' });

const guards: Parameters = { environment: { as: 'environment' }, ...looked('creates') };
const run = (as: 'shell' | 'powershell', name: string): ResourceType => ({
  ...plain('name', { [name]: { as }, ...guards }),
});

/** Resources of Chef Infra (https://docs.chef.io/resources/) and of cookbooks in common use. */
export const CHEF_TYPES: Readonly<Record<string, ChefType>> = {
  package: installed('os'),
  apt_package: installed('deb'),
  dpkg_package: installed('deb'),
  yum_package: installed('rpm'),
  dnf_package: installed('rpm'),
  rpm_package: installed('rpm'),
  zypper_package: installed('rpm'),
  pacman_package: installed('alpm'),
  apk_package: installed('apk'),
  portage_package: installed('ebuild'),
  homebrew_package: installed('homebrew'),
  homebrew_cask: installed('homebrew'),
  snap_package: installed('snap'),
  gem_package: installed('gem'),
  chef_gem: installed('gem'),
  npm_package: installed('npm'),
  python_package: installed('pypi'),
  chocolatey_package: installed('chocolatey'),
  windows_package: removed(
    thing('package_name', { ...typed('msi-product', 'package_name'), ...places('source') }),
  ),
  msu_package: removed(thing('source', places('source'))),
  windows_feature: removed(thing('feature_name', {})),

  service: stopped(service('service_name', services('systemd', 'service_name'))),
  systemd_unit: stopped(service('unit_name', services('systemd', 'unit_name'))),
  runit_service: stopped(service('service_name', services('systemd', 'service_name'))),
  windows_service: stopped(
    service('service_name', {
      ...services('windows-service', 'service_name'),
      binary_path_name: { as: 'process' },
    }),
  ),

  file: file('path', { ...places('path'), content: { as: 'content' } }),
  remote_file: file('path', { ...places('source'), ...copied('source', 'path') }),
  cookbook_file: file('path', { ...places('path'), ...copied('path', 'source') }),
  template: file('path', { ...places('path'), ...copied('path', 'source') }),
  directory: file('path', places('path')),
  remote_directory: file('path', places('path')),
  link: file('target_file', places('target_file', 'to')),
  archive_file: file('path', { ...places('path'), ...places('destination') }),
  tar_extract: file('source', places('source', 'target_dir')),
  ark: deleted(thing('name', urls('url'))),
  git: file('destination', { ...urls('repository'), ...places('destination') }),
  mount: file('mount_point', places('mount_point', 'device')),

  execute: plain('command', { ...commands('command'), ...guards }),
  bash: run('shell', 'code'),
  sh: run('shell', 'code'),
  ksh: run('shell', 'code'),
  script: run('shell', 'code'),
  powershell_script: run('powershell', 'code'),
  dsc_script: run('powershell', 'code'),
  cron: deleted(thing('name', commands('command'))),
  cron_d: deleted(thing('name', commands('command'))),
  windows_task: deleted(thing('name', commands('command'))),

  docker_image: removed(thing('repo', images('repo'))),
  docker_image_prune: plain('name', {}),
  docker_container: deleted(
    thing('container_name', { ...images('repo'), ...commands('command'), env: { as: 'environment' } }),
  ),
  docker_service: stopped(service('name', {})),

  apt_repository: removed(thing('repo_name', urls('uri', 'key'))),
  apt_preference: rule('glob', packages('deb', 'glob')),
  yum_repository: deleted(thing('repositoryid', urls('baseurl', 'mirrorlist', 'metalink', 'gpgkey'))),
  zypper_repository: removed(thing('repo_name', urls('baseurl', 'mirrorlist', 'gpgkey'))),
  chocolatey_source: removed(thing('source_name', urls('source'))),

  user: removed(thing('username', typed('account', 'username'))),
  group: removed(thing('group_name', typed('account', 'group_name'))),
  registry_key: { ...thing('key', typed('registry-key', 'key')), removal: ':delete_key' },
  windows_firewall_rule: rule('rule_name', places('program')),
  firewall_rule: rule('name', places('destination', 'source')),
  hostsfile_entry: rule('ip_address', urls('hostname')),
};

/** Resources that hold no names but in their blocks. */
export const BLOCKS =
  /^(?:ruby_block|log|notify_group|reboot|breakpoint|chef_sleep|inspec_\w+|action|property)$/;
