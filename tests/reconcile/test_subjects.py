"""That totals are parted as if each were held against every total before it."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tallymark.model import Span
from tallymark.reconcile.subjects import ONE_VOICE, TELLING, subjects_of
from tallymark.reconcile.totals import Total

PLACES = st.lists(st.sampled_from(["Soro", "Pelna", "Istra"]), max_size=2, unique=True).map(tuple)
VOICES = st.lists(
    st.sampled_from(["ministry of soro", "the ministry of soro", "istra radio", "gazette"]), max_size=2, unique=True
).map(tuple)


@st.composite
def totals(draw: st.DrawFn) -> list[Total]:
    rows = draw(st.lists(st.tuples(PLACES, VOICES, st.sampled_from([7, 150, 900]), st.integers(0, 5)), max_size=14))
    return [
        Total(
            key=("found", "mine", "", "2021-01", False),
            story="story-1",
            rank=0,
            report=f"report-{report}",
            name="Gazette",
            published="2021-05-01" if report % 2 else None,
            claim=f"claim-{number:02}",
            span=Span(0, 1, "x"),
            value=Decimal(value),
            exact=True,
            item=None,
            people=(),
            places=places,
            voices=voices,
        )
        for number, (places, voices, value, report) in enumerate(rows)
    ]


def one_by_one(given: list[Total]) -> list[list[Total]]:
    """Return the subjects, each total held against every subject in turn."""
    out: list[list[Total]] = []
    for total in sorted(given, key=lambda total: (total.published or "9", total.claim)):
        home = next((subject for subject in out if takes(subject, total)), None)
        if home is None:
            out.append([total])
        else:
            home.append(total)
    return out


def takes(subject: list[Total], total: Total) -> bool:
    if any(other.report == total.report and other.value != total.value for other in subject):
        return False
    places = {place for other in subject for place in other.places}
    if places and total.places:
        return not places.isdisjoint(total.places)
    if total.value >= TELLING and any(other.value == total.value for other in subject):
        return True
    voices = {voice for other in subject for voice in other.voices}
    return any(fuzz.partial_ratio(one, other) >= ONE_VOICE for one in total.voices for other in voices)


@settings(max_examples=300, deadline=None)
@given(totals())
def test_looking_up_comes_to_the_same_as_looking_at_each(given: list[Total]) -> None:
    assert subjects_of(given) == one_by_one(given)
