cask "⟦homebrew|own-cask⟧" do
  arch arm: "arm64", intel: "x64"
  version "1.2.3"
  sha256 arm: "00", intel: "11"

  url "⟦domain|https://dl.acme.example/#{version}/own-#{arch}.dmg||dl.acme.example⟧",
      verified: "dl.acme.example/"
  name "Own"
  homepage "⟦domain:mention|https://home.acme.example/||home.acme.example⟧"

  livecheck do
    url "⟦domain:detect|https://check.acme.example/||check.acme.example⟧"
    strategy :page_match
  end

  depends_on macos: ">= :big_sur"
  depends_on cask: "⟦homebrew|needed-cask⟧"
  depends_on formula: ["⟦homebrew|needed-a⟧", "⟦homebrew|needed-b⟧"]
  conflicts_with cask: "⟦homebrew:remove|other-cask⟧"

  pkg "Own Installer.pkg"

  uninstall launchctl: "com.acme.agent", quit: "com.acme.own", delete: "⟦path:remove|/Library/Acme⟧"
  zap trash: [
    "⟦path:remove|~/Library/Acme Logs||/Library/Acme Logs⟧",
  ]
end
