Pod::Spec.new do |s|
  s.name = 'Own'
  s.source = { :git => 'https://github.com/own/own.git', :tag => s.version.to_s }
  s.dependency '⟦cocoapods|Plain|~> 1.4⟧', '~> 1.4'
  s.ios.dependency '⟦cocoapods|Platform⟧/Core'
  s.subspec 'Part' do |part|
    part.dependency '⟦cocoapods|InSubspec⟧'
  end
end
