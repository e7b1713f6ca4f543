"""Files, folders and standard input: what is taken in, in which order, and that nothing found there stops the rest."""

from __future__ import annotations

import inspect
import io
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from tallymark.model import Origin, Problem, Report
from tallymark.read import TEXT_LIMIT, Metadata
from tallymark.run import intake
from tallymark.run.intake import take_in

NOTHING = Metadata()


def taken(
    *paths: str | Path, defaults: Metadata = NOTHING, stdin: BinaryIO | None = None
) -> tuple[list[tuple[Report, Origin]], list[Problem]]:
    """Take everything in and sort it into reports and problems."""
    rows = list(take_in([str(path) for path in paths], defaults=defaults, stdin=stdin))
    return [r for r in rows if not isinstance(r, Problem)], [r for r in rows if isinstance(r, Problem)]


def write(path: Path, words: str = "Two mines were found.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return path


def test_a_folder_is_read_by_name_with_the_folders_in_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", "c.json", "a.txt"):
        write(tmp_path / name, '{"text": "Four mines."}' if name.endswith("json") else name)
    pairs, problems = taken(tmp_path)
    assert problems == []
    names = [os.path.relpath(origin.name, tmp_path) for _, origin in pairs]
    assert names == ["a/1.txt", "a/2.txt", "a.txt", "b.txt", "c.json"]


def test_hidden_files_and_sidecars_are_no_reports(tmp_path: Path) -> None:
    write(tmp_path / ".hidden.txt")
    write(tmp_path / ".git" / "a.txt")
    write(tmp_path / "a.txt")
    write(tmp_path / "a.txt.meta.json", '{"source": "A"}')
    write(tmp_path / "b.TXT", "Three mines.")
    write(tmp_path / "b.meta.json", '{"source": "B", "published": "2022-11"}')
    pairs, problems = taken(tmp_path)
    assert problems == []
    assert [(r.source, r.published) for r, _ in pairs] == [("A", None), ("B", "2022-11")]


def test_the_sidecar_of_json_lines_speaks_for_every_line(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", '{"text": "One.", "source": "own"}\n{"text": "Two."}\n')
    write(tmp_path / "a.meta.json", '{"source": "beside"}')
    pairs, problems = taken(tmp_path / "a.jsonl")
    assert problems == []
    assert [r.source for r, _ in pairs] == ["own", "beside"]


def test_a_sidecar_without_its_report_is_said(tmp_path: Path) -> None:
    write(tmp_path / "gone.meta.json", "{}")
    write(tmp_path / "here.txt")
    pairs, problems = taken(tmp_path)
    assert len(pairs) == 1
    assert [(p.kind, Path(p.name or "").name) for p in problems] == [("bad_sidecar", "gone.meta.json")]
    assert taken(tmp_path / "gone.meta.json")[1][0].kind == "bad_sidecar"


def test_files_that_are_not_read_are_said_once_per_ending(tmp_path: Path) -> None:
    for name in ("1.pdf", "2.PDF", "in/3.pdf", "4.docx", "5.zip", "README"):
        write(tmp_path / name)
    write(tmp_path / "a.txt")
    pairs, problems = taken(tmp_path)
    assert len(pairs) == 1
    assert [(p.kind, p.reason.split(" passed")[0]) for p in problems] == [
        ("unknown_kind", "1 file without an ending"),
        ("unknown_kind", "1 file ending in .docx"),
        ("unknown_kind", "3 files ending in .pdf"),
        ("archive", "1 file ending in .zip"),
    ]


def test_a_file_that_is_named_and_not_read_is_said_by_itself(tmp_path: Path) -> None:
    pairs, problems = taken(write(tmp_path / "a.pdf"), write(tmp_path / "a.txt"))
    assert len(pairs) == 1
    assert [p.kind for p in problems] == ["unknown_kind"]


def test_what_is_not_there_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to(tmp_path / "gone.txt")
    a = write(tmp_path / "a.txt")
    pairs, problems = taken(tmp_path / "none.txt", "a\0b.txt", "x" * 5000, tmp_path, a)
    assert len(pairs) == 2
    assert [p.kind for p in problems] == ["not_found", "not_found", "unreadable", "not_found"]
    assert "link" in problems[-1].reason


def test_a_file_that_vanishes_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(tmp_path / name, name)
    rows = take_in([str(tmp_path)], defaults=NOTHING, stdin=None)
    next(rows)
    (tmp_path / "b.txt").unlink()
    rest = list(rows)
    assert [row.kind if isinstance(row, Problem) else row[0].text for row in rest] == ["not_found", "c.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_said(tmp_path: Path) -> None:
    write(tmp_path / "a.txt").chmod(0)
    assert [p.kind for p in taken(tmp_path)[1]] == ["unreadable"]


def test_a_file_that_the_system_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", "Three mines.")

    def refuse(path: str) -> BinaryIO:
        if path.endswith("a.txt"):
            raise PermissionError(13, "Permission denied", path)
        return open(path, "rb")

    monkeypatch.setattr(intake, "_opened", refuse)
    pairs, problems = taken(tmp_path)
    assert [r.text for r, _ in pairs] == ["Three mines."]
    assert [(p.kind, p.reason) for p in problems] == [("unreadable", "there is no permission to read it")]


def test_an_error_of_the_disk_in_the_middle_of_json_lines_keeps_what_came_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Failing(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            if not line:
                raise OSError(5, "Input/output error")
            return line

    pairs, problems = taken("-", stdin=Failing(b'{"text": "One."}\n{"text": "Two."}\n'))
    assert len(pairs) == 2
    assert [p.kind for p in problems] == ["unreadable"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    pairs, problems = taken(tmp_path)
    assert pairs == []
    assert [p.kind for p in problems] == ["unreadable"]
    assert "regular file" in problems[0].reason


def test_a_folder_with_the_name_of_a_file_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "x.txt" / "a.txt")
    assert len(taken(tmp_path)[0]) == len(taken(tmp_path / "x.txt")[0]) == 1


def test_a_ring_of_links_has_an_end(tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    pairs, problems = taken(tmp_path)
    assert len(pairs) == 1
    assert [p.kind for p in problems] == ["loop", "loop"]


def test_folders_may_go_deeper_than_calls(tmp_path: Path) -> None:
    write(tmp_path.joinpath(*["d"] * 200) / "a.txt")
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        pairs, problems = taken(tmp_path)
    finally:
        sys.setrecursionlimit(usual)
    assert (len(pairs), problems) == (1, [])


def test_200_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.json", "c.html"):
        with open(tmp_path / name, "wb") as file:
            file.truncate(200_000_000)
    write(tmp_path / "d.txt")
    start = time.perf_counter()
    pairs, problems = taken(tmp_path)
    assert time.perf_counter() - start < 0.5
    assert len(pairs) == 1
    assert [p.kind for p in problems] == ["too_large"] * 3
    assert "200 MB" in problems[0].reason


def test_json_lines_may_be_of_any_size_but_a_line_may_not(tmp_path: Path) -> None:
    with open(tmp_path / "a.jsonl", "wb") as file:
        file.write(b'{"text": "One."}\n')
        file.seek(200_000_000)
        file.write(b'\n{"text": "Two."}\n')
    pairs, problems = taken(tmp_path)
    assert [(r.text, o.name.rpartition("#")[2]) for r, o in pairs] == [("One.", "1"), ("Two.", "3")]
    assert [p.kind for p in problems] == ["too_large"]


def test_nothing_is_held(tmp_path: Path) -> None:
    """Each report is yielded before the next file is looked at."""
    for number in range(5):
        write(tmp_path / f"{number}.txt", str(number))
    rows = take_in([str(tmp_path)], defaults=NOTHING, stdin=None)
    next(rows)
    for number in range(1, 5):
        write(tmp_path / f"{number}.txt", f"{number} changed")
    texts = [row[0].text for row in rows if not isinstance(row, Problem)]
    assert texts == ["1 changed", "2 changed", "3 changed", "4 changed"]


def test_the_same_text_under_three_names_is_one_report(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "in/c.txt"):
        write(tmp_path / name)
    pairs, problems = taken(tmp_path)
    assert problems == []
    assert len({r.id for r, _ in pairs}) == 1
    assert [o.stem for _, o in pairs] == ["a", "b", "c"]


def test_the_order_of_the_paths_changes_no_id(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{number}.txt", f"{number} mines were found.") for number in range(4)]
    there, back = taken(*paths)[0], taken(*reversed(paths))[0]
    assert {(r, o) for r, o in there} == {(r, o) for r, o in back}


def test_defaults_that_make_no_sense_are_said_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path / name)
    pairs, problems = taken(tmp_path, defaults=Metadata(published="soon", source="A"))
    assert [(r.published, r.source) for r, _ in pairs] == [(None, "A")] * 2
    assert [p.kind for p in problems] == ["bad_field"]


def test_a_name_that_is_no_unicode_is_read(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(name, "wb") as file:
        file.write(b"Two mines.")
    ((_, origin),), problems = taken(tmp_path)
    assert problems == []
    assert origin.name.endswith("\\xff.txt")


@pytest.mark.parametrize(
    ("data", "texts", "names"),
    [
        (b"Two mines were found.\n", ["Two mines were found.\n"], ["-"]),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."], ["-#1", "-#2"]),
        (b'\n{"text": "One."}', ["One."], ["-#2"]),
        (b'{"text": bro\n{"text": "Two."}\n', ["Two."], ["-#2"]),
        (b'{\n "text": "One."\n}\n', ["One."], ["-"]),
        (b'[{"text": "One."},\n{"text": "Two."}]', ["One.", "Two."], ["-#1", "-#2"]),
        (b"[Update] Two mines.", ["[Update] Two mines."], ["-"]),
        (b"<!doctype html>\n<p>Two mines were found.</p>", ["Two mines were found."], ["-"]),
    ],
)
def test_standard_input_is_told_by_how_it_begins(data: bytes, texts: list[str], names: list[str]) -> None:
    pairs, _ = taken("-", stdin=io.BytesIO(data))
    assert [r.text for r, _ in pairs] == texts
    assert [o.name for _, o in pairs] == names
    assert pairs[0][1].stem.startswith("stdin")


def test_bad_standard_input_is_a_problem() -> None:
    assert [p.kind for p in taken("-")[1]] == ["unreadable"]
    assert [p.kind for p in taken("-", stdin=io.BytesIO(b""))[1]] == ["empty"]
    assert [p.kind for p in taken("-", stdin=io.BytesIO(b"x" * (TEXT_LIMIT + 5)))[1]] == ["too_large"]
    assert [p.kind for p in taken("-", stdin=io.BytesIO(b'{"text": '))[1]] == ["bad_json"]


def test_json_lines_on_standard_input_are_taken_as_they_come() -> None:
    class Slow(io.BytesIO):
        taken = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.taken += 1
            return json.dumps({"text": f"{self.taken} mines."}).encode() + b"\n"

    stream = Slow()
    rows: Iterator[object] = take_in(["-"], defaults=NOTHING, stdin=stream)
    next(rows)
    next(rows)
    next(rows)
    assert stream.taken == 3
