import type { ReferenceType } from '../../../core/types.js';
import type { ResourceType } from '../resources/model.js';
import {
  commands,
  conditions,
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

const run = {
  ...commands('command'),
  ...conditions('unless', 'onlyif'),
  ...looked('creates'),
  environment: { as: 'environment' },
} as const;

const download = (source: string, target: string): ResourceType =>
  file(target, { ...urls(source), ...copied(source, target) });

const scheduled = thing('name', commands('command'));
const content = { content: { as: 'content' } } as const;

/**
 * Resource types of Puppet (https://www.puppet.com/docs/puppet/8/type) and of the modules of its Forge that are
 * in common use.
 */
export const PUPPET_TYPES: Readonly<Record<string, ResourceType>> = {
  package: thing('name', { ...packages('os', 'name'), ...places('source') }),
  service: service('name', { ...services('systemd', 'name'), binary: { as: 'process' } }),
  file: file('path', { ...places('path', 'target'), ...copied('path', 'source'), ...content }),
  exec: plain('command', run),
  user: thing('name', typed('account', 'name')),
  group: thing('name', typed('account', 'name')),
  cron: scheduled,
  'cron::job': scheduled,
  scheduled_task: thing('name', { command: { as: 'process' } }),
  host: rule('name', { name: { as: 'url' } }),
  mount: thing('name', places('device')),
  tidy: { parameters: places('path'), free: 'path', intent: 'remove' },
  yumrepo: thing('name', urls('baseurl', 'mirrorlist', 'metalink', 'gpgkey')),
  zypprepo: thing('name', urls('baseurl', 'mirrorlist', 'gpgkey')),
  'apt::source': thing('name', urls('location', 'key_source')),
  'apt::key': thing('name', urls('source', 'server')),
  'apt::ppa': thing('name', {}),
  'apt::pin': rule('packages', packages('deb', 'packages')),
  'apt::hold': thing('package', packages('deb', 'package')),
  'yum::versionlock': thing('package', packages('rpm', 'package')),
  'docker::image': thing('image', images('image')),
  'docker::run': thing('name', { ...images('image'), ...commands('command') }),
  'docker::services': thing('name', images('image')),
  'docker::registry': thing('server', urls('server')),
  archive: file('path', {
    ...urls('source'),
    ...copied('source', 'path'),
    ...places('extract_path'),
    ...looked('creates'),
  }),
  'archive::download': download('url', 'name'),
  'wget::fetch': download('source', 'destination'),
  'wget::retrieve': download('source', 'destination'),
  remote_file: download('source', 'path'),
  'staging::file': download('source', 'target'),
  'staging::deploy': download('source', 'target'),
  download_file: download('url', 'destination_directory'),
  vcsrepo: thing('path', { ...urls('source'), ...places('path') }),
  'python::pip': thing('pkgname', packages('pypi', 'pkgname')),
  chocolateysource: thing('name', urls('location')),
  'systemd::unit_file': service('name', services('systemd', 'name')),
  'systemd::manage_unit': service('name', services('systemd', 'name')),
  'systemd::dropin_file': service('unit', services('systemd', 'unit')),
  'systemd::timer': service('name', services('systemd', 'name')),
  registry_key: thing('path', typed('registry-key', 'path')),
  registry_value: thing('path', typed('registry-key', 'path')),
  'registry::value': thing('key', typed('registry-key', 'key')),
  'registry::service': service('name', services('windows-service', 'name')),
  acl: thing('target', places('target')),
  firewall: rule('name', places('destination', 'source')),
  firewallchain: plain('name', {}),
  'windows_firewall::exception': rule('name', places('program')),
  windows_firewall_rule: rule('name', places('program')),
  file_line: file('path', { ...places('path'), line: { as: 'content' } }),
  ini_setting: file('path', places('path')),
  ini_subsetting: file('path', places('path')),
  concat: file('path', places('path')),
  'concat::fragment': plain('name', { content: { as: 'content' }, ...places('source') }),
};

/** Types that only talk, or that order others. */
export const SILENT_TYPES =
  /^(?:notify|anchor|stage|schedule|filebucket|echo|reboot|crit|selboolean|sysctl|augeas|resources)$/;

/** Providers of packages by the kind of package that they install: https://www.puppet.com/docs/puppet/8/types/package */
export const PROVIDERS: Readonly<Record<string, ReferenceType>> = {
  apk: 'apk',
  apt: 'deb',
  aptitude: 'deb',
  aptrpm: 'rpm',
  brew: 'homebrew',
  brewcask: 'homebrew',
  chocolatey: 'chocolatey',
  dnf: 'rpm',
  dpkg: 'deb',
  flatpak: 'flatpak',
  gem: 'gem',
  homebrew: 'homebrew',
  msi: 'msi-product',
  npm: 'npm',
  pacman: 'alpm',
  pip: 'pypi',
  pip2: 'pypi',
  pip3: 'pypi',
  pipx: 'pypi',
  portage: 'ebuild',
  puppet_gem: 'gem',
  puppetserver_gem: 'gem',
  rpm: 'rpm',
  snap: 'snap',
  windows: 'msi-product',
  winget: 'winget',
  yum: 'rpm',
  zypper: 'rpm',
};
