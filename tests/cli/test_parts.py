"""A claim's words in their context: every part marked, whatever the spans do to one another."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tallymark.cli.parts import claim_parts, in_context, marks
from tallymark.model import Claim, Figure, Holder, Mention, Period, Place, Span

TEXT = (
    "The ministry said on Monday that at least nine anti-personnel mines were found near Saribaba. "
    + "Nothing else of note happened that day in the whole region, and nobody was hurt. " * 4
    + "The ministry cited the defence staff."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


CLAIM = Claim(
    id="claim-0",
    report="report-0",
    measure="found",
    span=span("at least nine anti-personnel mines"),
    figure=Figure(value=Decimal(9), span=span("nine")),
    item=Mention(id="anti_personnel_mine", span=span("anti-personnel mines")),
    measure_cue=span("were found"),
    places=(Place(name="Saribaba", span=span("Saribaba"), relation="near"),),
    period=Period(edtf=None, span=span("Monday"), basis="open"),
    attribution=(
        Holder(name="the defence staff", kind="ministry", span=span("the defence staff"), cue=span("cited")),
        Holder(name="Trend", kind="outlet", inherited=True),
    ),
)


def test_every_part_is_named_with_its_words() -> None:
    told = {(part.name, part.means, None if part.span is None else part.span.quote) for part in claim_parts(CLAIM)}
    assert ("figure", "9", "nine") in told
    assert ("item", "anti-personnel mine", "anti-personnel mines") in told
    assert ("place", "near", "Saribaba") in told
    assert ("time", "the year is left open", "Monday") in told
    assert ("said by", "the defence staff (ministry)", "the defence staff") in told
    assert ("", "shows that the defence staff says so", "cited") in told
    assert ("said by", "Trend (outlet), from what is known about the report", None) in told
    assert ("stance", "asserted", None) in told


def test_parts_are_marked_in_context_and_what_lies_between_is_left_out() -> None:
    shown = in_context(TEXT, marks(claim_parts(CLAIM)))
    assert shown.startswith("The ministry said on [Monday]¹ that [at least [nine]³ [anti-personnel mines]⁴]²")
    assert "[were found]⁵ near [Saribaba]⁶." in shown
    assert shown.endswith("The ministry [cited]⁷ [the defence staff]⁸.")
    assert " … " in shown
    assert len(shown) < len(TEXT)


@given(st.text(min_size=1, max_size=300), st.data())
def test_marks_are_all_there_on_any_text(text: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20)), min_size=1, max_size=6))
    spans = {Span.of(text, start, min(len(text), start + size)) for start, size in places}
    marked = {span: f"⟪{number}⟫" for number, span in enumerate(sorted(spans))}
    shown = in_context(text, marked)
    for mark in marked.values():
        assert shown.count(f"]{mark}") == 1
    assert shown.count("[") - text.count("[") == shown.count("]") - text.count("]") or "[" in text or "]" in text
