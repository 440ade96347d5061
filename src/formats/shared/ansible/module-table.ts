import type { IdentifierType } from '../../../core/types.js';
import type { ResourceType } from '../resources/model.js';
import { copied, each, packages, places, urls } from '../resources/parameters.js';
import type { Parameters } from '../resources/parameters.js';

const things = (parameters: Parameters): ResourceType => ({ parameters, state: 'thing' });
const files = (parameters: Parameters): ResourceType => ({ parameters, state: 'file' });
const plain = (parameters: Parameters): ResourceType => ({ parameters });
const rules = (parameters: Parameters): ResourceType => ({ parameters, state: 'rule' });
const looks = (parameters: Parameters): ResourceType => ({ parameters, intent: 'detect' });

const typed = (name: string, type: IdentifierType): Parameters => ({ [name]: { as: 'typed', type } });

const services = (type: 'systemd' | 'windows-service'): Parameters => ({ name: { as: 'service', type } });

const CONTENT: Parameters = { content: { as: 'content' } };

const runs = (as: 'shell' | 'powershell', free: string): ResourceType => ({
  parameters: {
    [free]: { as },
    argv: { as },
    creates: { as: 'place', intent: 'detect' },
    removes: { as: 'place', intent: 'detect' },
  },
  free,
});

const APT = packages('deb', 'name', 'pkg', 'package');
const RPM = packages('rpm', 'name', 'pkg', 'list');
const SYSTEMD: ResourceType = { parameters: services('systemd'), state: 'service' };
const WINDOWS_SERVICE: ResourceType = {
  parameters: { ...services('windows-service'), path: { as: 'process' } },
  state: 'service',
};
const DOCKER: Parameters = {
  image: { as: 'image' },
  env: { as: 'environment' },
  command: { as: 'shell' },
};

