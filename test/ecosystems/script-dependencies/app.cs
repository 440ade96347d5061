#:package ⟦nuget|Acme.File|1.0⟧@1.0
