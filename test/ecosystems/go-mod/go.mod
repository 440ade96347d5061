module example.com/own/v2 // why

go 1.24.0
toolchain go1.24.1

require ⟦golang|example.org/single|v1.2.3⟧ v1.2.3
require (
	⟦golang|example.org/listed|v0.1.0⟧ v0.1.0
	⟦golang|example.org/indirect|v2.0.0+incompatible⟧ v2.0.0+incompatible // indirect
	"⟦golang|example.org/quoted|v1.0.0⟧" v1.0.0
	⟦golang|example.org/major/v3|v3.1.0|example.org/major⟧ v3.1.0
	⟦golang|example.org/pseudo|v0.0.0-20240102030405-abcdefabcdef⟧ v0.0.0-20240102030405-abcdefabcdef
)

exclude ⟦golang:remove|example.org/excluded|v1.3.0⟧ v1.3.0
replace ⟦golang:remove|example.org/old|v1.0.0⟧ v1.0.0 => ⟦golang|example.org/new|v1.0.1⟧ v1.0.1
replace (
	⟦golang:mention|example.org/forked⟧ => ../forked
	⟦golang:remove|example.org/any⟧ => ⟦golang|example.org/fork|v2.0.0⟧ v2.0.0
)
retract [v1.0.0, v1.0.5] // broken
tool ⟦golang|example.org/tools/cmd/stringer||example.org/tools⟧
tool (
	⟦golang|example.org/lint⟧
)
ignore ./node_modules
godebug default=go1.21
