#tool "nuget:https://nuget.example/v3/index.json?package=⟦nuget|Acme.Tool|2.0⟧&version=2.0"
#addin nuget:?package=⟦nuget|Acme.Addin⟧
