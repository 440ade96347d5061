choco install ⟦chocolatey|one⟧ -y
cinst ⟦chocolatey|short⟧
Install-Package ⟦nuget|Acme.Lib⟧ -ProviderName NuGet
Install-Package -Name ⟦chocolatey|provided⟧ -ProviderName chocolatey
Install-WinGetPackage -Id ⟦winget|Acme.Module⟧
winget install ⟦winget|Acme.Agent⟧
scoop install ⟦scoop|scooped⟧
npm install -g ⟦npm|npmed⟧
pip install ⟦pypi|pipped⟧
