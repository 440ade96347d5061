{ pkgs ? import <nixpkgs> { } }:
pkgs.mkShell {
  buildInputs = [ pkgs.⟦nix|one⟧ pkgs.⟦nix|two⟧ ];
  src = pkgs.fetchFromGitHub { owner = "acme"; repo = "⟦github|sourced||acme/sourced⟧"; rev = "v1"; hash = ""; };
}
