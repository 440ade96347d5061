defmodule Own.MixProject do
  use Mix.Project

  def project do
    [app: :own, deps: deps(), aliases: [{:not_this, "x"}]]
  end

  # {:commented, "~> 1.0"}
  defp deps do
    [
      {:⟦hex|plain|~> 1.0⟧, "~> 1.0"},
      {:⟦hex|optional|>= 0.0.0⟧, ">= 0.0.0", only: [:dev, :test], runtime: false}, # why
      {:alias, "~> 2.0", hex: :⟦hex|renamed|~> 2.0⟧},
      {:⟦hex|from_git⟧, git: "⟦github|https://github.com/acme/from_git.git||acme/from_git⟧", tag: "0.1.0"},
      {:⟦hex|from_hub⟧, github: "⟦github|acme/from_hub⟧", branch: "main"},
      {:⟦hex|from_path⟧, path: "../x"},
      {:⟦hex|umbrella⟧, in_umbrella: true}
    ] ++ more_deps()
  end

  defp aliases do
    [{:not_that, "1"}]
  end
end
