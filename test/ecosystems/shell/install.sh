#!/bin/bash
apt-get install -y ⟦deb|debbed|1.0⟧=1.0 ⟦deb|second⟧
dnf install -y ⟦rpm|rpmmed⟧ && zypper in -y ⟦rpm|zypped⟧ && yum remove -y ⟦rpm:remove|gone⟧
apk add --no-cache ⟦apk|apked|1.2⟧=1.2
pacman -S --noconfirm ⟦alpm|packed⟧
emerge ⟦ebuild|app-misc/emerged⟧
brew install ⟦homebrew|brewed⟧ && brew install --cask ⟦homebrew|casked⟧ && brew tap ⟦github|acme/tap||acme/homebrew-tap⟧
npm install -g ⟦npm|npmed|1.0⟧@1.0 && yarn add ⟦npm|yarned⟧ && pnpm add ⟦npm|@acme/pnpmed⟧ && bun add ⟦npm|bunned⟧ && npx ⟦npm|npxed⟧
pip install ⟦pypi|pipped|1.0⟧==1.0 && python3 -m pip install "⟦pypi|moduled⟧[x]" && pipx install ⟦pypi|pipxed⟧ && uv pip install ⟦pypi|uved⟧ && uv add ⟦pypi|uv-added⟧ && poetry add ⟦pypi|poetried⟧ && pdm add ⟦pypi|pdmed⟧
conda install -y -c conda-forge ⟦conda|condaed|1.2⟧=1.2
gem install ⟦gem|gemmed⟧ -v 1.0 && bundle add ⟦gem|bundled⟧
composer require ⟦composer|acme/composed|^1.0⟧:^1.0
cargo install ⟦cargo|crated⟧ && cargo add ⟦cargo|added⟧
go install ⟦golang|example.org/tool|latest⟧@latest && go get ⟦golang|example.org/got|v1.0.0⟧@v1.0.0
dotnet add package ⟦nuget|Acme.Lib⟧ && dotnet tool install --global ⟦nuget|acme-tool⟧ && nuget install ⟦nuget|Acme.Old⟧
mix archive.install hex ⟦hex|hexed⟧
dart pub add ⟦pub|pubbed⟧ && flutter pub add ⟦pub|fluttered⟧
conan install --requires=⟦conan|conanned|1.0⟧/1.0
vcpkg install ⟦vcpkg|ported⟧
Rscript -e 'install.packages("⟦cran|Cranned⟧")'
cpanm ⟦cpan|Acme::Mod⟧
luarocks install ⟦luarocks|rocked⟧
helm install own acme/⟦helm|charted|1.0⟧ --version 1.0
snap install ⟦snap|snapped⟧ && flatpak install -y flathub ⟦flatpak|org.acme.App⟧
nix-env -iA nixpkgs.⟦nix|nixed⟧
code --install-extension ⟦vscode-extension|acme.extension⟧
git clone ⟦github|https://github.com/acme/cloned.git||acme/cloned⟧
ansible-galaxy install ⟦ansible-role|acme.galaxied⟧
