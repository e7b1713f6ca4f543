"""What all tests share: how long hypothesis may search, and the folder of outside material beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# On the build machine the examples are the same every time: a build that fails must fail again. Elsewhere they vary.
settings.register_profile("here", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

# What the program keeps between its starts is kept apart from what it keeps for whoever runs the tests.
os.environ["TALLYMARK_CACHE"] = str(ROOT / ".pytest_cache" / "tallymark")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of outside material beside the checkout; tests that need it are skipped where it is not."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder ../shared beside the checkout: nothing outside the project to measure against")
    return folder
