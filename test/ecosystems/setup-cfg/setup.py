from setuptools import setup, find_packages

# install_requires=["not-this"]
REQUIREMENTS = [
    "⟦pypi|variable|>=1⟧>=1",  # why
]

setup(
    name="own",
    description="""about 'quotes'""",
    packages=find_packages(exclude=["tests"]),
    install_requires=["⟦pypi|plain⟧", '⟦pypi|pinned|1.0⟧==1.0', "⟦pypi|viaurl⟧ @ git+⟦github|https://github.com/acme/py||acme/py⟧"] + REQUIREMENTS,
    setup_requires="⟦pypi|single⟧",
    tests_require=(
        r"⟦pypi|raw⟧",
    ),
    extras_require={
        "dev": ["⟦pypi|dev-extra⟧", f"{not_this}"],
        ":python_version < '3'": ["⟦pypi|conditional⟧"],
    },
    dependency_links=["⟦domain|https://links.acme.example/simple||links.acme.example⟧"],
)
setup(install_requires=REQUIREMENTS)
