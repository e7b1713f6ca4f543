"""Every row of what a reader must see of two real renderings of one statement, from the real extraction.

The two reports are not part of the repository: they are looked for beside the checkout, and the test says so and passes
over where they are not. What holds everywhere is held by test_statement, on a statement of our own wording.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tallymark.collate import collate
from tallymark.model import Claim, Finding, Report, Story, Tally
from tallymark.reconcile import Reconciled, reconcile

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

if not SEEDS.is_dir():
    pytest.skip(f"no reports beside the checkout, in {SEEDS}", allow_module_level=True)


class Read:
    """The two reports with their claims, their one story, and what comes of reconciling it."""

    def __init__(self, published: str | None = None) -> None:
        from tallymark.extract import extract
        from tallymark.packs import load_packs

        packs = load_packs(["en"])
        self.reports: dict[str, Report] = {}
        self.claims: dict[str, list[Claim]] = {}
        for path in sorted(SEEDS.glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            report = Report.of(text, source=path.stem, language="en", published=published)
            self.reports[report.id] = report
            self.claims[report.id] = extract(report, packs)[0]
        self.stories: list[Story] = collate(list(self.reports.values()), self.claims)[0]
        self.result: Reconciled = reconcile(self.stories[0], self.reports, self.claims)
        self.by_id = {claim.id: claim for claims in self.claims.values() for claim in claims}

    def tally(self, measure: str, best: int | None, **parts: object) -> Tally:
        """Return the tally of a measure with this best number, and of several the one with most claims."""
        rows = [
            tally
            for tally in self.result.tallies
            if tally.measure == measure
            and tally.best == (None if best is None else Decimal(best))
            and all(getattr(tally, name) == value for name, value in parts.items())
        ]
        assert rows, [(tally.measure, tally.subject, tally.best) for tally in self.result.tallies]
        return max(rows, key=lambda tally: len(tally.claims))

    def of(self, tally: Tally) -> list[Claim]:
        return [self.by_id[claim] for claim in tally.claims]

    def found(self, kind: str, *words: str) -> Finding:
        rows = [
            each for each in self.result.findings if each.kind == kind and all(word in each.sentence for word in words)
        ]
        assert rows, [(each.kind, each.sentence) for each in self.result.findings]
        return rows[0]


@pytest.fixture(scope="module")
def read() -> Read:
    return Read()


def told_by_both(read: Read, tally: Tally) -> bool:
    return {claim.report for claim in read.of(tally)} == set(read.reports)


def test_one_story_with_two_versions_of_two_outlets(read: Read) -> None:
    (story,) = read.stories
    assert len(story.reports) == 2
    assert [link.kind for link in story.links] == ["same"]
    assert read.tally("found", 2728).sources == 2


def test_a_foreign_ministry_speaks_and_cites_a_defence_ministry(read: Read) -> None:
    chains = [" → ".join(holder.name for holder in claim.attribution) for claim in read.of(read.tally("found", 350))]
    assert len(chains) == 2
    for chain in chains:
        assert "Defen" in chain, chain
        assert "Foreign Ministry" in chain or "foreign ministry" in chain, chain
        assert chain.index("Defen") < chain.lower().index("foreign ministry"), chain


def test_the_350_mines_keep_model_year_maker_and_who_laid_them(read: Read) -> None:
    tally = read.tally("found", 350, item="anti_personnel_mine")
    assert told_by_both(read, tally)
    assert "PMN-E" in tally.subject
    for claim in read.of(tally):
        assert claim.made_when is not None
        assert "2021" in claim.made_when.span.quote
        assert claim.made_in is not None
        assert "Armenia" in claim.made_in.span.quote
    # Who laid them is said in the same words as the find, so it stands in a claim of its own with the same number.
    assert read.tally("laid", 350)


def test_one_version_alone_gives_the_place_of_the_350(read: Read) -> None:
    assert "Sarybaba" in (read.tally("found", 350).place or "")
    lost = read.found("place_lost", "350", "Sarybaba")
    assert {side.report for side in lost.sides} == set(read.reports)


def test_1119_and_1609_make_2728(read: Read) -> None:
    first, second, total = (read.tally("found", value) for value in (1119, 1609, 2728))
    for tally in (first, second, total):
        assert told_by_both(read, tally), tally.subject
    assert set(total.sum_of) == {first.id, second.id}
    places = {claim.places[0].name: claim.places for claim in read.of(first) if claim.places}
    assert any("Lachin" in place.name for placed in places.values() for place in placed)
    assert "Karabakh" in (second.place or "")
    closes = read.found("sum_closes", "1,119 + 1,609 = 2,728")
    assert {side.report for side in closes.sides} == set(read.reports)


def test_the_finds_and_their_clearance_run_since_august(read: Read) -> None:
    assert (read.tally("found", 1119).period or "").endswith("-08/..")
    assert read.tally("cleared", 1119)
    assert read.tally("cleared", 1609)


def test_minutes_and_only_are_flagged_with_what_they_spoil(read: Read) -> None:
    minutes = read.found("mistranslation", "1,119 minutes", "1,609 minutes")
    assert minutes.suggests == "1,119 mines and 1,609 mines"
    only = read.found("mistranslation", "only 2,728")
    assert only.suggests == "2,728 in total"
    assert "1,119 + 1,609 = 2,728" in only.sentence
    assert {side.report for side in minutes.sides} == set(read.reports)


def test_268_casualties_45_killed_of_whom_3_journalists_and_35_civilians(read: Read) -> None:
    whole, dead = read.tally("casualties", 268), read.tally("killed", 45)
    journalists, civilians = (
        read.tally("killed", 3, people=("journalist",)),
        read.tally("killed", 35, people=("civilian",)),
    )
    assert dead.whole == whole.id
    assert {journalists.whole, civilians.whole} == {dead.id}
    for tally in (whole, dead, journalists, civilians):
        assert told_by_both(read, tally), tally.subject
    assert any(claim.period is not None and "war" in (claim.period.anchor or "").lower() for claim in read.of(whole))


def test_223_injured_and_10_killed_who_are_no_civilians_are_implied(read: Read) -> None:
    injured, others = read.tally("injured", 223), read.tally("killed", 10)
    for tally in (injured, others):
        assert tally.implied
        assert tally.claims == ()
    read.found("implied_figure", "223 injured")
    read.found("implied_figure", "10 killed who are not civilians")
    assert sum(tally.implied for tally in read.result.tallies) == 2


def test_two_inspections_on_which_both_versions_agree(read: Read) -> None:
    acts = [tally for tally in read.result.tallies if tally.measure == "inspected"]
    assert len(acts) == 2
    days = sorted((tally.period or "")[5:] for tally in acts)
    assert days == ["11-23", "11-24"]
    officials = {
        official.name
        for tally in acts
        for claim in read.of(tally)
        if claim.inspection is not None
        for official in claim.inspection.officials
    }
    assert {"Andrei Volkov", "Fatih Akpinar", "Oleg Semenov"} <= officials
    for tally in acts:
        assert told_by_both(read, tally), tally.period


def test_points_4_and_6_and_a_garbled_4(read: Read) -> None:
    acts = [tally for tally in read.result.tallies if tally.measure == "violated"]
    provisions = {
        claim.violation.provision.span.quote
        for tally in acts
        for claim in read.of(tally)
        if claim.violation is not None and claim.violation.provision is not None
    }
    assert any(quote.startswith("4th point") or "point 4" in quote for quote in provisions), provisions
    assert any("6" in quote for quote in provisions), provisions
    flagged = read.found("mistranslation", "4 -sided")
    assert {side.report for side in flagged.sides} == set(read.reports)


def test_the_year_is_open_where_no_date_of_publication_is_known(read: Read) -> None:
    told = read.found("open_date", "August of this year", "November 23")
    assert told.suggests is None
    assert read.tally("found", 1119).period == "XXXX-08/.."


def test_the_year_is_settled_by_the_date_of_publication() -> None:
    dated = Read(published="2022-11-24")
    assert dated.tally("found", 1119).period == "2022-08/.."
    assert "August 2022" in dated.found("date_settled", "August of this year").sentence
    assert not [each for each in dated.result.findings if each.kind == "open_date"]


def test_nothing_else_contradicts(read: Read) -> None:
    loud = {each.kind for each in read.result.findings if each.weight == 2}
    assert loud == {"mistranslation"}
