#r "nuget: ⟦nuget|Acme.Script|1.0⟧, 1.0"
