"""The language of a text: by its letters first, then by its little words, then by a statistical model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from tallymark.packs.detection import Script, detection

SAMPLE = 4000
UNDETERMINED = "und"

# A language is taken by its words alone where they are this part of the text and this many times the runner-up's.
_WORD_SHARE = 0.1
_WORD_LEAD = 2.5
_WORD_LEAST = 3

_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str, candidates: Sequence[str] = ()) -> str:
    """Return the lower-case ISO 639 code of a text's language, `und` where the text has no letters.

    Letters settle Armenian, Georgian, Arabic and the like, Azerbaijani, Russian and Ukrainian; little words settle
    clear cases in Latin letters. Only what is left goes to the model, which is loaded on first use and chooses among
    `candidates` (by default the languages named in the packs and scripts.toml).

    >>> detect("350 mines were found near the village and cleared by the deminers, the ministry said.")
    'en'
    >>> detect("Գտնվել է 350 ական։"), detect("Было найдено 350 мин."), detect("Було знайдено 350 мін.")
    ('hy', 'ru', 'uk')
    >>> detect("350 (2021)")
    'und'
    """
    sample = text[:SAMPLE]
    tables = detection()
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
    return detection().encodings.get(language)


class Passage(NamedTuple):
    """Code points `start` up to `end` of a text that are in another language than the text."""

    start: int
    end: int
    language: str


# A stretch that may be a passage: a line, or what stands between quotation marks in one.
_STRETCH = re.compile(r"[^\n]+")
_QUOTED = re.compile(r"[«“„\"]([^«»“”„\"\n]{40,})[»”\"]")
_PASSAGE_WORDS = 6  # a shorter stretch is a name or a title, and says nothing of the language around it
_OWN_WORDS = 0.02  # a stretch in which more of the words than this are little words of the text's own language is in it


def passages(text: str, language: str) -> list[Passage]:
    """Return the stretches of a text that are surely in another language than the text's own, in order.

    Letters or little words must settle it: the model is never asked, and what they leave open is the text's own.

    >>> passages("Two mines were found.\\n\\nВ районе были обнаружены ещё три мины, сообщили сапёры.", "en")
    [Passage(start=23, end=78, language='ru')]
    """
    out: list[Passage] = []
    if not _may_hold_others(text, language):
        return out
    for start, end in _stretches(text):
        if out and start < out[-1].end:
            continue
        found = _surely(text[start:end], language)
        if found is not None:
            out.append(Passage(start, end, found))
    return out


def _may_hold_others(text: str, language: str) -> bool:
    """Say whether a text has letters or little words of other languages: most have neither, and need no closer look."""
    letters, words = _strangers(language)
    return letters.search(text) is not None or len(words.intersection(text.split())) >= _WORD_LEAST


@cache
def _strangers(language: str) -> tuple[re.Pattern[str], frozenset[str]]:
    """Return a pattern of letters and a set of words that a language does not have."""
    tables = detection()
    own = tables.script_of.get(language, "")
    others = "".join(f"{chr(first)}-{chr(last)}" for first, last, name in tables.ranges if name != own)
    rivals = tables.scripts[own].rivals if own else ()
    rival = "".join(sorted({letter for name, marks in rivals if name != language for letter in marks}))
    every = frozenset(word for name, listed in tables.words.items() if name != language for word in listed)
    return re.compile(f"[{others}]{{4}}" + (f"|[{rival}]" if rival else "")), every - tables.words.get(language, every)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for line in _STRETCH.finditer(text):
        yield line.span()
        for quoted in _QUOTED.finditer(text, *line.span()):
            yield quoted.span(1)


def _surely(stretch: str, language: str) -> str | None:
    """Return the language of a stretch where it is surely not the one given."""
    words = _WORD.findall(stretch)
    if len(words) < _PASSAGE_WORDS:
        return None
    tables = detection()
    own = tables.words.get(language, frozenset())
    if sum(word.lower() in own for word in words) > _OWN_WORDS * len(words):
        return None
    letters = _letters_by_script(stretch, tables.ranges)
    script = tables.scripts[max(letters, key=lambda name: (sum(letters[name].values()), name))]
    settled = _by_letters(script, letters[script.name], words)
    if settled is None:
        rivals = {name: listed for name, listed in tables.words.items() if tables.script_of.get(name) == script.name}
        settled = _by_words(words, rivals)
    return settled if settled != language else None


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


def _by_letters(script: Script, letters: Counter[str], words: Sequence[str]) -> str | None:
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


def _by_words(words: Sequence[str], little: Mapping[str, frozenset[str]]) -> str | None:
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
    identifier.set_languages([code for code in candidates if code in identifier.nb_classes])
    return identifier
