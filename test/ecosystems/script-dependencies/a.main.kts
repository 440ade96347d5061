@file:DependsOn("com.acme:⟦maven|script|1.0|com.acme:script⟧:1.0")
