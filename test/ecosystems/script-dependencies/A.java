//DEPS com.acme:⟦maven|first|1.0|com.acme:first⟧:1.0,com.acme:⟦maven|second|2.0|com.acme:second⟧:2.0
