"""Ledgers for the tests: made once and copied, because making the tables takes longer than most tests."""

from __future__ import annotations

import itertools
import shutil

import pytest

from tallymark.ledger import Ledger


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """The path of a ledger with nothing in it."""
    path = tmp_path_factory.mktemp("ledgers") / "empty.db"
    Ledger.open(path).close()
    return path


@pytest.fixture(scope="session")
def fresh_path(empty):
    """A function that returns the path of a ledger of its own, with nothing in it."""
    numbers = itertools.count()
    return lambda: shutil.copy(empty, empty.with_name(f"{next(numbers)}.db"))


@pytest.fixture(scope="session")
def fresh(fresh_path):
    """A function that opens a ledger of its own, with nothing in it."""
    return lambda: Ledger.open(fresh_path())
