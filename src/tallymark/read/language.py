"""The language of a text: by its letters first, then by its little words, then by a statistical model."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

SAMPLE = 4000
UNDETERMINED = "und"

# A language is taken by its words alone where they are this part of the text and this many times the runner-up's.
_WORD_SHARE = 0.1
_WORD_LEAD = 2.5
_WORD_LEAST = 3

_WORD = re.compile(r"[^\W\d_]+")


class _Script(msgspec.Struct, frozen=True):
    """What the letters of one script say about the language."""

    name: str
    language: str | None
    marks: tuple[tuple[str, frozenset[str], float], ...]
    rivals: tuple[tuple[str, frozenset[str]], ...]


class _Tables(msgspec.Struct, frozen=True):
    """languages.toml, ready to be looked things up in."""

    candidates: tuple[str, ...]
    scripts: Mapping[str, _Script]
    ranges: tuple[tuple[int, int, str], ...]
    words: Mapping[str, tuple[str, ...]]
    encodings: Mapping[str, str]


def detect(text: str, candidates: Sequence[str] = ()) -> str:
    """Return the lower-case ISO 639 code of a text's language, `und` where the text has no letters.

    Letters settle Armenian, Georgian, Arabic and the like, Azerbaijani, Russian and Ukrainian; little words settle
    clear cases in Latin letters. Only what is left goes to the model, which is loaded on first use and chooses among
    `candidates` (by default the languages named in languages.toml).

    >>> detect("350 mines were found near the village and cleared by the deminers, the ministry said.")
    'en'
    >>> detect("Գտնվել է 350 ական։"), detect("Было найдено 350 мин."), detect("Було знайдено 350 мін.")
    ('hy', 'ru', 'uk')
    >>> detect("350 (2021)")
    'und'
    """
    sample = text[:SAMPLE]
    tables = _tables()
    letters = _letters_by_script(sample, tables.ranges)
    if not letters:
        return UNDETERMINED
    script = tables.scripts[max(letters, key=lambda name: (sum(letters[name].values()), name))]
    words = _WORD.findall(sample)
    settled = _by_letters(script, letters[script.name], words)
    if settled is None and script.name == "latin":
        settled = _by_words(words, tables.words)
    return _by_model(sample, tuple(candidates) or tables.candidates) if settled is None else settled


def legacy_encoding(language: str) -> str | None:
    """Return the single-byte encoding that texts of a Latin-letter language were mostly written in, or None.

    >>> legacy_encoding("es"), legacy_encoding("hr"), legacy_encoding("ru")
    ('cp1252', 'cp1250', None)
    """
    return _tables().encodings.get(language)


def _letters_by_script(sample: str, ranges: tuple[tuple[int, int, str], ...]) -> dict[str, Counter[str]]:
    """Count the letters of each script."""
    found: dict[str, Counter[str]] = {}
    for letter, count in Counter(sample).items():
        name = _script_of(letter, ranges)
        if name is not None:
            found.setdefault(name, Counter())[letter] = count
    return found


def _script_of(letter: str, ranges: tuple[tuple[int, int, str], ...]) -> str | None:
    """Name the script that a code point belongs to."""
    point = ord(letter)
    for first, last, name in ranges:
        if first <= point <= last:
            return name
    return None


def _by_letters(script: _Script, letters: Counter[str], words: Sequence[str]) -> str | None:
    """Return the language that the letters alone settle, or None."""
    for language, marks, share in script.marks:
        if not marks.isdisjoint(letters) and 100 * sum(not marks.isdisjoint(word) for word in words) >= share * len(
            words
        ):
            return language
    weights = sorted((sum(letters[mark] for mark in marks), language) for language, marks in script.rivals)
    if len(weights) > 1 and weights[-1][0] > 2 * weights[-2][0]:
        return weights[-1][1]
    return script.language


def _by_words(words: Sequence[str], little: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the language whose little words clearly prevail, or None."""
    counts = Counter(word.lower() for word in words)
    hits = sorted((sum(counts[word] for word in listed), language) for language, listed in little.items())
    (second, _), (best, language) = hits[-2:]
    clear = best >= max(_WORD_LEAST, _WORD_SHARE * len(words)) and best >= _WORD_LEAD * second
    return language if clear else None


def _by_model(sample: str, candidates: tuple[str, ...]) -> str:
    """Ask the statistical model."""
    language: str = _model(candidates).classify(sample)[0]
    return language


@cache
def _model(candidates: tuple[str, ...]) -> Any:
    """Load the model. Imported here: it takes most of a second, and most texts never need it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(candidates)
    return identifier


@cache
def _tables() -> _Tables:
    """Read languages.toml."""
    raw = tomllib.loads(files("tallymark.read").joinpath("languages.toml").read_text(encoding="utf-8"))
    ranges = [
        (int(first, 16), int(last, 16), name)
        for name, script in raw["scripts"].items()
        for first, last in (span.split("-") for span in script["ranges"])
    ]
    return _Tables(
        candidates=tuple(raw["candidates"]["languages"]),
        scripts={name: _script(name, script) for name, script in raw["scripts"].items()},
        ranges=tuple(ranges),
        words={language: tuple(listed.split()) for language, listed in raw["words"].items()},
        encodings={language: encoding for encoding, listed in raw["encodings"].items() for language in listed},
    )


def _script(name: str, raw: dict[str, Any]) -> _Script:
    """Make one script's row of the table."""
    return _Script(
        name=name,
        language=raw.get("language"),
        marks=tuple((code, frozenset(letters), share) for code, letters, share in raw.get("marks", ())),
        rivals=tuple((code, frozenset(letters)) for code, letters in raw.get("rivals", ())),
    )
