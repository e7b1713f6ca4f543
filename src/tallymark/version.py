"""The version, in the one place that the build and `tallymark --version` read."""

__version__ = "0.1.0"
