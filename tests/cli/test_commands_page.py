"""The pages with commands show what is printed, and leave no verb out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tallymark.cli.verbs import VERBS
from tests.cli.commands_page import PAGE, PAGES, typed_anew


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_output_on_a_page_is_what_is_printed(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    hint = "python -m tests.cli.commands_page writes the page anew"
    assert typed_anew(page) == page, hint


def test_every_verb_is_typed_on_the_page() -> None:
    typed = set(re.findall(r"^\$ tallymark (\w+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert typed == set(VERBS)
