"""Search: the same words in any spelling, and claims by what they say, on every store."""

from __future__ import annotations

import msgspec
import pytest

from tallymark.ledger import Ledger, searching
from tallymark.ledger.searching import Query, folded
from tallymark.model import Finding, Place, Span, Stance, Story
from tests.ledger.nouns import count_of, report_pair

TEXTS = {
    "az": ("Kəlbəcər rayonunda 350 mina aşkar edilib.", "2022-11-24", "Xəbər"),
    "en": ("Nine mines were found near Kelbajar.", "2022-11-25", "Orlava Courier"),
    "ru": ("Ещё девять мин нашли у посёлка.", "2023-02-01", "Вести"),
    "ar": ("عُثِرَ على تسعة ألغام", "2023-03-01", None),
    "tr": ("IĞDIR'da 9 mayın bulundu", "2023-04-01", None),
}


@pytest.fixture(scope="module")
def ledger(store):
    with Ledger.open(store.fresh()) as opened:
        for name, (text, published, source) in TEXTS.items():
            report, origin = report_pair(text, name, published=published, source=source)
            opened.record_reports([(report, origin)])
            claim = count_of(report, text.split()[0], 9)
            place = Place(name="x", span=Span.of(text, 0, 1), id="geonames:1" if name in ("az", "en") else None)
            stance = Stance.DENIED if name == "ru" else Stance.ASSERTED
            opened.record_claims(
                report.id, [msgspec.structs.replace(claim, places=(place,), stance=stance)], [], pack="p"
            )
            if name == "ru":
                opened.record_stories([Story(id="story-1", reports=(report.id,))])
                opened.record_findings([Finding(id="finding-1", kind="place_lost", story="story-1", sentence="Lost.")])
        yield opened


@pytest.fixture(autouse=True, params=[searching._FEW, 0], ids=["few", "many"])
def few(request, monkeypatch):
    """Both ways of finding reports: looking at those that are few, and going through all, the last published first."""
    monkeypatch.setattr(searching, "_FEW", request.param)


def found(ledger, **query):
    names = {report.id: origin.name for report in ledger.reports() for origin in ledger.origins(report.id)}
    return [names[hit.report] for hit in ledger.search(Query(**query))]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("kelbajar", ["en"]),
        ("KELBAJAR mines", ["en"]),
        ("kelbaj", ["en"]),
        ("kelb mines", []),
        ("kelbecer", []),
        ("kalbacar", ["az"]),
        ("еще", ["ru"]),
        ("ПОСЕЛКА ещё", ["ru"]),
        ("عثر على", ["ar"]),
        ("igdir", ["tr"]),
        ("'; DROP TABLE reports; --", []),
        ('"mines" OR (', []),
        ("mines*", ["en"]),
    ],
)
def test_words(ledger, words, names):
    assert found(ledger, words=words) == names


def test_a_place_is_found_under_all_its_names(ledger):
    assert found(ledger, words="Кельбаджар", places=("geonames:1",)) == ["en", "az"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"measure": "found"}, ["tr", "ar", "ru", "en", "az"]),
        ({"measure": "killed"}, []),
        ({"place": "geonames:1"}, ["en", "az"]),
        ({"stance": "denied"}, ["ru"]),
        ({"source": "courier"}, ["en"]),
        ({"since": "2023"}, ["tr", "ar", "ru"]),
        ({"until": "2022-11"}, ["en", "az"]),
        ({"until": "2022-11-24"}, ["az"]),
        ({"finding": "place_lost"}, ["ru"]),
        ({"words": "mines", "since": "2023"}, []),
        ({"words": "mayin bulundu", "measure": "found", "until": "2024"}, ["tr"]),
        ({"place": "geonames:1", "stance": "denied"}, []),
        ({"measure": "found", "source": "orlava", "finding": "place_lost"}, []),
    ],
)
def test_what_claims_and_reports_say(ledger, query, names):
    assert found(ledger, **query) == names


def test_what_is_found_holds_its_claims(ledger):
    (hit,) = ledger.search(Query(words="kelbajar"))
    assert [claim.span.quote for claim in hit.claims] == ["Nine"]


def test_the_last_published_come_first_and_those_without_a_date_at_the_end(fresh):
    with fresh() as ledger:
        dates = ["2023-05", None, "2021", "2023-05-02", None, "2022-01-01"]
        pairs = [report_pair(f"Mine {number}", f"{number}.txt", published=day) for number, day in enumerate(dates)]
        ledger.record_reports(pairs)
        names = {report.id: origin.name[0] for report, origin in pairs}
        told = [names[hit.report] for hit in ledger.search(Query(words="mine"))]
        assert told[:4] == ["3", "0", "5", "2"]
        assert sorted(told[4:]) == ["1", "4"]
        for limit in range(7):
            assert [names[hit.report] for hit in ledger.search(Query(words="mine"), limit)] == told[:limit]


def test_folding_brings_spellings_together():
    assert folded("ı I i İ") == "i i i i"
    assert folded("ألغام") == folded("الغام")


def test_a_restored_ledger_is_searched_as_before(ledger, store, tmp_path):
    ledger.archive(tmp_path / "a.zip")
    with Ledger.open(store.fresh()) as other:
        other.restore(tmp_path / "a.zip")
        assert [hit.report for hit in other.search(Query(words="kelbajar"))] == [
            hit.report for hit in ledger.search(Query(words="kelbajar"))
        ]
