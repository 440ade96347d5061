# frozen_string_literal: true
Gem::Specification.new do |spec|
  spec.name = "own"
  spec.homepage = "https://own.example"
  spec.add_dependency "⟦gem|runtime|~> 1.1⟧", "~> 1.1"
  spec.add_runtime_dependency("⟦gem|older|>= 1, < 2⟧", [">= 1", "< 2"])
  spec.add_development_dependency '⟦gem|dev⟧'
end
