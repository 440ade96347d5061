@echo off
choco install ⟦chocolatey|one⟧ ⟦chocolatey|two⟧ --version=1.0 -y
choco uninstall ⟦chocolatey:remove|gone⟧ -y
winget install --id ⟦winget|Acme.Agent⟧ -e --silent
winget uninstall ⟦winget:remove|Acme.Old⟧
scoop install ⟦scoop|scooped⟧
npm install -g ⟦npm|npmed⟧
pip install ⟦pypi|pipped|1.0⟧==1.0
dotnet add package ⟦nuget|Acme.Lib⟧
