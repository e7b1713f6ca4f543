"""The examples and the query of the ledger's page run, and its table of methods names every one of them."""

from __future__ import annotations

import doctest
import re
import sqlite3
from pathlib import Path

from tallymark.ledger import Ledger

PAGE = Path(__file__).parents[2] / "docs" / "ledger.md"


def test_the_examples_run():
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted > 10
    assert result.failed == 0


def test_every_method_is_named():
    page = PAGE.read_text(encoding="utf-8")
    methods = {name for name in dir(Ledger) if not name.startswith("_")} - {"close"}
    assert {name for name in methods if re.search(rf"`(Ledger\.)?{name}[`(]", page) is None} == set()


def test_the_query_runs(fresh_path):
    [query] = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    connection = sqlite3.connect(fresh_path())
    assert connection.execute(query).fetchall() == []
    connection.close()
