"""Dates: what settles a year, and that no number of a date is left to be counted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallymark.extract.periods import find_ages, find_periods, period_for
from tallymark.model import Period, Report
from tallymark.rules import Chunk
from tests.engines import english


def periods(text: str, published: str | None = None) -> list[Chunk[Period | None]]:
    engine = english()
    chunks = find_periods(engine.line(text), engine, Report.of(text, published=published))
    return [chunk._replace(thing=chunk.thing if isinstance(chunk.thing, Period) else None) for chunk in chunks]


def edtf(text: str, published: str | None = None) -> list[str | None]:
    return [chunk.thing.edtf for chunk in periods(text, published) if chunk.thing is not None]


def test_the_year_is_publications_or_is_left_open() -> None:
    text = "Since August of this year mines were found; officers came on November 23."
    assert edtf(text, "2022-11-24") == ["2022-08/..", "2022-11-23"]
    assert edtf(text) == ["XXXX-08/..", "XXXX-11-23"]
    assert [chunk.thing.basis for chunk in periods(text, "2022-11-24") if chunk.thing] == ["publication", "publication"]
    assert [chunk.thing.basis for chunk in periods(text) if chunk.thing] == ["open", "open"]


def test_a_month_is_not_settled_by_a_year_of_publication() -> None:
    assert edtf("Mines were found in June.", "2022") == ["XXXX-06"]
    assert edtf("Mines were found in June.", "2022-06") == ["2022-06"]


def test_a_day_shortly_after_publication_stays_open_unless_the_words_look_ahead() -> None:
    assert edtf("The team has August 19 on its list.", "2025-08-18") == ["XXXX-08-19"]
    assert edtf("The team will see the mines on August 19.", "2025-08-18") == ["2025-08-19"]
    assert edtf("The team saw the mines on August 19.", "2025-12-18") == ["2025-08-19"]


def test_a_war_that_names_a_year_is_an_anchor_without_a_date() -> None:
    (chunk,) = periods("Since the end of the 2020 war, 268 of our citizens have suffered.")
    assert chunk.thing is not None
    assert chunk.thing.edtf is None
    assert chunk.thing.anchor == "the end of the 2020 war"
    assert chunk.thing.span.quote == "Since the end of the 2020 war"


NO_COUNT = [
    "12 August 2025", "August 12, 2025", "Aug. 9", "Oct. 13", "9 Aug", "Jan 23", "2022-12-20", "01.30.2012",
    "11/4/2023",
    "March 1st 2021", "the 5th of October", "November 9-18", "October 21-23", "from 1974 to 1979", "in 1964-1973",
    "the 1980s", "in 2022", "the end of 2022", "mid 2015", "mid-June 2018", "the first half of 2025", "Q1 2023",
    "the first four months of 2022", "by 31st December 2017", "as of 1 July 2000", "the past 30 years", "20 years ago",
    "2.15 pm", "7:20 p.m.", "about 06:40 (GMT+4)", "6:00am", "9 am", "the last 2 months",
    "between January 2022 and June 2023",
]  # fmt: skip


@pytest.mark.parametrize("words", NO_COUNT)
def test_no_number_of_a_date_is_left_to_be_counted(words: str) -> None:
    engine = english()
    text = f"It was said {words}, mines were found."
    line = engine.line(text)
    line = line.merged(find_periods(line, engine, Report.of(text, published="2025-11-24")))
    numbers = set(engine.symbols.letters("number") + engine.symbols.letters("num"))
    left = [text[line.starts[at] : line.ends[at]] for at, symbol in enumerate(line.symbols) if symbol in numbers]
    assert left == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("On August 9, 100 mines were found.", "100"), ("On Aug. 9 1,350 mines were found.", "1,350"),
     ("On May 9 200 mines were found.", "200"), ("They found 19, 746 mines.", "19, 746")],
)  # fmt: skip
def test_a_day_is_no_part_of_the_figure_behind_it(text: str, count: str) -> None:
    engine = english()
    line = engine.line(text)
    line = line.merged(find_periods(line, engine, Report.of(text)))
    number = engine.symbol("number")
    assert [text[line.starts[at] : line.ends[at]] for at, one in enumerate(line.symbols) if one == number] == [count]


COUNTS = ["They cleared 2021 mines.", "There were 12 dead in 3 villages.", "9 mines and 20 shells were found.",
          "It took 20 minutes.", "Of 2021 people asked, 5 were hurt.", "30 years of war",
          "They may 3 times be told."]  # fmt: skip


@pytest.mark.parametrize("text", COUNTS)
def test_counts_are_no_dates(text: str) -> None:
    assert periods(text, "2025-11-24") == []


def test_the_nearest_date_of_the_clause_dates_a_claim() -> None:
    text = "On August 4 they found 18 mines, and on August 9 a mine hurt three men; since July six were hurt. More."
    chunks = periods(text, "2025-08-11")

    def of(words: str) -> str | None:
        period = period_for(chunks, text.index(words), 0, text.index("More"), text)
        return None if period is None else period.edtf

    assert (of("18 mines"), of("three men"), of("six were")) == ("2025-08-04", "2025-08-09", "2025-07/..")
    assert period_for(chunks, text.index("More"), text.index("More"), len(text), text) is None


def test_the_year_a_thing_was_made_dates_no_claim() -> None:
    text = "Since August 2022 in Lachin 1,119 mines made in 2021 were found."
    period = period_for(periods(text), text.index("1,119"), 0, len(text), text)
    assert period is not None
    assert period.edtf == "2022-08/.."


WORDS = st.sampled_from(
    ["on", "since", "from", "to", "between", "and", "the", "of", "in", "May", "March", "3", "31", "Feb.", "2021",
     "1979", "-", "–", "/", "(", ")", ",", ":", "'s", "today", "last", "Friday", "ago", "two", "years", "2022-11-23",
     "99/99/99", "30.02.2021", "first", "half", "end", "until", "born", "24", "İ", "١٢", "war", "ceasefire", "\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60),
    st.sampled_from([None, "2022", "2022-11", "2022-02-28", "x"]),
)
def test_whatever_the_words_chunks_are_in_order_and_quote_the_text(text: str, published: str | None) -> None:
    engine = english()
    line = engine.line(text)
    chunks = find_periods(line, engine, Report.of(text, published=published))
    ends = [0, *(chunk.last for chunk in chunks)]
    assert all(end <= chunk.first < chunk.last for end, chunk in zip(ends, chunks, strict=False))
    assert all(not isinstance(chunk.thing, Period) or chunk.thing.span.stands_in(text) for chunk in chunks)
    merged = line.merged(chunks)
    ends = [0, *(chunk.last for chunk in find_ages(merged, engine))]
    assert ends == sorted(ends)
