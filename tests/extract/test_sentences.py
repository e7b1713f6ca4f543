"""Sentences: where they end, and which lines are headlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.extract.sentences import Sentence, find_sentences
from tallymark.rules import Line
from tests.engines import english


def read(text: str) -> tuple[Line, list[Sentence]]:
    line = english().line(text)
    return line, find_sentences(text, line, english())


def sentences(text: str) -> list[str]:
    line, found = read(text)
    return [text[line.starts[s.first] : line.ends[s.last - 1]].strip() for s in found]


def headlines(text: str) -> list[str]:
    line, found = read(text)
    return [text[line.starts[s.first] : line.ends[s.last - 1]].strip() for s in found if s.headline]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two died. Three lived.", ["Two died.", "Three lived."]),
        ("Gen. Rill spoke. He left.", ["Gen. Rill spoke.", "He left."]),
        ("J. Rill spoke.", ["J. Rill spoke."]),
        ("It cost 1.5 million. Good.", ["It cost 1.5 million.", "Good."]),
        ("“Two died.” He wept.", ["“Two died.”", "He wept."]),
        ("See a.example.org now.", ["See a.example.org now."]),
        ("It was wrapped\nafter a word. Yes.", ["It was wrapped\nafter a word.", "Yes."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("Really?! Yes...", ["Really?!", "Yes..."]),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, found: list[str]) -> None:
    assert sentences(text) == found


def test_lines_before_the_first_full_sentence_are_headlines_and_so_are_their_repeats() -> None:
    title = "Mine kills two near Orlava"
    text = f"{title}\nBy our reporter\nA mine killed two people.\nMore was said.\n{title}"
    assert headlines(text) == [title, "By our reporter", title]


@pytest.mark.parametrize("text", ["Mine kills two", "Mine kills two\nNobody saw it", "A mine killed two people."])
def test_a_text_of_headlines_alone_has_none(text: str) -> None:
    """Something must be the body of a report."""
    assert headlines(text) == []


@given(st.text(st.sampled_from("ab A.!?\n“”\"')1,;")) | st.text(st.characters(), max_size=60))
def test_sentences_cover_a_line_in_order(text: str) -> None:
    line, found = read(text)
    assert [unit for s in found for unit in range(s.first, s.last)] == list(range(len(line)))
    assert all(s.first < s.last for s in found)
    assert [s.paragraph for s in found] == sorted(s.paragraph for s in found)
