name '⟦chef|own⟧'
maintainer 'Acme'
version '1.0.0'
depends '⟦chef|needed|>= 4.0⟧', '>= 4.0'
depends '⟦chef|bare⟧'
conflicts '⟦chef:remove|enemy⟧'
gem '⟦gem|poise⟧'
%w(⟦chef|listed-a⟧ ⟦chef|listed-b⟧).each { |name| depends name }
chef_version '>= 15.0'
