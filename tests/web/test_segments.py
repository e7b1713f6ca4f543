"""How overlapping claims are cut into stretches: nothing is lost, nothing is lit that is not said."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tallymark.model import Span
from tallymark.web.escape import report_words, representable
from tallymark.web.segments import Segment, cut, paragraph_breaks
from tallymark.web.versions import Cover, paragraphs
from tests.web.recording import elements

Place = tuple[int, int]


def places(length: int, *spans: Place) -> list[tuple[int, int, tuple[int, ...]]]:
    return [(one.start, one.end, one.covers) for one in cut(length, spans)]


def covered(segments: list[Segment], index: int) -> list[Place]:
    return [(one.start, one.end) for one in segments if index in one.covers]


def test_a_text_without_claims_is_one_stretch() -> None:
    assert places(5) == [(0, 5, ())]
    assert places(0) == []


def test_a_nested_span_stands_after_the_one_around_it() -> None:
    assert places(9, (3, 5), (1, 8)) == [(0, 1, ()), (1, 3, (1,)), (3, 5, (1, 0)), (5, 8, (1,)), (8, 9, ())]


def test_overlapping_spans_share_what_both_cover() -> None:
    assert places(9, (0, 6), (3, 8)) == [(0, 3, (0,)), (3, 6, (0, 1)), (6, 8, (1,)), (8, 9, ())]


def test_identical_spans_cover_one_stretch_in_the_order_given() -> None:
    assert places(6, (2, 4), (2, 4)) == [(0, 2, ()), (2, 4, (0, 1)), (4, 6, ())]


def test_adjacent_spans_do_not_run_into_each_other() -> None:
    assert places(6, (0, 3), (3, 6)) == [(0, 3, (0,)), (3, 6, (1,))]


def test_of_spans_that_end_together_the_inner_one_closes_first() -> None:
    (last,) = [one for one in cut(8, [(0, 8), (5, 8)]) if one.end == 8]
    assert last.closes == (1, 0)
    assert [one.opens for one in cut(8, [(0, 8), (5, 8)])] == [(0,), (1,)]


def test_what_lies_outside_the_text_or_covers_nothing_is_passed_over() -> None:
    assert places(4, (-3, 2), (3, 99), (2, 2), (3, 1), (50, 60)) == [(0, 2, (0,)), (2, 3, ()), (3, 4, (1,))]


def test_no_stretch_runs_over_the_end_of_a_line() -> None:
    text = "one\ntwo"
    assert [(one.start, one.end) for one in cut(len(text), [(0, 7)], paragraph_breaks(text))] == [(0, 4), (4, 7)]


SPANS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=12)


@given(st.text(max_size=50), SPANS)
def test_the_stretches_joined_are_the_text(text: str, spans: list[Place]) -> None:
    segments = cut(len(text), spans, paragraph_breaks(text))
    assert "".join(text[one.start : one.end] for one in segments) == text
    assert all(one.start < one.end for one in segments)


@given(st.integers(0, 50), SPANS)
def test_every_span_covers_exactly_its_words(length: int, spans: list[Place]) -> None:
    segments = cut(length, spans)
    for index, (start, end) in enumerate(spans):
        inside = list(range(max(0, start), min(length, end)))
        assert [place for a, b in covered(segments, index) for place in range(a, b)] == inside
        assert (
            sum(index in one.opens for one in segments) == sum(index in one.closes for one in segments) == bool(inside)
        )


@given(st.integers(0, 50), SPANS)
def test_the_outermost_span_comes_first(length: int, spans: list[Place]) -> None:
    for segment in cut(length, spans):
        sizes = [min(length, spans[index][1]) - max(0, spans[index][0]) for index in segment.covers]
        assert sizes == sorted(sizes, reverse=True)


class Words(HTMLParser):
    """The text content of a piece of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(max_size=60) | st.text(alphabet="<>&\"'/!-a\u202e\u202d\r\n\x00;#x", max_size=60))
def test_markup_says_what_the_report_says(text: str) -> None:
    markup = str(report_words(text))
    assert Words(markup).text == representable(text)
    assert len(representable(text)) == len(text)
    assert {one.tag for one in elements(markup)} <= {"bdi"}


@given(st.text(alphabet="ab\n <&\u202e𝟗é", max_size=40), SPANS)
def test_the_paragraphs_joined_are_the_text_and_every_side_lights_its_words(text: str, spans: list[Place]) -> None:
    kept = [(start, end) for start, end in spans if 0 <= start < end <= len(text)]
    covers = [Cover(span=Span.of(text, *place), side=str(index)) for index, place in enumerate(kept)]
    lines = paragraphs(text, covers)
    pieces = [piece for line in lines for piece in line.pieces]
    assert "".join(Words(str(piece.words)).text for piece in pieces) == representable(text)
    for index, cover in enumerate(covers):
        lit = "".join(Words(str(piece.words)).text for piece in pieces if str(index) in piece.sides)
        assert lit == cover.span.quote
        assert sum(str(index) in piece.anchors for piece in pieces) == 1


def test_a_span_whose_quote_is_not_there_lights_nothing() -> None:
    lines = paragraphs("nine mines", [Cover(span=Span(0, 4, "nein"), side="x")])
    assert [piece.sides for line in lines for piece in line.pieces] == [()]
