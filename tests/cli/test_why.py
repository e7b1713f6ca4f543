"""Two reports held against each other in the terminal, and as a row for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tallymark.ledger import Ledger
from tests.cli.conftest import Type

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.fixture(autouse=True)
def ledger(typed: Type, here: Path) -> None:
    assert typed("run", "--quiet", SAMPLES).status == 0
    (here / "fog").mkdir()
    (here / "fog" / "fog.txt").write_text("Fog lay on the harbour.", encoding="utf-8")


def id_of(stem: str) -> str:
    with Ledger.open("tallymark.db", read_only=True) as ledger:
        return next(origin.report for origin in ledger.origins() if origin.stem == stem)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_of_two_versions_it_says_what_met_and_what_spoke_against(typed: Type) -> None:
    told = typed("why", id_of("harsen-1-courier")[:15], id_of("harsen-2-machine"))
    assert told.status == 0
    lines = flat(told.out)
    assert "harsen-1-courier · Orlava Courier · 19 November 2022 (report-c23ef1ea)" in lines
    assert "They tell one story. Statement with 3,581 found and 312 casualties" in lines
    assert "the day 17 November" in lines
    assert "no date of publication is known of one of them" in lines
    assert "two reports tell one story from 2.10 on" in lines
    assert "They were compared, because both have:" in lines
    assert "the figure 1,204 in 3 reports" in lines
    assert "What joins them in their story" not in lines


def test_of_two_that_stayed_apart_it_says_whether_they_were_compared(typed: Type) -> None:
    told = flat(typed("why", id_of("brenova-1-first"), id_of("cologne-2-bomb")).out)
    assert "They tell two stories." in told
    assert "published days apart" in told
    assert "cologne-2-bomb · Border Monitor · 19 October 2023 (report-9fc7d173), without a claim: grouped by" in told
    assert "They were not compared: they have nothing in common" in told


def test_what_is_told_again_is_said(typed: Type) -> None:
    with Ledger.open("tallymark.db", read_only=True) as ledger:
        link = next(link for story in ledger.stories() for link in story.links if link.kind == "repeats")
    told = flat(typed("why", link.left, link.right).out)
    assert "They tell two stories, and one tells figures of the other again." in told
    assert "What is told again" in told
    assert "repeats an older total of" in told


def test_of_two_that_are_alike_it_says_why_their_stories_were_not_joined(typed: Type) -> None:
    told = flat(typed("why", id_of("kardovia-1-rejects"), id_of("kardovia-2-denial")).out)
    assert "They tell two stories." in told
    assert "The reports of their stories are linked with -0.53 on average; stories are joined from 1.78 on." in told


def test_of_figures_that_are_too_common_to_be_told_again_it_says_what_they_weigh(typed: Type, here: Path) -> None:
    folder = here / "hills"
    folder.mkdir()
    texts = [f"Hill 350 saw {number * 17} hikers; path {number} is shut." for number in range(1, 5)]
    texts.append("On 2 May 2023 deminers found 350 mines of the type PMN-2 near Orlava, the ministry said.")
    texts.append(
        "Of harvest loans and of school roofs spoke Mr Tarn at length. At Orlava, he added, sappers cleared 350 MON-50."
    )
    for number, text in enumerate(texts):
        row = {"text": text, "published": f"2023-0{number + 1}-03"}
        (folder / f"hill-{number}.json").write_text(json.dumps(row), encoding="utf-8")
    typed("run", "--quiet", folder)
    told = flat(typed("why", id_of("hill-4"), id_of("hill-5")).out)
    assert "They tell two stories." in told
    assert re.search(
        r"The figures that both tell weigh 0\.\d\d; of two that are compared .* again from 1\.10 on\.", told
    )


def test_words_and_names_that_met_are_counted_and_not_named(typed: Type) -> None:
    told = typed("why", id_of("brenova-4-headline"), id_of("brenova-3-morning"))
    assert "a name that weighs much in both (2 of them)" in told.out
    row = json.loads(typed("--json", "why", id_of("brenova-4-headline"), id_of("brenova-3-morning")).out)
    assert {met["what"] for met in row["meetings"]} >= {"name", "word"}
    assert all(
        met["what"].partition(" ")[0] not in ("word", "name", "run") or " " not in met["what"]
        for met in row["meetings"]
    )


def test_a_row_for_programs_says_all_of_it(typed: Type) -> None:
    row = json.loads(typed("why", "--json", id_of("harsen-1-courier"), id_of("harsen-2-machine")).out)
    assert row["verdict"] == "same"
    assert row["stories"][0] == row["stories"][1]
    assert row["score"] >= row["needed"]
    assert round(sum(weight for _, weight in row["met"]) - sum(weight for _, weight in row["against"]), 2) == round(
        row["score"], 2
    )
    assert row["looked"] == "compared"
    assert [link["kind"] for link in row["chain"]] == ["same"]


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("harsen-1-courier", "harsen-1-courier", "these are one report"),
        ("harsen-1-courier", "none", "The ledger holds no report whose id is or starts with 'none'"),
        ("harsen-1-courier", "report-", "More than one report id starts with 'report-'"),
    ],
)
def test_what_cannot_be_asked_ends_with_a_sentence(typed: Type, one: str, other: str, says: str) -> None:
    told = typed("why", id_of(one), id_of(other) if "-1-" in other else other)
    assert (told.status, told.out) == (2, "")
    assert told.err.startswith(f"tallymark: {says}")


def test_a_report_that_is_not_grouped_yet_is_refused(typed: Type) -> None:
    typed("read", "--quiet", "fog")
    told = typed("why", id_of("fog"), id_of("harsen-1-courier"))
    assert told.status == 2
    assert "group them first: tallymark run or tallymark collate" in flat(told.err)
    assert typed("why", id_of("fog")).status == 2
