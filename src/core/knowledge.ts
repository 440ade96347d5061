/** The shapes of the shipped data: catalog entries, replacements and regimes. */

/**
 * Namespaces in which the catalog names things: purl types where one exists
 * (https://github.com/package-url/purl-spec), else a term of the field.
 */
export const IDENTIFIER_TYPES = [
  'account',
  'alpm',
  'android-app',
  'ansible-role',
  'apk',
  'apple-bundle',
  'apple-team',
  'azure-vm-extension',
  'browser-extension',
  'cargo',
  'chef',
  'chocolatey',
  'cocoapods',
  'composer',
  'conan',
  'conda',
  'config-key',
  'config-value',
  'cpan',
  'cran',
  'deb',
  'docker',
  'domain',
  'ebuild',
  'flatpak',
  'gem',
  'github',
  'gitlab',
  'golang',
  'helm',
  'hex',
  'homebrew',
  'installer-file',
  'kubernetes-object',
  'luarocks',
  'marketplace',
  'maven',
  'msi-product',
  'nix',
  'npm',
  'nuget',
  'path',
  'process',
  'pub',
  'puppet',
  'pypi',
  'registry-key',
  'rpm',
  'scoop',
  'snap',
  'swift',
  'systemd',
  'terraform',
  'url-path',
  'vcpkg',
  'vscode-extension',
  'windows-service',
  'winget',
] as const;

export type IdentifierType = (typeof IDENTIFIER_TYPES)[number];

/** Vocabulary of the regulations: what kind of product an entry is. */
export const CATEGORIES = [
  'consumer-product',
  'container-security',
  'edr-xdr-siem',
  'endpoint-agent',
  'engine-integration',
  'kasperskyos-iot',
  'mail-and-gateway-security',
  'management-server',
  'network-agent',
  'open-source-library',
  'removal-tool',
  'threat-intelligence',
  'training',
  'update-or-telemetry-endpoint',
  'white-label',
] as const;

export type Category = (typeof CATEGORIES)[number];

/** One way by which a product appears; exactly one of `name`, `prefix` and `domain` is given. */
export interface Matcher {
  readonly type: IdentifierType;
  /** Equal after the type's own normalisation. */
  readonly name?: string;
  /** Equal up to a separator of the type (`/`, `.`, `-`, `_`, `:`, `\`). */
  readonly prefix?: string;
  /** The domain and its subdomains; only with type `domain`. */
  readonly domain?: string;
  /** A semver range; outside of it the matcher does not hold, and where the version cannot be told it is `review`. */
  readonly versions?: string;
  /**
   * `weak`: holds only in a position that names the type, never for a bare value. `beside`: weak, and only in a
   * file that installs or removes something of the catalog for sure; as a prefix of a path only of what lies below.
   */
  readonly certainty?: 'weak' | 'beside';
}

export interface Source {
  readonly url: string;
  /** ISO date on which it was read. */
  readonly read: string;
}

/** A text in a format; `⟦…⟧` marks what must be found. */
export interface Example {
  readonly format: string;
  readonly text: string;
  readonly why?: string;
}

/** A product, or a family of its artifacts, with every identifier by which code names it. */
export interface CatalogEntry {
  readonly id: string;
  readonly title: string;
  /** Absent in look-alikes. */
  readonly category?: Category;
  /** Shares a name with the vendor's things but is none: it cancels weaker matches. */
  readonly lookalike?: boolean;
  readonly match: readonly Matcher[];
  readonly notes?: string;
  readonly sources?: readonly Source[];
  readonly examples?: { readonly hit: readonly Example[]; readonly miss: readonly Example[] };
}

/** What to use instead: data of the shipped catalog and of a policy file, the latter first. */
export interface Replacement {
  readonly for: {
    readonly category?: Category;
    readonly entry?: string;
    readonly type?: IdentifierType;
    /** The identifier it stands in for, normalised by its type. */
    readonly name?: string;
  };
  readonly use: {
    readonly name: string;
    readonly title: string;
    readonly version?: string;
    /** What changing the name alone does not do. */
    readonly note?: string;
  };
  readonly sources?: readonly Source[];
}

export type RegimeNature = 'prohibition' | 'procurement-ban' | 'directive' | 'warning' | 'sanction';

/** A rule of law or official advice, with its citation. */
export interface Regime {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly issuer: string;
  readonly citation: string;
  /** The citation in at most 30 characters, for the first line of a finding. */
  readonly short: string;
  readonly url: string;
  readonly effective: readonly {
    readonly date: string;
    readonly what: string;
    /** Nothing is banned yet on this day; the next one begins. */
    readonly announces?: boolean;
  }[];
  /** Whom it binds, in words. */
  readonly binds: string;
  readonly covers: readonly Category[];
  readonly exempts: readonly Category[];
  readonly nature: RegimeNature;
  /** False: shown as "not verified" wherever it appears. */
  readonly verified: boolean;
  /** What the regime does not reach, for the reader of a finding. */
  readonly limits?: string;
  readonly read: string;
}
