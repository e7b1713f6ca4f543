"""Properties: no bytes and no name raise, and a text comes back as it was written."""

from __future__ import annotations

import json

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from tallymark.model import Problem
from tallymark.read import KINDS, detect, read_bytes, read_lines

ENDINGS = [*KINDS, ".meta.json", ".zip", ".pdf", ""]
ANY_NAME = st.text(st.characters(), max_size=12)
ANY_BYTES = st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-16", "surrogatepass"))
STORABLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
# Rows of JSON in which every field can be of any kind.
ANY_VALUE = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=3)
ANY_RECORD = st.dictionaries(
    st.sampled_from(["text", "title", "source", "url", "published", "language", "id", "more"]), ANY_VALUE
)
MARKUP = st.lists(
    st.sampled_from(["<p>", "</p>", "<div>", "<table><tr><td>", "<script>", "</script>", "&#0;", "&lt;", "<!--", "-->"])
    | st.text(max_size=20),
    max_size=30,
).map(lambda parts: "<html><body>" + "".join(parts))


def check(name: str, data: bytes, sidecar: bytes | None = None) -> None:
    """Read, and hold every product against what other rooms rely on."""
    pairs, problems = read_bytes(name, data, sidecar=sidecar)
    for report, origin in pairs:
        assert origin.report == report.id
        assert report.text.strip()
        assert report.language is not None
        msgspec.json.encode([report, origin])  # fails for what cannot be stored
    for problem in problems:
        assert problem.reason
        msgspec.json.encode(problem)
    assert pairs or problems or not data.strip()


@given(ANY_NAME, st.sampled_from(ENDINGS), ANY_BYTES, st.none() | ANY_BYTES)
@example("", ".txt", b"\xff\xfe\x00\xd8", None)
@example("\udcff\ud800", ".txt", b"a", b"\xff\xfe")
@example("a", ".jsonl", b"\n\n", None)
def test_no_bytes_and_no_name_raise(name: str, ending: str, data: bytes, sidecar: bytes | None) -> None:
    if ending in (".jsonl", ".ndjson") and sidecar is None:
        list(read_lines(name + ending, data.splitlines(keepends=True)))
    else:
        check(name + ending, data, sidecar)


@given(ANY_RECORD | st.lists(ANY_RECORD, max_size=3))
def test_no_json_raises(value: object) -> None:
    data = json.dumps(value).encode()
    check("a.json", data if data != b"[]" else b"[1]")
    for row in read_lines("a.jsonl", [data]):
        if not isinstance(row, Problem):
            msgspec.json.encode(row)


@given(MARKUP)
def test_no_markup_raises(page: str) -> None:
    check("a.html", page.encode("utf-8", "replace"))


@given(STORABLE)
@example("İ\u202e2²ﬁ e\u0301 \x85\u2028\x0b")
@example("\ufeff\ufeffa")
def test_a_text_comes_back_as_it_was_written(text: str) -> None:
    pairs, problems = read_bytes("a.txt", b"\xef\xbb\xbf" + text.encode())
    expected = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if pairs:
        assert pairs[0][0].text == expected
        assert [p.kind for p in problems] == (["nul_removed"] if "\0" in text else [])
    else:
        assert problems[-1].kind == "binary" or not expected.strip()


@given(STORABLE.filter(lambda text: text.strip() != ""))
def test_a_json_text_comes_back_exactly(text: str) -> None:
    for ascii_only in (True, False):
        data = json.dumps({"text": text}, ensure_ascii=ascii_only).encode()
        assert read_bytes("a.json", data)[0][0][0].text == text.replace("\0", "\ufffd")


@given(st.text(max_size=300))
def test_any_text_has_a_language(text: str) -> None:
    assert detect(text) == detect(text) != ""
