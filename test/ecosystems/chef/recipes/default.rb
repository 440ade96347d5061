package '⟦deb|plain⟧'
package %w(⟦deb|listed⟧ ⟦deb|second⟧)
apt_package '⟦deb|versioned|1.2.3⟧' do
  version '1.2.3'
end
apt_package 'by name' do
  package_name '⟦deb|named⟧'
  action :upgrade
end
dpkg_package '⟦deb|unpacked⟧'
yum_package '⟦rpm|plain⟧'
dnf_package '⟦rpm|listed⟧' do
  action [:install, :lock]
end
zypper_package '⟦rpm|suse|2.0⟧' do
  version '2.0'
end
chocolatey_package '⟦chocolatey|plain⟧'
chocolatey_package '⟦chocolatey|versioned|3.1⟧' do
  version '3.1'
end
