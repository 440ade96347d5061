//> using dep com.acme::⟦maven|cross|1.0|com.acme:cross⟧:1.0
//> using test.dep "com.acme:⟦maven|tested|1.0|com.acme:tested⟧:1.0"
