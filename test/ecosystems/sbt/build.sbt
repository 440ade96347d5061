libraryDependencies += "com.acme" % "⟦maven|plain|1.0|com.acme:plain⟧" % "1.0"
libraryDependencies += "com.acme" %% "⟦maven|cross|1.0|com.acme:cross⟧" % "1.0" % Test
libraryDependencies ++= Seq("com.acme" %%% "⟦maven|platform|1.0|com.acme:platform⟧" % "1.0" classifier "x")
dependencyOverrides += "com.acme" % "⟦maven|forced|2.0|com.acme:forced⟧" % "2.0"
excludeDependencies += ExclusionRule("com.acme", "other")
