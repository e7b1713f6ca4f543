"""The language of a text, and that the model is not loaded where letters or words settle it."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tallymark.packs.detection import detection
from tallymark.read import detect
from tallymark.rules.language import UNDETERMINED, Passage, passages

BY_LETTERS_OR_WORDS = {
    "en": "350 mines were found in the north of the district and cleared by the army, the ministry said.",
    "ru": "В районе обнаружено 350 противопехотных мин, сообщили в министерстве обороны.",
    "uk": "У районі виявлено 350 протипіхотних мін, повідомили в міністерстві оборони.",
    "az": "Müdafiə Nazirliyinin məlumatına görə, ərazidə 350 ədəd mina aşkar edilib.",
    "hy": "Պաշտպանության նախարարությունը հայտնել է, որ հայտնաբերվել է 350 ական։",
    "ka": "სამინისტროს ცნობით, ტერიტორიაზე 350 ნაღმი აღმოაჩინეს.",
    "ar": "أعلنت وزارة الدفاع العثور على 350 لغما مضادا للأفراد في المنطقة الحدودية.",
    "fa": "وزارت دفاع اعلام کرد که ۳۵۰ مین ضد نفر در منطقه پیدا شده و پاکسازی گردید.",
    "hi": "रक्षा मंत्रालय ने कहा कि क्षेत्र में 350 बारूदी सुरंगें मिलीं।",
    "fr": "Les autorités ont annoncé que des mines ont été découvertes dans la région et que deux civils sont morts.",
    "es": "El ministerio dijo que las minas fueron halladas por el ejército y que los dos heridos están en la ciudad.",
    "de": "Das Ministerium teilte mit, dass die Minen von der Armee geräumt wurden und zwei Soldaten verletzt sind.",
    "sr": "Министарство је саопштило да је пронађено 350 мина и да њихово уклањање још траје.",
}


@pytest.mark.parametrize(("language", "text"), BY_LETTERS_OR_WORDS.items())
def test_languages_of_the_region_are_told_apart(language: str, text: str) -> None:
    assert detect(text) == language


def test_neither_the_model_nor_numpy_is_loaded_where_letters_or_words_settle_it() -> None:
    program = (
        "import sys; from tallymark.read import detect\n"
        f"for text in {list(BY_LETTERS_OR_WORDS.values())!r}: detect(text)\n"
        "assert 'py3langid' not in sys.modules and 'numpy' not in sys.modules, 'loaded'"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_names_quoted_in_another_script_do_not_change_the_language() -> None:
    text = "The Ministry of Defence said the mines were found near Kəlbəcər (Кельбаджар, Քարվաճառ) in the north."
    assert detect(text) == "en"
    quoting = "В Киеве газета «Українська правда» сообщила, что были найдены 350 мин и ещё 20 снарядов."
    assert detect(quoting) == "ru"


def test_what_letters_and_words_leave_open_the_model_settles_among_the_candidates() -> None:
    assert detect("Mina kills three") in detection().candidates
    assert detect("Mina kills three", ("tr", "hr")) in ("tr", "hr")


@pytest.mark.parametrize("text", ["", "350", "2021-11-24 … ✓", "\u202e\n"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert detect(text) == UNDETERMINED


def test_two_kilobytes_take_less_than_a_millisecond() -> None:
    text = (BY_LETTERS_OR_WORDS["en"] + " ") * 20
    detect(text)
    rounds = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(20):
            detect(text)
        rounds.append((time.process_time() - start) / 20)
    assert min(rounds) < 0.001


def test_every_candidate_is_known_to_the_tables_or_the_model() -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    labels = set(LanguageIdentifier.from_model_file(MODEL_FILE).labels)
    assert set(detection().candidates) <= labels
    assert set(detection().words) <= set(detection().candidates)
    assert set(detection().encodings) <= set(detection().candidates)


def test_labelled_reports_outside_the_project_are_all_recognised(shared: object) -> None:
    import json
    from pathlib import Path

    cases = sorted(Path(str(shared)).glob("cases/*.json"))
    assert cases
    wrong = []
    for path in cases:
        case = json.loads(path.read_text(encoding="utf-8"))
        if detect(case["text"]) != case["language"]:
            wrong.append(path.stem)
    assert wrong == []


RUSSIAN = "Сапёры обезвредили ещё три мины, и никто не пострадал в районе."
UKRAINIAN = "Сапери знешкодили ще три міни, і ніхто не постраждав у районі."
SPANISH = "Los artificieros destruyeron tres minas que fueron halladas por el ejército en la zona."


@pytest.mark.parametrize(
    ("language", "before", "passage", "found"),
    [
        ("en", "Two mines were found.\n\n", RUSSIAN, "ru"),
        ("uk", "У селищі знайшли дві міни. Він сказав: «", RUSSIAN, "ru"),
        ("ru", "В посёлке нашли две мины. Он сказал: «", UKRAINIAN, "uk"),
        ("en", "The officer told reporters what was done: “", SPANISH, "es"),
    ],
)
def test_passages_in_another_language(language: str, before: str, passage: str, found: str) -> None:
    text = before + passage + "»\n\n350 PMN-2."
    assert [(text[p.start : p.end].rstrip("»"), p.language) for p in passages(text, language)] == [(passage, found)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministry (Министерство обороны) said that 350 mines were found."),
        ("uk", "Газета «Московский комсомолец» написала про міни."),
        ("en", "Mina Kabul Orlava Harsen Brenova Selmora PMN"),
        ("en", ""),
    ],
)
def test_names_are_no_passage(language: str, text: str) -> None:
    assert passages(text, language) == []


def test_a_passage_is_where_it_stands() -> None:
    text = f"Two mines were found there.\n{RUSSIAN}"
    assert passages(text, "en") == [Passage(28, len(text), "ru")]
