provider "⟦terraform|registry.terraform.io/acme/locked|1.2.3⟧" {
  version     = "1.2.3"
  constraints = "~> 1.2"
}
