class Own < Formula
  desc "Own"
  homepage "https://own.example"
  url "⟦domain|https://src.acme.example/own-1.0.tar.gz||src.acme.example⟧"
  mirror "⟦domain|https://mirror.acme.example/own-1.0.tar.gz||mirror.acme.example⟧"
  head "⟦github|https://github.com/acme/own.git||acme/own⟧", branch: "main"

  depends_on "⟦homebrew|builder⟧" => :build
  depends_on "⟦homebrew|plain⟧"
  uses_from_macos "⟦homebrew|provided⟧", since: :catalina

  on_linux do
    depends_on "⟦homebrew|linux-only⟧" => [:build, :test]
  end

  resource "extra" do
    url "⟦domain|https://extra.acme.example/x.tar.gz||extra.acme.example⟧"
  end

  def install
    system "make", "install"
  end
end
