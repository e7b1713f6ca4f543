"""Whether defects planted in one version of a story are found, and rightly named, when its versions are read together.

The stories are those of the samples and of the labelled reports. Where a story has several versions, one of them is
changed; where it has one, the second is a faithful copy in slightly other words, and the copy is changed. Changes are
made only to what the unchanged versions were read to have in common, one at a time: what one version alone tells has
nothing to be compared with. Stories are given, not worked out: grouping is measured elsewhere.

A change counts as found where a finding of a fitting kind stands at its words or at those of the claim in the other
versions, and no such finding stood there before. Beside it: how many of the unchanged faithful pairs have any finding
that tells a difference; and, for whoever wants to find more, how many such findings the unchanged versions of different
outlets bear, which do differ, so that the number has no bar and is to be read by eye (`--misses` lists them).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from labelled_cases import read_cases
from measuring import REPORTS, ROOT, against, block, table
from planting import Planted, Planter
from rewording import reworded
from tallymark.collate import collate
from tallymark.collate.titles import kind_of
from tallymark.extract import extract
from tallymark.model import Claim, Finding, Place, Report, Story, Tally, content_id
from tallymark.packs import load_packs
from tallymark.reconcile import reconcile
from tallymark.rules import engine_of
from tallymark.rules.language import detect
from tallymark.run.written import PackWords

sys.path.insert(0, str(ROOT))
from tests.samples.reading import read_samples

FOUND_BAR, FAITHFUL_BAR, LEAST = 0.95, 0.02, 1000
# What each change may rightly be called.
NAMES: Mapping[str, frozenset[str]] = {
    "figure changed": frozenset({"figure_differs", "toll_moved", "number_differs"}),
    "figure rounded": frozenset({"figure_rounded"}),
    "measure swapped": frozenset({"measure_differs"}),
    "place moved": frozenset({"place_differs", "place_lost"}),
    "passage dropped": frozenset({"claim_missing"}),
    "known confusion": frozenset({"mistranslation"}),
}
DIFFERENCES = frozenset().union(*NAMES.values()) | {"time_differs", "stance_differs"}
Claims = Mapping[str, Sequence[Claim]]


class Case(NamedTuple):
    """A story's versions: the one to be changed, and the others; `copied` where the one is a faithful copy."""

    changed: Report
    others: tuple[Report, ...]
    copied: bool


class Outcome(NamedTuple):
    """A change, the language and words it was made in, and the kinds of the findings that it brought about."""

    planted: Planted
    language: str
    copied: bool
    found: bool
    new: tuple[str, ...]
    before: str


