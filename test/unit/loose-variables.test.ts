import assert from 'node:assert/strict';
import { removed } from './support/removal.js';

suite('loose variables', () => {
  for (const [path, text, name, note] of [
    [
      'Dockerfile',
      'ARG SCAN=/opt/kaspersky/kesl/bin\nFROM debian:12\nARG SCAN\nRUN ls $SCAN\n',
      '/opt/kaspersky/kesl/bin',
      'Still used: variable SCAN (lines 3, 4).',
    ],
    [
      'scan.sh',
      'export REGISTRY="repo.kcs.kaspersky.com"\n# two\necho "${REGISTRY}"\n',
      'repo.kcs.kaspersky.com',
      'Still used: variable REGISTRY (line 3).',
    ],
    [
      'Makefile',
      'SCAN := /opt/kaspersky/kesl/bin/kesl-control\n\nall:\n\ttrue $(SCAN)\n',
      '/opt/kaspersky/kesl/bin/kesl-control',
      'Still used: variable SCAN (line 4).',
    ],
    [
      'scan.ps1',
      "$Agent = 'C:\\Program Files (x86)\\Kaspersky Lab\\NetworkAgent'\nWrite-Host $agent\n",
      'C:\\Program Files (x86)\\Kaspersky Lab\\NetworkAgent',
      'Still used: variable agent (line 2).',
    ],
    [
      'scan.cmd',
      'set AGENT=C:\\Program Files (x86)\\Kaspersky Lab\\NetworkAgent\necho %Agent%\n',
      'C:\\Program Files (x86)\\Kaspersky Lab\\NetworkAgent',
      'Still used: variable agent (line 2).',
    ],
  ] as const) {
    test(`the variable of ${path} that is used is told`, () => {
      assert.equal(removed(path, text, name).note, note);
    });
  }
});
