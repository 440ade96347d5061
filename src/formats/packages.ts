import type { Format } from '../core/types.js';
import { androidManifest } from './android-manifest.js';
import { bazel } from './bazel.js';
import { berksfile } from './berksfile.js';
import { bower } from './bower.js';
import { brewfile } from './brewfile.js';
import { bunLock } from './bun-lock.js';
import { cargo } from './cargo.js';
import { cartfile } from './cartfile.js';
import { clojure } from './clojure.js';
import { composer } from './composer.js';
import { conan } from './conan.js';
import { conda } from './conda.js';
import { cpanfile } from './cpanfile.js';
import { cran } from './cran.js';
import { deno } from './deno.js';
import { dependabot } from './dependabot.js';
import { dotnetTools } from './dotnet-tools.js';
import { gemfile } from './gemfile.js';
import { gemfileLock } from './gemfile-lock.js';
import { gitmodules } from './gitmodules.js';
import { goMod } from './go-mod.js';
import { goSum } from './go-sum.js';
import { gradle } from './gradle.js';
import { gradleLock } from './gradle-lock.js';
import { gradleVerification } from './gradle-verification.js';
import { gradleVersionCatalog } from './gradle-version-catalog.js';
import { hex } from './hex.js';
import { hexLock } from './hex-lock.js';
import { homebrew } from './homebrew.js';
import { ivy } from './ivy.js';
import { jsonLock } from './json-lock.js';
import { maven } from './maven.js';
import { msbuild } from './msbuild.js';
import { npm } from './npm.js';
import { npmLock } from './npm-lock.js';
import { npmrc } from './npmrc.js';
import { nugetConfig } from './nuget-config.js';
import { nugetLock } from './nuget-lock.js';
import { nuspec } from './nuspec.js';
import { paket } from './paket.js';
import { paketLock } from './paket-lock.js';
import { pipfile } from './pipfile.js';
import { pnpmLock } from './pnpm-lock.js';
import { pnpmWorkspace } from './pnpm-workspace.js';
import { podfile } from './podfile.js';
import { preCommit } from './pre-commit.js';
import { pubspec } from './pubspec.js';
import { puppetfile } from './puppetfile.js';
import { pyproject } from './pyproject.js';
import { refreshVersions } from './refresh-versions.js';
import { renovate } from './renovate.js';
import { requirements } from './requirements.js';
import { rockspec } from './rockspec.js';
import { sbt } from './sbt.js';
import { setupCfg } from './setup-cfg.js';
import { swiftPackage } from './swift-package.js';
import { tomlLock } from './toml-lock.js';
import { vagrantfile } from './vagrantfile.js';
import { vcpkg } from './vcpkg.js';
import { yamlLock } from './yaml-lock.js';
import { yarnLock } from './yarn-lock.js';

/** The formats by which a language's packages are declared and locked, the more specific before the more general. */
export const packageFormats: readonly Format[] = [
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
];
