"""JSON Lines: streamed, one report a line, and a broken line costs nothing but itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tallymark.model import Problem
from tallymark.read import TEXT_LIMIT, Metadata, read_bytes, read_lines


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_one_broken_line_is_one_problem_and_the_rest_is_read() -> None:
    lines = [line(text="One mine."), b'{"text": "Two mi\n', b"\n", line(text="Three mines.", id="third")]
    rows = list(read_lines("in/a.jsonl", lines))
    assert [row.kind if isinstance(row, Problem) else row[1].name for row in rows] == [
        "in/a.jsonl#1",
        "bad_json",
        "in/a.jsonl#4",
    ]
    problem = rows[1]
    assert isinstance(problem, Problem)
    assert problem.name == "in/a.jsonl#2"
    assert [row[1].stem for row in rows if not isinstance(row, Problem)] == ["a#1", "third"]


def test_bytes_are_read_line_by_line_too() -> None:
    data = b"\xef\xbb\xbf" + line(text="One mine.") + b"nonsense\r\n" + line(text="Two mines.")
    pairs, problems = read_bytes("a.jsonl", data)
    assert [report.text for report, _ in pairs] == ["One mine.", "Two mines."]
    assert [p.name for p in problems] == ["a.jsonl#2"]


def test_lines_are_taken_one_at_a_time() -> None:
    taken = []

    def lines() -> Iterator[bytes]:
        for number in range(1000):
            taken.append(number)
            yield line(text=f"{number} mines.")

    rows = read_lines("a.jsonl", lines())
    next(rows)
    next(rows)
    assert taken == [0, 1]


def test_unknown_fields_are_said_once_for_the_whole_input() -> None:
    lines = [line(text="One.", author="X"), line(text="Two.", author="Y"), line(text="Three.", author="Z", tag=1)]
    problems = [row for row in read_lines("a.jsonl", lines) if isinstance(row, Problem)]
    assert [(p.kind, p.name, p.reason.rpartition(": ")[2]) for p in problems] == [
        ("unknown_field", "a.jsonl", "author"),
        ("unknown_field", "a.jsonl", "tag"),
    ]


def test_a_line_in_another_encoding_is_read_and_said() -> None:
    text = "Министерство сообщило, что найдены 350 мин, их обезвредили сапёры."
    rows = list(read_lines("a.jsonl", [json.dumps({"text": text}, ensure_ascii=False).encode("cp1251")]))
    problem, pair = rows
    assert isinstance(problem, Problem)
    assert not isinstance(pair, Problem)
    assert (problem.kind, problem.report) == ("encoding_guessed", pair[0].id)
    assert (pair[0].text, pair[1].encoding) == (text, "cp1251")


def test_a_line_that_is_too_long_is_left_out() -> None:
    rows = list(read_lines("a.jsonl", [b"x" * (TEXT_LIMIT + 1), line(text="Two mines.")]))
    assert [row.kind if isinstance(row, Problem) else row[0].text for row in rows] == ["too_large", "Two mines."]


def test_utf16_is_said_once_and_not_per_line() -> None:
    rows = list(read_lines("a.jsonl", '{"text": "a"}\n{"text": "b"}\n'.encode("utf-16").splitlines(keepends=True)))
    assert [row.kind for row in rows if isinstance(row, Problem)] == ["encoding_unknown"]
    assert len(rows) == 1


def test_defaults_fill_what_a_line_does_not_say() -> None:
    (row,) = read_lines("a.jsonl", [line(text="Two.", source="B")], defaults=Metadata(source="A", language="en"))
    assert not isinstance(row, Problem)
    assert (row[0].source, row[0].language) == ("B", "en")
