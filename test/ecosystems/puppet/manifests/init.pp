class own {
  package { '⟦deb|plain⟧':
    ensure => installed,
  }
  package { ['⟦deb|listed-a⟧', '⟦deb|listed-b⟧']:
    ensure => '1.0',
  }
  package { 'choco':
    name     => '⟦chocolatey|chocoed⟧',
    ensure   => present,
    provider => 'chocolatey',
  }
  package { '⟦pypi|pipped⟧':
    ensure   => present,
    provider => 'pip3',
  }
  package { '⟦gem|gemmed⟧':
    ensure   => present,
    provider => 'gem',
  }
  package { '⟦rpm|from-yum⟧':
    ensure   => present,
    provider => 'yum',
  }
  package { '⟦deb:remove|gone⟧':
    ensure => absent,
  }
}
