package = "own"
version = "1.0-1"
source = { url = "git+⟦github|https://github.com/acme/own-source||acme/own-source⟧", tag = "v1" }
dependencies = {
   "lua >= 5.1, < 5.5",
   "⟦luarocks|plain⟧", -- why
   "⟦luarocks|versioned|1.0⟧ >= 1.0, < 2",
   -- "commented",
   '⟦luarocks|pessimistic|2.1⟧ ~> 2.1', "⟦luarocks|exact|3-1⟧ == 3-1"
}
build_dependencies = { "⟦luarocks|builder⟧" }
test_dependencies = { "⟦luarocks|tester⟧" }
build = { type = "builtin", modules = { plain = "plain.lua" } }
