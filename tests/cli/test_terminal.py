"""What reaches a terminal: nothing that commands it, lines of its width, the same words with and without colour."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallymark.cli.terminal import COMMANDS, Paper, cells, plain, wrap


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("nine\x1b[2Jmines", "nine⟨U+001B⟩[2Jmines"),
        ("nine\x9b2Jmines", "nine⟨U+009B⟩2Jmines"),
        ("\x1b]0;title\x07", "⟨U+001B⟩]0;title⟨U+0007⟩"),
        ("9\u202e21\u202c", "9⟨U+202E⟩21⟨U+202C⟩"),
        ("9\u2066 mines\u2069", "9⟨U+2066⟩ mines⟨U+2069⟩"),
        ("back\x08\x08space", "back⟨U+0008⟩⟨U+0008⟩space"),
        ("half a pair \ud800", "half a pair ⟨U+D800⟩"),
        ("one\r\ntwo\u2028three", "one two three"),
    ],
)
def test_what_could_command_a_terminal_is_shown_by_its_number(hostile: str, shown: str) -> None:
    assert plain(hostile) == shown


def test_letters_that_languages_are_written_with_stay() -> None:
    words = "Kəlbəcər · Кельбаджар · می‌خواهم · كلبجر · नौ खानें · \u200fعربي"
    assert plain(words) == words


@given(st.text())
def test_nothing_but_words_is_left_of_any_text(text: str) -> None:
    assert COMMANDS.search(plain(text)) is None


@given(st.text(alphabet="ab 地é", max_size=80), st.integers(5, 40))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert " ".join(lines).split(" ") == [*filter(None, text.split(" "))] or not text.strip(" ")
    assert all(cells(line) <= width or " " not in line for line in lines)


def written(width: int, colour: bool) -> str:
    stream = io.StringIO()
    paper = Paper(stream, width=width, colour=colour)
    paper.heading("Tallies", "each thing counted once")
    paper.columns([("1,119", "", "found", "mines in the Kalbajar and Lachin directions since August")], right=(0,))
    paper.line("– 1,119 + 1,609 = 2,728, as both versions say; the sum closes.", indent=2, hang=2, style="faint")
    return stream.getvalue()


def test_without_colour_the_words_are_the_same() -> None:
    coloured = written(60, colour=True)
    assert "\x1b[" in coloured
    assert re.sub("\x1b\\[[0-9]+m", "", coloured) == written(60, colour=False)


@pytest.mark.parametrize("width", [40, 60, 80])
def test_lines_keep_to_the_width(width: int) -> None:
    lines = written(width, colour=False).splitlines()
    assert max(map(cells, lines)) <= width
    assert len(lines) >= 4


def test_a_report_cannot_colour_or_clear() -> None:
    stream = io.StringIO()
    paper = Paper(stream, width=60, colour=True)
    paper.columns([("\x1b[31m", "\x1b[2J")])
    paper.line("\x1b[H", style="faint")
    paper.heading("\x1b[8m", "\x1b[8m")
    assert re.findall("\x1b\\[[0-9;]*[A-Za-z]", stream.getvalue()) == [
        "\x1b[2m", "\x1b[0m", "\x1b[1m", "\x1b[0m", "\x1b[2m", "\x1b[0m",
    ]  # fmt: skip