def main() -> None:
    """Plant the defects, and print a Markdown block."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=REPORTS, help="labelled reports: a file or a folder")
    parser.add_argument("--each", type=int, default=2, help="at most so many changes of a kind in one version (2)")
    parser.add_argument("--no-samples", action="store_true", help="leave the samples out")
    parser.add_argument("--languages", help="some languages only, with commas between them")
    parser.add_argument("--misses", type=int, default=0, help="list so many missed changes of each kind")
    typed = parser.parse_args()
    some = set(typed.languages.split(",")) if typed.languages else None
    stories = [*labelled(typed.cases), *([] if typed.no_samples else samples())]
    print(block(*told(stories, some, typed.each, typed.misses)))


def labelled(path: Path) -> list[list[Report]]:
    """Return the labelled reports by the stories that their labels name."""
    stories: defaultdict[str, list[Report]] = defaultdict(list)
    for case in read_cases(path):
        report = Report.of(case["text"], source=case["id"], published=case.get("date"), language=case["language"])
        stories[case["story"]].append(report)
    return list(stories.values())


def samples() -> list[list[Report]]:
    """Return the samples by the stories they are grouped into."""
    packs = load_packs()
    reports = {}
    for report, _ in read_samples().values():
        language = report.language or detect(report.text)
        reports[report.id] = msgspec.structs.replace(report, language=language)
    claims = {report.id: extract(report, packs)[0] for report in reports.values()}
    stories, _ = collate(list(reports.values()), claims)
    return [[reports[name] for name in story.reports] for story in stories]


def told(stories: Iterable[list[Report]], some: set[str] | None, each: int, misses: int) -> Iterator[str]:
    """Yield the tables: what was found by kind of change and by language, what was missed, and the unchanged pairs."""
    measured = Measured(each)
    for versions in stories:
        measured.story([report for report in versions if some is None or report.language in some])
    outcomes = measured.outcomes
    share = _share(outcomes)
    yield table(
        ["change", "planted", "found and rightly named", "share", "", "named otherwise", "nothing found"],
        [*(_row(kind, rows) for kind, rows in _by(outcomes, lambda one: one.planted.kind)), _row("**all**", outcomes)],
    )
    enough = against(len(outcomes) >= LEAST)
    reached = against(share >= FOUND_BAR)
    yield f"At least {LEAST} changes: {enough}. Found and rightly named, bar {FOUND_BAR}: {reached}."
    yield table(
        ["by language, and by what the versions are", "planted", "found", "share"],
        [
            *(_short(name, rows) for name, rows in _by(outcomes, lambda one: one.language)),
            *(_short(name, rows) for name, rows in _by(outcomes, _origin)),
            *(_short(name, rows) for name, rows in _by(outcomes, lambda one: f"{_origin(one)}: {one.planted.kind}")),
        ],
    )
    noisy = sum(bool(kinds) for kinds in measured.faithful)
    pairs = len(measured.faithful)
    quiet = against(pairs > 0 and noisy / pairs < FAITHFUL_BAR)
    kinds = Counter(kind for row in measured.faithful for kind in row)
    which = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()) or "none"
    yield (
        f"Unchanged faithful pairs: {pairs}; with a finding that tells a difference: {noisy}, "
        f"{noisy / max(pairs, 1):.1%}, bar {FAITHFUL_BAR:.0%}: {quiet} ({which})."
    )
    apart = Counter(kind for row in measured.apart for kind in row)
    which = ", ".join(f"{kind} {count}" for kind, count in apart.most_common()) or "none"
    yield (
        f"Unchanged stories of different outlets: {len(measured.apart)}; findings in them that tell a difference: "
        f"{apart.total()} ({which}), {measured.record} of them for the record."
    )
    if misses:
        yield "\n".join(measured.noise)
        yield "\n".join(_missed(rows, misses) for _, rows in _by(outcomes, lambda one: one.planted.kind))


class Measured:
    """Plants changes story by story and keeps what came of them."""

    def __init__(self, each: int) -> None:
        self._each = each
        self._packs = load_packs()
        self._places: dict[str, dict[str, Place]] = defaultdict(dict)
        self._stories: set[frozenset[str]] = set()
        self.outcomes: list[Outcome] = []
        self.faithful: list[tuple[str, ...]] = []
        self.apart: list[tuple[str, ...]] = []
        self.record = 0
        self.noise: list[str] = []

    def story(self, versions: Sequence[Report]) -> None:
        """Plant changes in the versions of one story, or in a copy of its only one."""
        known = {version.id: version for version in versions if version.language in self._packs.languages}
        reports = list(known.values())
        for at, report in enumerate(reports):
            copy = Report.of(
                reworded(report.text, report.language or ""),
                source="A second outlet",
                published=report.published,
                language=report.language,
            )
            self._case(Case(copy, (report,), copied=True))
            if len(reports) > 1:
                self._case(Case(report, (*reports[:at], *reports[at + 1 :]), copied=False))

    def _case(self, case: Case) -> None:
        claims = {report.id: self._read(report) for report in (case.changed, *case.others)}
        if not claims[case.changed.id]:
            return
        base, tallies = self._reconciled(case, claims)
        self._unchanged(case, base)
        for planted in self._changes(case, claims, base, tallies):
            self._plant(case, claims, base, planted)

    def _unchanged(self, case: Case, base: Sequence[Finding]) -> None:
        """Note what differences are told of unchanged versions; those of different outlets come once for each story."""
        story = frozenset(report.id for report in (case.changed, *case.others))
        if case.copied or story not in self._stories:
            self._stories.add(story)
            (self.faithful if case.copied else self.apart).append(
                tuple(sorted(each.kind for each in base if each.kind in DIFFERENCES))
            )
            if not case.copied:
                self.record += sum(each.kind in DIFFERENCES and each.weight == 0 for each in base)
            which = "unchanged" if case.copied else "unchanged (real)"
            self.noise += [f"- {which}: {each.kind}: {each.sentence}" for each in base if each.kind in DIFFERENCES]

    def _read(self, report: Report) -> list[Claim]:
        claims = extract(report, self._packs)[0]
        for place in (place for claim in claims for place in claim.places):
            if place.id is not None and not place.inherited and len(place.span.quote) > 3:
                self._places[report.language or ""].setdefault(place.span.quote, place)
        return claims

    def _reconciled(self, case: Case, claims: Claims) -> tuple[tuple[Finding, ...], tuple[Tally, ...]]:
        reports = {report.id: report for report in (case.changed, *case.others)}
        every = [claim for given in claims.values() for claim in given]
        story = Story(id=content_id("story", sorted(reports)), reports=tuple(sorted(reports)), kind=kind_of(every))
        result = reconcile(story, reports, claims, words=PackWords())
        return result.findings, result.tallies

    def _changes(
        self, case: Case, claims: Claims, base: Sequence[Finding], tallies: Sequence[Tally]
    ) -> Iterator[Planted]:
        """Yield a few changes of each kind, to claims that stand once in the body and that another version shares."""
        dice = random.Random(case.changed.id)
        engine = engine_of(self._packs, case.changed.language or "")
        mine = claims[case.changed.id]
        if engine is None:
            return
        by_id = {claim.id: claim for given in claims.values() for claim in given}
        shared = [claim for claim in mine if any(_shares(claim, tally, by_id) for tally in tallies)]
        texts = [report.text for report in (case.changed, *case.others)]
        pool = self._places[case.changed.language or ""]
        made: Counter[str] = Counter()
        kind = kind_of(list(by_id.values()))
        there = _places(base)
        dice.shuffle(shared)
        for claim in shared:
            counterparts = _counterparts(claim, claims, tallies)
            own = {key for place in claim.places for key in (place.id, *place.within)}
            apart = [
                quote
                for quote, place in pool.items()
                if place.id not in own
                and not own & set(place.within[:-1])
                and not any(each.id in place.within for each in claim.places)
                and not any(quote in text for text in texts)
            ]
            planter = Planter(case.changed, engine, apart, dice)
            for planted in planter.changes(claim, [other for other in mine if other is not claim]):
                if planted.kind == "passage dropped" and not case.copied and kind == "incident":
                    continue  # of an incident each outlet tells what it knows, and lacks nothing
                if any((each, *place) in there for each in NAMES[planted.kind] for place in counterparts):
                    continue  # the versions differ in this way already
                if planted.kind == "place moved" and not _placed(claim, by_id, tallies):
                    continue  # no other version names a place
                made[planted.kind] += 1
                if made[planted.kind] <= self._each:
                    yield planted

    def _plant(self, case: Case, claims: Claims, base: Sequence[Finding], planted: Planted) -> None:
        report = case.changed
        text = planted.made_in(report.text)
        changed = Report.of(text, source=report.source, published=report.published, language=report.language)
        read = {**{other.id: claims[other.id] for other in case.others}, changed.id: self._read(changed)}
        findings, _ = self._reconciled(case._replace(changed=changed), read)
        there = _places(base)
        place = (planted.start, max(planted.end, planted.start + len(planted.new)))
        counted = _counterparts(planted.claim, claims, self._reconciled(case, claims)[1])
        new: list[str] = []
        for each in findings:
            sides = [side for side in each.sides if (each.kind, side.report, side.span.start) not in there]
            at = any(
                (side.report, side.span.start) in counted
                or (side.report == changed.id and side.span.start < place[1] and place[0] < side.span.end)
                for side in sides
            )
            if at and each.kind in DIFFERENCES:
                new.append(each.kind)
        self.outcomes.append(
            Outcome(
                planted,
                report.language or "",
                case.copied,
                bool(NAMES[planted.kind] & set(new)),
                tuple(sorted(set(new))),
                " ".join(report.text[max(0, planted.start - 70) : planted.end + 70].split()),
            )
        )


def _shares(claim: Claim, tally: Tally, by_id: Mapping[str, Claim]) -> bool:
    """Say whether a claim counts for a tally once in its report's body, and another version gives it alike."""
    if claim.headline or claim.id not in tally.claims:
        return False
    rows = [by_id[name] for name in tally.claims if name in by_id]
    alike = [row for row in rows if row.report != claim.report and not row.headline]
    once = sum(row.report == claim.report for row in rows) == 1
    value = claim.figure.value if claim.figure is not None else None
    return once and any((row.figure.value if row.figure is not None else None) == value for row in alike)


