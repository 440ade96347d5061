⟦deb|by-id⟧:
  pkg.installed
several:
  pkg.installed:
    - pkgs:
      - ⟦deb|listed⟧
      - ⟦deb|versioned|1.2⟧: 1.2
windows:
  chocolatey.installed:
    - name: ⟦chocolatey|chocoed⟧
python:
  pip.installed:
    - name: ⟦pypi|pipped|1.0⟧ == 1.0
node:
  npm.installed:
    - name: ⟦npm|npmed⟧
ruby:
  gem.installed:
    - name: ⟦gem|gemmed⟧
gone:
  pkg.purged:
    - name: ⟦deb:remove|gone-pkg⟧
