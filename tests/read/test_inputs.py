"""One input's bytes to reports: each kind, each field, and all that can be wrong with it."""

from __future__ import annotations

import json

import pytest

from tallymark.model import Origin, Problem, Report
from tallymark.read import Metadata, read_bytes
from tallymark.read.inputs import KINDS
from tallymark.read.problems import TEXT_LIMIT

RUSSIAN = "Министерство обороны сообщило, что 24 ноября были обнаружены 350 противопехотных мин, двое ранены."


def one(name: str, data: bytes, **more: object) -> tuple[Report, Origin]:
    """Read an input that holds one report and no problem."""
    pairs, problems = read_bytes(name, data, **more)  # type: ignore[arg-type]
    assert problems == []
    (pair,) = pairs
    return pair


def refused(name: str, data: bytes, **more: object) -> Problem:
    """Read an input that holds no report and one problem."""
    pairs, problems = read_bytes(name, data, **more)  # type: ignore[arg-type]
    assert pairs == []
    (problem,) = problems
    assert problem.name == name
    assert problem.reason
    return problem


def as_json(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def test_text_is_kept_as_it_stands_but_for_line_ends() -> None:
    report, origin = one("in/a.txt", "  Two ﬁelds: 2² km²,\r\nİstanbul\r\u202e e\u0301  \n".encode())
    assert report.text == "  Two ﬁelds: 2² km²,\nİstanbul\n\u202e e\u0301  \n"
    assert report.title is None
    assert (origin.name, origin.stem, origin.encoding, origin.report) == ("in/a.txt", "a", "utf-8", report.id)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert one("a.txt", b"\xef\xbb\xbfTwo mines.")[0].id == one("a.txt", b"Two mines.")[0].id


def test_nuls_are_taken_out_of_plain_text_and_said() -> None:
    ((report, _),), problems = read_bytes("a.txt", b"Two mi\0nes were found in the field.\0")
    assert report.text == "Two mines were found in the field."
    assert [(p.kind, p.report) for p in problems] == [("nul_removed", report.id)]
    assert "2 NUL" in problems[0].reason


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", "\u2003\n".encode()])
def test_an_input_without_words_is_empty(data: bytes) -> None:
    assert refused("a.txt", data).kind == "empty"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"%PDF-1.7\n1 0 obj", "binary"),
        ("a.html", b"\x89PNG\r\n\x1a\n", "binary"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"\0" * 5000, "binary"),
        ("a.txt", b"PK\x03\x04 and so on", "archive"),
        ("a.json", b"\x1f\x8b\x08", "archive"),
        ("reports.zip", b"", "archive"),
        ("a.txt.gz", b"Two mines.", "archive"),
        ("a.docx", b"Two mines.", "unknown_kind"),
        ("README", b"Two mines.", "unknown_kind"),
        ("a.txt.meta.json", b"{}", "unknown_kind"),
        ("a.txt", b"x" * (TEXT_LIMIT + 1), "too_large"),
        ("a.json", b"x" * (TEXT_LIMIT + 1), "too_large"),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(name: str, data: bytes, kind: str) -> None:
    assert refused(name, data).kind == kind


def test_metadata_in_the_file_counts_before_the_sidecar_and_the_sidecar_before_the_defaults() -> None:
    own = as_json(text="Two mines.", source="own")
    beside = as_json(source="beside", url="https://beside.example/")
    defaults = Metadata(source="default", url="https://default.example/", published="2022-11", language="fr")
    report, origin = one("a.json", own, sidecar=beside, defaults=defaults)
    assert (report.source, report.url, report.published) == ("own", "https://beside.example/", "2022-11")
    assert (report.language, report.language_given) == ("fr", True)
    assert (origin.source, origin.url, origin.published) == (report.source, report.url, report.published)


def test_the_language_is_worked_out_where_nobody_gave_it() -> None:
    report, _ = one("a.txt", RUSSIAN.encode())
    assert (report.language, report.language_given) == ("ru", False)


def test_a_json_text_is_taken_exactly_as_it_stands() -> None:
    text = "\ufeff  Two mines.\r\nThree\u202e \n"
    assert one("a.json", as_json(text=text))[0].text == text


def test_what_no_store_can_hold_in_a_json_text_is_shown_one_for_one() -> None:
    ((report, _),), problems = read_bytes("a.json", b'{"text": "a\\u0000b\\ud83dc"}')
    assert report.text == "a\ufffdb\ufffdc"
    assert [(p.kind, p.report) for p in problems] == [("damaged", report.id)]


