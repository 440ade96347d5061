from conan import ConanFile

class Own(ConanFile):
    name = "own"
    requires = "⟦conan|attribute|1.0⟧/1.0", "⟦conan|second|2.0⟧/2.0@acme/stable"
    tool_requires = ["⟦conan|listed|3⟧/3"]
    python_requires = "⟦conan|pybase|0.1⟧/0.1"

    def requirements(self):
        self.requires("⟦conan|called|1.1⟧/1.1", transitive_headers=True, options={"shared": "x/1"})
        if self.settings.os == "Windows":
            self.requires('⟦conan|windows|[^2]⟧/[^2]')

    def build_requirements(self):
        self.tool_requires("⟦conan|cmake-like|3.28⟧/3.28")
        self.test_requires("⟦conan|gtest-like|1.14⟧/1.14")

    def source(self):
        get(self, "⟦domain|https://src.acme.example/x.tar.gz||src.acme.example⟧", strip_root=True)
        git = Git(self)
        git.clone(url="⟦github|https://github.com/acme/cloned.git||acme/cloned⟧", target=".")