def _placed(claim: Claim, by_id: Mapping[str, Claim], tallies: Sequence[Tally]) -> bool:
    """Say whether another version names a place for what a claim counts."""
    rows = [by_id[name] for tally in tallies if claim.id in tally.claims for name in tally.claims if name in by_id]
    return any(not place.inherited for row in rows if row.report != claim.report for place in row.places)


def _places(findings: Iterable[Finding]) -> set[tuple[str, str, int]]:
    """Return of what kinds findings are, and where their sides stand."""
    return {(each.kind, side.report, side.span.start) for each in findings for side in each.sides}


def _counterparts(claim: Claim, claims: Claims, tallies: Sequence[Tally]) -> set[tuple[str, int]]:
    """Return where the other versions give what a claim counts."""
    by_id = {each.id: each for given in claims.values() for each in given}
    rows = [by_id[name] for tally in tallies if claim.id in tally.claims for name in tally.claims if name in by_id]
    return {(row.report, row.span.start) for row in rows if row.report != claim.report}


def _by(outcomes: Sequence[Outcome], key) -> list[tuple[str, list[Outcome]]]:  # type: ignore[no-untyped-def]
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        groups[key(one)].append(one)
    return sorted(groups.items())


def _origin(one: Outcome) -> str:
    return "a report and its faithful copy" if one.copied else "versions of different outlets"


def _share(rows: Sequence[Outcome]) -> float:
    return sum(row.found for row in rows) / max(len(rows), 1)


def _row(name: str, rows: Sequence[Outcome]) -> list[object]:
    otherwise = sum(not row.found and bool(row.new) for row in rows)
    nothing = sum(not row.found and not row.new for row in rows)
    share = _share(rows)
    return [
        name,
        len(rows),
        sum(row.found for row in rows),
        f"{share:.3f}",
        against(share >= FOUND_BAR),
        otherwise,
        nothing,
    ]


def _short(name: str, rows: Sequence[Outcome]) -> list[object]:
    return [name, len(rows), sum(row.found for row in rows), f"{_share(rows):.3f}"]


def _missed(rows: Sequence[Outcome], most: int) -> str:
    lines = [
        f"- {row.planted.kind}, {row.language}{'' if row.copied else ' (real)'}: {row.planted.claim.measure} "
        f"“{row.planted.claim.span.quote}” now “{row.planted.new}” → {', '.join(row.new) or 'nothing'}: {row.before}"
        for row in rows
        if not row.found
    ]
    return "\n".join(lines[:most])


if __name__ == "__main__":
    main()
