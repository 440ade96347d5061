import type { IdentifierType, Intent, ReferenceType } from '../../../core/types.js';

/** How a parameter of a module is understood. */
export interface Parameter {
  readonly as: 'package' | 'service' | 'place' | 'url' | 'image' | 'typed' | 'shell' | 'powershell' | 'role';
  readonly type?: ReferenceType;
  /** Whatever the state of the module, this parameter has this intent. */
  readonly intent?: Intent;
}

/** A module: what its parameters name, and how its state tells installing from removing. */
export interface Module {
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** The parameter that a free-form text stands for. */
  readonly free?: string;
  /** States, or values of `enabled`, that turn a use into a removal and how to write that. */
  readonly state?: 'package' | 'service' | 'rule';
  readonly intent?: Intent;
}

const packages = (type: ReferenceType, ...names: string[]): Module => ({
  parameters: Object.fromEntries(names.map((name) => [name, { as: 'package', type } as const])),
  state: 'package',
});
const services = (type: 'systemd' | 'windows-service'): Module => ({
  parameters: { name: { as: 'service', type } },
  state: 'service',
});
const places = (...names: string[]): Module => ({
  parameters: Object.fromEntries(names.map((name) => [name, { as: 'place' } as const])),
  state: 'package',
});
const looks = (module: Module): Module => ({ ...module, intent: 'detect' });
const images = (...names: string[]): Module => ({
  parameters: Object.fromEntries(names.map((name) => [name, { as: 'image' } as const])),
  state: 'package',
});
const runs = (as: 'shell' | 'powershell', ...names: string[]): Module => ({
  parameters: {
    ...Object.fromEntries(names.map((name) => [name, { as }] as const)),
    creates: { as: 'place', intent: 'detect' },
    removes: { as: 'place', intent: 'detect' },
  },
  free: names[0] ?? 'cmd',
});
const typed = (name: string, type: IdentifierType): Module => ({
  parameters: { [name]: { as: 'typed', type } },
  state: 'package',
});

const OS = ['name', 'pkg', 'package', 'list'];

/** Modules by their short name: https://docs.ansible.com/ansible/latest/collections/all_plugins.html */
export const MODULES: Readonly<Record<string, Module>> = {
  package: packages('os', 'name'),
  apt: {
    ...packages('deb', ...OS),
    parameters: { ...packages('deb', ...OS).parameters, deb: { as: 'place' } },
  },
  yum: packages('rpm', ...OS),
  dnf: packages('rpm', ...OS),
  dnf5: packages('rpm', ...OS),
  zypper: packages('rpm', 'name'),
  apt_rpm: packages('rpm', 'package', 'name', 'pkg'),
  apk: packages('apk', 'name'),
  pacman: packages('alpm', 'name'),
  homebrew: packages('homebrew', 'name'),
  homebrew_cask: packages('homebrew', 'name'),
  pip: packages('pypi', 'name'),
  npm: packages('npm', 'name'),
  gem: packages('gem', 'name'),
  win_chocolatey: packages('chocolatey', 'name'),
  win_package: {
    parameters: { path: { as: 'place' }, product_id: { as: 'typed', type: 'msi-product' } },
    state: 'package',
  },
  win_msi: places('path'),
  service: services('systemd'),
  systemd: services('systemd'),
  systemd_service: services('systemd'),
  sysvinit: services('systemd'),
  win_service: services('windows-service'),
  win_service_info: looks(services('windows-service')),
  copy: places('src', 'dest'),
  template: places('src', 'dest'),
  file: places('path', 'dest', 'name', 'src'),
  win_copy: places('src', 'dest'),
  win_template: places('src', 'dest'),
  win_file: places('path', 'dest', 'name'),
  unarchive: places('src', 'dest'),
  win_unzip: places('src', 'dest'),
  synchronize: places('src', 'dest'),
  fetch: looks(places('src')),
  stat: looks(places('path', 'dest', 'name')),
  win_stat: looks(places('path', 'dest', 'name')),
  find: looks(places('paths', 'path')),
  slurp: looks(places('src', 'path')),
  lineinfile: places('path', 'dest', 'name'),
  replace: places('path', 'dest', 'name'),
  blockinfile: places('path', 'dest', 'name'),
  get_url: { parameters: { url: { as: 'url' }, dest: { as: 'place' } } },
  win_get_url: { parameters: { url: { as: 'url' }, dest: { as: 'place' } } },
  uri: { parameters: { url: { as: 'url' }, dest: { as: 'place' } } },
  win_uri: { parameters: { url: { as: 'url' } } },
  git: { parameters: { repo: { as: 'url' }, dest: { as: 'place' } } },
  apt_repository: { parameters: { repo: { as: 'url' } }, state: 'package' },
  apt_key: { parameters: { url: { as: 'url' } }, state: 'package' },
  rpm_key: { parameters: { key: { as: 'url' } }, state: 'package' },
  yum_repository: { parameters: { baseurl: { as: 'url' }, mirrorlist: { as: 'url' } }, state: 'package' },
  docker_container: images('image'),
  docker_swarm_service: images('image'),
  docker_image: images('name', 'repository'),
  docker_image_pull: images('name'),
  docker_image_remove: { ...images('name'), intent: 'remove' },
  podman_container: images('image'),
  podman_image: images('name'),
  helm: {
    parameters: { chart_ref: { as: 'typed', type: 'helm' }, chart_repo_url: { as: 'url' } },
    state: 'package',
  },
  helm_repository: { parameters: { repo_url: { as: 'url' } }, state: 'package' },
  shell: runs('shell', 'cmd'),
  command: runs('shell', 'cmd'),
  raw: runs('shell', 'cmd'),
  script: runs('shell', 'cmd'),
  expect: runs('shell', 'command'),
  cron: { parameters: { job: { as: 'shell' } }, state: 'package' },
  win_shell: runs('powershell', 'cmd'),
  win_command: runs('powershell', 'cmd'),
  include_role: { parameters: { name: { as: 'role' } } },
  import_role: { parameters: { name: { as: 'role' } } },
  win_regedit: typed('path', 'registry-key'),
  win_firewall_rule: { parameters: { program: { as: 'place' }, remoteip: { as: 'place' } }, state: 'rule' },
  ufw: { parameters: { dest: { as: 'place' }, to_ip: { as: 'place' } }, state: 'rule' },
  iptables: { parameters: { destination: { as: 'place' } }, state: 'rule' },
};

/** Keys of a task that are not its module: https://docs.ansible.com/ansible/latest/reference_appendices/playbooks_keywords.html */
export const TASK_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'action any_errors_fatal args async become become_exe become_flags become_method become_user changed_when check_mode ' +
    'collections connection debugger delay delegate_facts delegate_to diff environment failed_when ignore_errors ' +
    'ignore_unreachable local_action loop loop_control module_defaults name no_log notify poll port register ' +
    'remote_user retries run_once tags throttle timeout until vars when with_items with_list with_dict with_nested ' +
    'with_flattened with_fileglob with_first_found with_together with_sequence with_subelements listen block rescue always'
  ).split(' '),
);

/** The module of a name with or without its collection. */
export function moduleOf(name: string): Module | undefined {
  const short = name.slice(name.lastIndexOf('.') + 1);
  return Object.hasOwn(MODULES, short) ? MODULES[short] : undefined;
}
