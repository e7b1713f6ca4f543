"""Which encoding bytes are in: every one that reports of the region are found in, and that it is said."""

from __future__ import annotations

import codecs

import pytest

from tallymark.read import read_bytes

RU = "Министерство обороны сообщило, что 24 ноября были обнаружены 350 противопехотных мин."
UK = "Міністерство оборони повідомило, що 24 листопада було виявлено 350 мін, їх знищено."
FR = "Le ministère a déclaré que 350 mines ont été trouvées près de la frontière, où deux démineurs ont été tués."
ES = "El ministerio señaló que 350 minas fueron halladas cerca de la frontera y que dos niños murieron el lunes."
DE = "Das Ministerium erklärte, 350 Minen seien geräumt worden. Zwei Männer wurden getötet, fünf verletzt."
EN = "The ministry’s statement: “350 mines were found”, it said — and two deminers were killed on the same day."
TR = "Bakanlık, 24 Kasım'da 350 antipersonel mayın bulunduğunu açıkladı; iki kişi yaralandı, şehit olan yok."
HR = "Ministarstvo je reklo da su pronađene mine; poginuo je jedan čovjek, a šest žena je ozlijeđeno kod sela."
AR = "أعلنت وزارة الدفاع العثور على 350 لغما مضادا للأفراد في المنطقة الحدودية وإبطالها."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", RU),
        ("koi8-r", RU),
        ("cp866", RU),
        ("iso8859-5", RU),
        ("cp1251", UK),
        ("koi8-u", UK),
        ("cp1252", FR),
        ("cp1252", ES),
        ("cp1252", DE),
        ("cp1252", EN),
        ("cp1254", TR),
        ("cp1250", HR),
        ("cp1256", AR),
        ("utf-16-le", RU),
        ("utf-16-be", EN),
    ],
)
def test_a_text_in_another_encoding_is_read_and_its_encoding_said(encoding: str, text: str) -> None:
    ((report, origin),), problems = read_bytes("a.txt", text.encode(encoding))
    assert report.text == text
    assert codecs.lookup(origin.encoding) == codecs.lookup(encoding)
    assert [(p.kind, p.report) for p in problems] == [("encoding_guessed", report.id)]
    assert origin.encoding in problems[0].reason


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_settles_the_encoding(encoding: str) -> None:
    ((report, _),), problems = read_bytes("a.txt", RU.encode(encoding))
    assert report.text == RU
    assert [p.kind for p in problems] == ([] if encoding == "utf-8-sig" else ["encoding_guessed"])


def test_a_page_is_read_as_what_it_declares() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{UK}</p></body></html>'
    ((report, origin),), problems = read_bytes("a.html", page.encode("cp1251"))
    assert report.text == UK
    assert origin.encoding == "cp1251"
    assert "the page says so" in problems[0].reason


@pytest.mark.parametrize(
    "declared", ["utf-7", "idna", "unicode_escape", "rot13", "zip", "no-such", "undefined", "utf-8"]
)
def test_a_page_that_declares_nonsense_is_read_all_the_same(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{RU}</p></body></html>'
    ((report, origin),), _ = read_bytes("a.html", page.encode("cp1251"))
    assert report.text == RU
    assert origin.encoding == "cp1251"


def test_utf8_that_breaks_off_is_read_up_to_there() -> None:
    ((report, _),), problems = read_bytes("a.txt", RU.encode()[:-2])
    assert report.text == RU[:-2]
    assert [p.kind for p in problems] == ["truncated"]


def test_utf16_that_breaks_off_is_read_up_to_there() -> None:
    ((report, _),), problems = read_bytes("a.txt", RU.encode("utf-16")[:-1])
    assert report.text == RU[:-1]
    assert [p.kind for p in problems] == ["encoding_guessed", "truncated"]


def test_utf8_with_a_broken_place_stays_utf8() -> None:
    ((report, origin),), problems = read_bytes("a.txt", RU.encode().replace(b"24", b"\xff4"))
    assert report.text == RU.replace("24", "\ufffd4")
    assert origin.encoding == "utf-8"
    assert [p.kind for p in problems] == ["damaged"]


def test_bytes_that_fit_no_encoding_are_not_read() -> None:
    pairs, problems = read_bytes("a.txt", bytes(range(0x80, 0x100)) * 20)
    assert pairs == []
    assert [p.kind for p in problems] == ["encoding_unknown"]


def test_an_ascii_text_that_ends_in_one_odd_byte_is_no_utf8_that_breaks_off() -> None:
    ((report, origin),), _ = read_bytes("a.txt", "The mines were found near the village of Gorné".encode("cp1252"))
    assert (report.text[-1], origin.encoding) == ("é", "cp1252")
