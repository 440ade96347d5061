# Workstations without the Linux agent.
choco install kes -y --version 12.3.0
Start-Process msiexec.exe -ArgumentList '/i', 'C:\Deploy\kes_win.msi', '/qn' -Wait
Start-Service -Name klnagent

if (Get-Service -Name 'AVP*' -ErrorAction SilentlyContinue) {
    Write-Output 'Protection is in place.'
}
