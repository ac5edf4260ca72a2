"""How Attaché is installed: an application of its own environment, or of a Beam worker's image."""

from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).resolve().parent

RUNTIME = [
    "apache-beam>=2.77,<2.78",  # the engine; the local runner's options and failure modes were measured on this minor
    "trafilatura>=2.3,<2.4",  # article bodies; its fast pass and tree input are used, which minors change
    "lxml_html_clean>=0.4",  # without it trafilatura does not import where pip is older than 24
    "lxml>=5.3",  # one parse of a page, shared with trafilatura
    "feedparser>=6.0.12,<7",  # RSS, Atom, RDF and their many dialects
    "pyarrow>=18",  # Parquet and the Arrow IPC of the shuffle
    "aiohttp>=3.11,<4",  # HTTP with many requests in flight
    "protego>=0.4",  # robots.txt as RFC 9309 has it, with crawl-delay
    "idna>=3.7",  # host names outside ASCII, in canonical URLs; aiohttp brings it, too
    "yarl>=1.17",  # URLs as aiohttp sends them, byte for byte; aiohttp brings it
    "charset-normalizer>=3.4",  # the charset of pages that do not say; trafilatura brings it
    "pyyaml>=6.0.2",  # feeds.yaml, with line numbers for its errors
    "rich>=13.9",  # the terminal: progress and the summary
]

DEV = [
    "build>=1.2",  # test_package builds the sdist as Beam does
    "duckdb>=1.1",  # a reader of the contract test
    "hypothesis>=6.120",  # properties of ids, URLs, dates and round trips
    "mypy>=1.13",  # strict types
    "pandas>=2.2",  # a reader of the contract test
    "polars>=1.16",  # a reader of the contract test
    "pytest>=8.3",  # the tests
    "pytest-timeout>=2.3",  # a test that hangs fails
    "ruff>=0.8",  # style
    "types-PyYAML",  # types of yaml
]

setup(
    name="attache",
    version="0.1.0",
    description="News feeds in, coded diplomatic events in partitioned Parquet out, on Apache Beam.",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    author="The Attaché maintainers",
    license="Apache-2.0",
    classifiers=[
        "Development Status :: 4 - Beta",
        "Intended Audience :: Developers",
        "Programming Language :: Python :: 3 :: Only",
        "Programming Language :: Python :: 3.10",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
        "Topic :: Scientific/Engineering :: Information Analysis",
    ],
    python_requires=">=3.10",
    packages=find_packages(include=["schemas", "schemas.*", "transforms", "transforms.*", "pipeline", "pipeline.*"]),
    package_data={
        "transforms.events": ["data/**/*"],
        "pipeline.newsroom": ["stories/*.yaml", "layouts/*.html"],
        "schemas": ["py.typed"],
        "transforms": ["py.typed"],
        "pipeline": ["py.typed"],
    },
    install_requires=RUNTIME,
    extras_require={"dev": DEV},
    entry_points={"console_scripts": ["attache=pipeline.__main__:program"]},
)