/** Modules by their short name: https://docs.ansible.com/ansible/latest/collections/all_plugins.html */
export const MODULES: Readonly<Record<string, ResourceType>> = {
  package: things(packages('os', 'name', 'pkg')),
  apt: things({ ...APT, ...packages('deb', 'deb') }),
  yum: things(RPM),
  dnf: things(RPM),
  dnf5: things(RPM),
  zypper: things(packages('rpm', 'name', 'pkg')),
  apt_rpm: things(packages('rpm', 'package', 'name', 'pkg')),
  urpmi: things(packages('rpm', 'name', 'package', 'pkg')),
  rpm_ostree_pkg: things(packages('rpm', 'name', 'pkg')),
  apk: things(packages('apk', 'name')),
  pacman: things(packages('alpm', 'name', 'package', 'pkg')),
  yay: things(packages('alpm', 'name')),
  portage: things(packages('ebuild', 'package', 'name')),
  homebrew: things(packages('homebrew', 'name', 'package', 'pkg')),
  homebrew_cask: things(packages('homebrew', 'name', 'package', 'cask')),
  homebrew_tap: things(packages('homebrew', 'name', 'tap')),
  snap: things(packages('snap', 'name')),
  flatpak: things(packages('flatpak', 'name')),
  pip: things(packages('pypi', 'name')),
  pipx: things(packages('pypi', 'name')),
  npm: things(packages('npm', 'name')),
  yarn: things(packages('npm', 'name')),
  gem: things(packages('gem', 'name')),
  cpanm: things(packages('cpan', 'name')),
  composer: things(packages('composer', 'arguments')),
  conda: things(packages('conda', 'name')),
  win_chocolatey: things(packages('chocolatey', 'name')),
  win_chocolatey_source: things({ source: { as: 'url' } }),
  win_package: things({
    path: { as: 'place' },
    product_id: { as: 'typed', type: 'msi-product', unless: 'path' },
    creates_path: { as: 'place', intent: 'detect' },
  }),
  win_msi: things(places('path')),
  win_feature: plain({}),
  dpkg_selections: { parameters: packages('deb', 'name'), state: 'rule' },
  debconf: plain(packages('deb', 'name', 'pkg')),

  service: SYSTEMD,
  systemd: SYSTEMD,
  systemd_service: SYSTEMD,
  sysvinit: SYSTEMD,
  runit: SYSTEMD,
  openrc: SYSTEMD,
  win_service: WINDOWS_SERVICE,
  win_service_info: looks(services('windows-service')),
  supervisorctl: SYSTEMD,
  launchd: SYSTEMD,

  copy: files({ ...places('src'), ...copied('src', 'dest'), ...CONTENT }),
  template: files({ ...places('src'), ...copied('src', 'dest') }),
  assemble: files(places('src', 'dest')),
  file: files(places('path', 'dest', 'name', 'src')),
  acl: files(places('path', 'name')),
  mount: files(places('path', 'src')),
  win_copy: files({ ...places('src'), ...copied('src', 'dest'), ...CONTENT }),
  win_template: files({ ...places('src'), ...copied('src', 'dest') }),
  win_file: files(places('path', 'dest', 'name')),
  win_acl: files(places('path')),
  win_share: files(places('path')),
  win_shortcut: files(places('src', 'dest')),
  unarchive: files({
    ...places('src'),
    ...copied('src', 'dest'),
    creates: { as: 'place', intent: 'detect' },
  }),
  win_unzip: files({
    ...places('src'),
    ...copied('src', 'dest'),
    creates: { as: 'place', intent: 'detect' },
  }),
  synchronize: files({ ...places('src'), ...copied('src', 'dest') }),
  archive: looks(places('path')),
  fetch: looks(places('src')),
  stat: looks(places('path', 'dest', 'name')),
  win_stat: looks(places('path', 'dest', 'name')),
  find: looks(places('paths', 'path')),
  win_find: looks(places('paths')),
  slurp: looks(places('src', 'path')),
  wait_for: looks(places('path', 'host')),
  lineinfile: files({ ...places('path', 'dest', 'name'), line: { as: 'content' } }),
  blockinfile: files({
    ...places('path', 'dest', 'name'),
    block: { as: 'content' },
    content: { as: 'content' },
  }),
  win_lineinfile: files({ ...places('path', 'dest'), line: { as: 'content' } }),
  replace: files({ ...places('path', 'dest', 'name'), replace: { as: 'content' } }),
  ini_file: files(places('path', 'dest')),
  xml: files(places('path')),

  get_url: plain({ ...urls('url'), ...copied('url', 'dest') }),
  win_get_url: plain({ ...urls('url'), ...copied('url', 'dest') }),
  uri: plain({ ...urls('url'), ...copied('url', 'dest') }),
  win_uri: plain({ ...urls('url'), ...copied('url', 'dest') }),
  git: plain({ ...urls('repo'), ...places('dest') }),
  s3_object: plain({ ...places('object', 'src'), ...copied('object', 'dest') }),
  aws_s3: plain({ ...places('object', 'src'), ...copied('object', 'dest') }),
  apt_repository: things(urls('repo')),
  deb822_repository: things(urls('uris', 'signed_by')),
  apt_key: things(urls('url', 'keyserver')),
  rpm_key: things(urls('key')),
  yum_repository: things(urls('baseurl', 'mirrorlist', 'metalink', 'gpgkey')),
  zypper_repository: things(urls('repo')),

  docker_container: things(DOCKER),
  docker_swarm_service: things(DOCKER),
  docker_image: things(each(['name', 'repository'], { as: 'image' })),
  docker_image_pull: plain({ name: { as: 'image' } }),
  docker_image_remove: { parameters: { name: { as: 'image' } }, intent: 'remove' },
  docker_image_info: looks({ name: { as: 'image' } }),
  docker_compose: things({ definition: { as: 'compose' }, ...places('project_src') }),
  docker_compose_v2: things({ definition: { as: 'compose' }, ...places('project_src') }),
  docker_login: plain(urls('registry_url')),
  podman_container: things(DOCKER),
  podman_image: things({ name: { as: 'image' } }),
  podman_pod: things({ infra_image: { as: 'image' } }),
  k8s: things({ definition: { as: 'manifest' }, resource_definition: { as: 'manifest' }, ...places('src') }),
  kubernetes: things({ inline_data: { as: 'manifest' } }),
  helm: things({
    ...typed('chart_ref', 'helm'),
    ...urls('chart_repo_url'),
    values: { as: 'values' },
    release_values: { as: 'values' },
  }),
  helm_repository: things(urls('repo_url', 'url')),
  helm_pull: plain({ ...typed('chart_ref', 'helm'), ...urls('repo_url') }),

  shell: runs('shell', 'cmd'),
  command: runs('shell', 'cmd'),
  raw: runs('shell', 'cmd'),
  script: runs('shell', 'cmd'),
  expect: runs('shell', 'command'),
  cron: { parameters: { job: { as: 'shell' } }, state: 'file' },
  win_shell: runs('powershell', 'cmd'),
  win_command: runs('powershell', 'cmd'),
  win_powershell: runs('powershell', 'script'),
  psexec: plain({ executable: { as: 'process' } }),

  include_role: plain({ name: { as: 'role' } }),
  import_role: plain({ name: { as: 'role' } }),
  galaxy_role: things({ name: { as: 'role' } }),

  win_regedit: files(typed('path', 'registry-key')),
  win_reg_stat: looks(typed('path', 'registry-key')),
  win_firewall_rule: rules({
    ...places('program', 'remoteip'),
    service: { as: 'service', type: 'windows-service' },
  }),
  ufw: rules(places('dest', 'to_ip', 'src', 'from_ip')),
  iptables: rules(places('destination', 'source')),
  firewalld: rules(places('source')),
  known_hosts: files({ name: { as: 'url' } }),
};
