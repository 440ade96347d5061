(defproject own "1.0"
  :dependencies [[com.acme/⟦maven|lib|1.0|com.acme:lib⟧ "1.0"] [⟦maven|single|2.0|single:single⟧ "2.0"]]
  :plugins [[com.acme/⟦maven|lein-tool|0.1|com.acme:lein-tool⟧ "0.1"]]
  :profiles {:dev {:dependencies [[com.acme/⟦maven|dev|1.0|com.acme:dev⟧ "1.0" :exclusions [x/y]]]}})
