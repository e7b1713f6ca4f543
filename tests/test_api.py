"""The Python interface: seven names, loaded when they are used, and a page of examples that are true."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import tallymark as tm
from tallymark.model import Claim, Report, Span, Story

ROOT = Path(__file__).parent.parent
VERBS = ["read", "extract", "collate", "reconcile"]


def test_every_example_of_the_page_is_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    outcome = doctest.testfile(
        str(ROOT / "docs" / "api.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE, encoding="utf-8"
    )
    assert outcome.attempted > 15
    assert outcome.failed == 0


def test_seven_names_and_the_version() -> None:
    assert sorted(tm.__all__) == ["Ledger", "__version__", *sorted([*VERBS, "total", "why"])]
    assert set(tm.__all__) <= set(dir(tm))
    with pytest.raises(AttributeError, match="module 'tallymark' has no attribute 'write'"):
        tm.write  # noqa: B018


@pytest.mark.parametrize(
    "program",
    [
        "import tallymark as tm; tm.read; import tallymark.read.inputs",
        "import tallymark.read.inputs; import tallymark as tm",
        "from tallymark.read import read_bytes; import tallymark as tm",
        "import tallymark.read as room; import tallymark as tm; assert room is tm.read",
        "from tallymark import read; import tallymark as tm; assert read is tm.read",
    ],
)
def test_a_verb_is_a_verb_and_a_room_whoever_imports_it_first(program: str) -> None:
    checks = (
        "assert len(tm.read(text='Two mines.')[0]) == 1; assert tm.read.read_bytes; import tallymark.read.inputs as i"
    )
    subprocess.run([sys.executable, "-W", "error::ImportWarning", "-c", f"{program}; {checks}"], check=True)


def test_importing_loads_nothing() -> None:
    program = (
        "import sys, tallymark; print([n for n in sys.modules if n.startswith('tallymark.')], 'msgspec' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout == "['tallymark.version'] False\n"


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_tells_its_parameters(verb: str) -> None:
    parameters = inspect.signature(getattr(tm, verb)).parameters
    assert next(iter(parameters)) in {"paths", "report", "reports", "stories"}


def test_read_takes_paths_or_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two mines were found.")
    (tmp_path / "b.txt").write_text("Two mines were found.")
    (tmp_path / "c.txt").write_bytes(b"")
    reports, problems = tm.read(tmp_path, tmp_path / "a.txt", source="The Post")
    assert [(report.text, report.source) for report in reports] == [("Two mines were found.", "The Post")]
    assert [problem.kind for problem in problems] == ["empty"]
    (same,), _ = tm.read(text="Two mines were found.")
    assert same.id == reports[0].id
    with pytest.raises(TypeError):
        tm.read()
    with pytest.raises(TypeError):
        tm.read(tmp_path, text="Two mines were found.")


def test_a_text_of_any_letters_is_read_as_it_stands() -> None:
    text = "Two\r\nmines \u202e in Kəlbəcər \ud800"
    reports, problems = tm.read(text=text)
    assert [report.text for report in reports] == ["Two\nmines \u202e in Kəlbəcər ?"]
    assert problems == []
    assert tm.read(text=" ")[1][0].kind == "empty"


def test_claims_of_other_reports_are_left_aside() -> None:
    one, other = Report.of("Two mines were found."), Report.of("Three mines were found.")
    claims = [
        Claim(id=f"claim-{report.id}", report=report.id, measure="found", span=Span.of(report.text, 0, 3))
        for report in (one, other)
    ]
    outcome = tm.reconcile(Story(id="story-1", reports=(one.id,)), [one, other], claims)
    assert {claim for tally in outcome.tallies for claim in tally.claims} <= {claims[0].id}
    with pytest.raises(KeyError):
        tm.reconcile(Story(id="story-1", reports=(one.id,)), [other], claims)
