terraform {
  required_providers {
    own = {
      source  = "⟦terraform|acme/own|~> 1.0⟧"
      version = "~> 1.0"
    }
  }
}
module "registry" {
  source  = "⟦terraform|acme/network/aws|1.0.0⟧"
  version = "1.0.0"
}
module "git" {
  source = "git::https://github.com/⟦github|acme/module⟧.git?ref=v1"
}
resource "helm_release" "own" {
  name       = "own"
  repository = "⟦domain|https://charts.acme.example||charts.acme.example⟧"
  chart      = "⟦helm|charted|1.2.3⟧"
  version    = "1.2.3"
}
variable "agent_packages" {
  default = ["⟦deb|by-variable⟧"]
}