def test_a_list_of_objects_is_as_many_reports_and_one_bad_object_spoils_no_other() -> None:
    data = json.dumps([{"text": "One mine.", "id": "first"}, {"title": "no text"}, "words", {"text": "Two."}]).encode()
    pairs, problems = read_bytes("in/a.json", data)
    assert [(origin.name, origin.stem) for _, origin in pairs] == [("in/a.json#1", "first"), ("in/a.json#4", "a#4")]
    assert [(p.name, p.kind) for p in problems] == [("in/a.json#2", "bad_json"), ("in/a.json#3", "bad_json")]


def test_fields_that_are_not_documented_are_ignored_and_named() -> None:
    pairs, problems = read_bytes("a.json", as_json(text="Two mines.", author="X", body=1))
    assert len(pairs) == 1
    assert [p.kind for p in problems] == ["unknown_field"]
    assert problems[0].reason.endswith("author, body")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": 5}, '"title" is a number'),
        ({"id": 5}, '"id" is a number'),
        ({"url": ["x"]}, '"url" is a list'),
        ({"published": True}, '"published" is true or false'),
        ({"published": "24/11/2022"}, "no date"),
        ({"published": "2022-02-30"}, "no date"),
        ({"published": "٢٠٢٢"}, "no date"),
        ({"language": "English"}, "no language code"),
    ],
)
def test_a_field_that_makes_no_sense_is_left_out_and_said(fields: dict[str, object], words: str) -> None:
    ((report, origin),), problems = read_bytes("a.json", as_json(text="Two mines were found by the army.", **fields))
    assert (report.title, report.url, report.published, report.language) == (None, None, None, "en")
    assert origin.stem == "a"
    (problem,) = problems
    assert problem.kind == "bad_field"
    assert words in problem.reason
    assert problem.report == report.id


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2022", "2022"),
        ("2022-11", "2022-11"),
        ("2022-11-24", "2022-11-24"),
        ("2022-11-24T23:59:00+04:00", "2022-11-24"),
    ],
)
def test_dates_are_kept_as_far_as_they_are_known(given: str, kept: str) -> None:
    assert one("a.json", as_json(text="Two mines.", published=given))[0].published == kept


def test_null_and_empty_fields_are_fields_that_nobody_gave() -> None:
    report, origin = one("a.json", as_json(text="Two mines.", title=None, source="  ", id=""))
    assert (report.title, report.source, origin.stem) == (None, None, "a")


@pytest.mark.parametrize(
    "data",
    [
        b'{"text": "Two mi',
        b'{"text": 7}',
        b'{"text": null}',
        b"{}",
        b"7",
        b"[" * 100_000,
        b'{"text": "a", "n": ' + b"9" * 5000 + b"}",
        b'{"text": "a"} {"text": "b"}',
    ],
)
def test_bad_json_is_one_problem(data: bytes) -> None:
    assert refused("a.json", data).kind == "bad_json"


def test_bad_defaults_are_said() -> None:
    pairs, problems = read_bytes("a.txt", b"Two mines.", defaults=Metadata(published="soon"))
    assert pairs[0][0].published is None
    assert [p.kind for p in problems] == ["bad_field"]


@pytest.mark.parametrize("sidecar", [b"{", b"[]", b"\x89PNG\r\n", b"x" * (TEXT_LIMIT + 1)])
def test_a_sidecar_that_cannot_be_used_costs_the_report_nothing(sidecar: bytes) -> None:
    pairs, problems = read_bytes("a.txt", b"Two mines.", sidecar=sidecar)
    assert len(pairs) == 1
    assert [(p.kind, p.name) for p in problems] == [("bad_sidecar", "a.txt.meta.json")]


def test_control_characters_of_metadata_reach_no_terminal() -> None:
    report, _ = one("a.json", as_json(text="Two mines.", title="Mine\n\x1b[31m kills\0", source="\x07A"))
    assert (report.title, report.source) == ("Mine [31m kills", "A")


def test_one_text_under_three_names_is_one_report_with_three_origins() -> None:
    pairs = [one(name, b"Two mines.\n") for name in ("a.txt", "in/b.txt")]
    pairs.append(one("c.json", as_json(text="Two mines.\n", source="C", id="third")))
    assert len({report.id for report, _ in pairs}) == 1
    assert [origin.stem for _, origin in pairs] == ["a", "b", "third"]


def test_a_name_that_no_store_can_hold_is_written_in_digits() -> None:
    pairs, _ = read_bytes("in/\udcff.txt", b"Two mines.")
    assert pairs[0][1].name == "in/\\xff.txt"


def test_every_ending_is_read_in_capitals_too() -> None:
    bodies = {"text": b"Two mines.", "page": b"<p>Two mines.</p>", "json": b'{"text": "Two."}'}
    for ending, kind in KINDS.items():
        pairs, _ = read_bytes("A" + ending.upper(), bodies.get(kind, b'{"text": "Two."}'))
        assert len(pairs) == 1, ending
