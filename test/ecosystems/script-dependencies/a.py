# /// script
# dependencies = ["⟦pypi|acme-agent|1.0⟧==1.0", "⟦pypi|acme_other⟧"]
# ///
