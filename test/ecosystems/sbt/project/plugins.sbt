addSbtPlugin("com.acme" % "⟦maven|plugin|1.0|com.acme:plugin⟧" % "1.0")
