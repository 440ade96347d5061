EAPI=8
DESCRIPTION="own"
HOMEPAGE="https://own.example"
SRC_URI="⟦domain|https://src.acme.example/own-1.0.tar.gz||src.acme.example⟧"
DEPEND="⟦ebuild|app-misc/plain⟧"
RDEPEND="${DEPEND}"
