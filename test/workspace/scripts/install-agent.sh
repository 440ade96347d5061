#!/usr/bin/env bash
# Installs the endpoint agent on a freshly imaged workstation.
set -euo pipefail

version=12.1.0-1508

if ! dpkg -s kesl >/dev/null 2>&1; then
  apt-get update
  apt-get install -y kesl klnagent64
fi

export KLAUTOANSWERS=/srv/answers.txt
/opt/kaspersky/kesl/bin/kesl-setup.pl --autoinstall=/srv/kesl.ini
kesl-control --start-task 6
systemctl enable --now kesl

# The gateway once ran the file-server product; take it away.
apt-get purge -y kav4fs
