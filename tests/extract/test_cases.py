"""Short sentences as data: each says which claims it holds, and that it holds no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tallymark.extract import extract
from tallymark.model import Claim, Report
from tallymark.packs import load_packs
from tallymark.packs.loader import available
from tests.labelled import CASES, NUMERIC, Label, find_quote, label_of, languages_with_cases, number, read_yaml
from tests.scoring import pair, shared

KINDS = {"seen", "made_up", "must_not_find"}
CASE_FIELDS = {"text", "published", "source", "kind", "claims", "known_failure", "why"}


@dataclass(frozen=True)
class Case:
    """One text with everything it must yield."""

    name: str
    language: str
    text: str
    kind: str
    labels: tuple[Label, ...]
    published: str | None
    source: str | None
    known_failure: str | None


def cases_of(path: Path) -> Iterator[Case]:
    """Yield the cases of one file; a case that says nothing definite is refused."""
    for n, row in enumerate(read_yaml(path), 1):
        name = f"{path.parent.name}-{path.stem}-{n}"
        assert not set(row) - CASE_FIELDS, f"{name}: {set(row) - CASE_FIELDS}"
        assert row["kind"] in KINDS, f"{name}: {row['kind']}"
        assert (row["kind"] == "must_not_find") == (not row["claims"]), f"{name}: kind and claims disagree"
        labels = tuple(label_of(row["text"], claim) for claim in row["claims"])
        yield Case(
            name=name,
            language=path.parent.name,
            text=row["text"],
            kind=row["kind"],
            labels=labels,
            published=row.get("published"),
            source=row.get("source"),
            known_failure=row.get("known_failure"),
        )


def every_case() -> list[Any]:
    """Return all cases as test parameters; a known failure must go on failing, or its mark is out of date."""
    out = []
    for case in (case for language in languages_with_cases() for case in cases_in(language)):
        marks = [pytest.mark.xfail(strict=True, reason=case.known_failure)] if case.known_failure else []
        out.append(pytest.param(case, id=case.name, marks=marks))
    return out


def cases_in(language: str) -> list[Case]:
    """Return all cases of a language."""
    return [case for path in sorted((CASES / language).glob("*.yaml")) for case in cases_of(path)]


@pytest.mark.parametrize("language", sorted({*available(), *languages_with_cases()}))
def test_a_language_has_a_pack_and_cases_enough(language: str) -> None:
    assert language in available(), "a folder of cases without a pack"
    cases = cases_in(language)
    assert len(cases) >= 40
    assert sum(case.kind == "must_not_find" for case in cases) >= 5
    assert len({case.name.split("-")[1] for case in cases}) >= 8, "of how many concepts"


@pytest.mark.parametrize("case", every_case())
def test_case(case: Case) -> None:
    report = Report.of(case.text, published=case.published, source=case.source, language=case.language)
    claims, _ = extract(report, load_packs([case.language]))
    assert all(claim.span.stands_in(case.text) for claim in claims)
    pairs, neutral = pair(case.labels, claims)
    faults = [f"not found: {_say(case.labels[i])}" for i in range(len(case.labels)) if i not in pairs and _due(case, i)]
    for i, j in pairs.items():
        if not case.labels[i].uncertain:
            faults += _differences(case, case.labels[i], claims[j], claims)
    extra = [c for j, c in enumerate(claims) if j not in pairs.values() and j not in neutral and c.measure in NUMERIC]
    faults += [f"not there: {c.measure} {c.figure and c.figure.value} in {c.span.quote!r}" for c in extra]
    assert not faults, "\n".join([case.text, *faults])


def _due(case: Case, i: int) -> bool:
    return not case.labels[i].uncertain


def _say(label: Label) -> str:
    return f"{label.measure} {label.value} in {label.quote!r}"


def _differences(case: Case, label: Label, claim: Claim, claims: Sequence[Claim]) -> list[str]:
    """Say which of the parts that the label states the claim has otherwise."""
    got = _parts(claim)
    out = []
    for name, wanted in label.expects.items():
        if name == "part_of":
            right = _hangs_on(case.text, wanted, claim, claims)
        elif name == "value_max":
            right = claim.figure is not None and claim.figure.value_max == number(wanted)
        elif name in ("people", "officials"):
            right = all(any(_within(one, found) for found in got[name]) for one in wanted)
        elif name == "attribution":
            right = _in_order(wanted, got[name])
        elif name == "place":
            right = any(_within(wanted, found) for found in got[name])
        elif wanted == "null":
            right = got[name] is None
        elif name in ("model", "anchor", "agreement", "provision", "invited_by"):
            right = _within(wanted, got[name] or "")
        else:
            right = got[name] == wanted
        if not right:
            out.append(f"{_say(label)}: {name} should be {wanted}, is {got.get(name, claim.part_of)}")
    return out


def _parts(claim: Claim) -> Mapping[str, Any]:
    """Return the parts of a claim in the terms that cases are written in."""
    figure, inspection, violation = claim.figure, claim.inspection, claim.violation
    return {
        "bound": None if figure is None else figure.bound.value,
        "unit": None if figure is None else figure.unit,
        "value_max": None if figure is None else figure.value_max,
        "people": [mention.id or mention.span.quote for mention in claim.people],
        "item": None if claim.item is None else claim.item.id,
        "model": None if claim.model is None else claim.model.span.quote,
        "place": [place.name for place in claim.places],
        "period": None if claim.period is None else claim.period.edtf,
        "anchor": None if claim.period is None else claim.period.anchor,
        "attribution": [holder.name for holder in claim.attribution],
        "stance": claim.stance.value,
        "scope": claim.scope.value,
        "officials": [] if inspection is None else [official.span.quote for official in inspection.officials],
        "invited_by": None if inspection is None or inspection.invited_by is None else inspection.invited_by.span.quote,
        "agreement": None if violation is None or violation.agreement is None else violation.agreement.span.quote,
        "provision": None if violation is None or violation.provision is None else violation.provision.span.quote,
    }


def _within(wanted: str, found: str) -> bool:
    return wanted.casefold() in found.casefold()


def _in_order(wanted: Sequence[str], found: Sequence[str]) -> bool:
    """Say whether the wanted names stand among the found ones in the same order, nearest first; [] wants nobody."""
    if not wanted:
        return not found
    rest = iter(found)
    return all(any(_within(one, name) for name in rest) for one in wanted)


def _hangs_on(text: str, quote: str, claim: Claim, claims: Sequence[Claim]) -> bool:
    """Say whether a claim is part of one that stands in the quote; `null` says that it is part of none."""
    if quote == "null":
        return claim.part_of is None
    start, end = find_quote(text, quote)
    whole = Label(measure="", value=None, start=start, end=end, quote=quote)
    return any(one.id == claim.part_of and shared(whole, one) for one in claims)
