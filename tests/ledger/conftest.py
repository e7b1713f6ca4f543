"""Ledgers for the tests, on every store: made once and copied, for making the tables takes longer than most tests."""

from __future__ import annotations

import pytest

from tallymark.ledger import Ledger
from tests.ledger.stores import Files, NoServerError, server


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """Ledgers in files."""
    return Files(tmp_path_factory.mktemp("ledgers"))


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server; where none can be started, what asks for it is skipped."""
    try:
        with server() as started:
            yield started
    except NoServerError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def store(request):
    """Each store in turn."""
    return request.getfixturevalue("files" if request.param == "sqlite" else "postgresql")


@pytest.fixture(scope="session")
def empty(files):
    """The path of a ledger with nothing in it."""
    return files.fresh()


@pytest.fixture(scope="session")
def fresh_place(store):
    """A function that returns the place of a ledger of its own, with nothing in it, on each store in turn."""
    return store.fresh


@pytest.fixture(scope="session")
def fresh(store):
    """A function that opens a ledger of its own, with nothing in it, on each store in turn."""
    return lambda: Ledger.open(store.fresh())


@pytest.fixture(scope="session")
def fresh_path(files):
    """A function that returns the path of a ledger of its own in a file, for what only files do."""
    return files.fresh
