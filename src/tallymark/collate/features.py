"""What a report has in common with another version of the same story, whatever the language: its marks."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from tallymark.collate.days import days_after, days_between
from tallymark.collate.shingles import Sample
from tallymark.collate.sounds import skeletons
from tallymark.model import Claim, Place, Report, Scope, Stance

# Measures that one story's versions swap for each other ("found" for "cleared", "casualties" for "killed").
FAMILIES: Mapping[str, str] = {
    "killed": "harm",
    "injured": "harm",
    "casualties": "harm",
    "found": "ordnance",
    "cleared": "ordnance",
    "destroyed": "ordnance",
    "laid": "ordnance",
    "produced": "ordnance",
    "transferred": "ordnance",
}
# What is said of something has the day of the saying, or of what it is said of: neither is when a thing happened.
SAID = frozenset({"violated", "denied"})
# From here on a number tells by itself; below it, only together with what is counted.
TELLING = 100
# How much a mark tells by where it stands: a total since a baseline is told again for months, an incident that is long
# past when the report appears is recalled, and a number outside every claim may count anything.
# A figure whose mark weighs this much is worth a comparison by itself.
TELLING_MARK = 1.0
BACKGROUND = 0.45
RECALLED = 0.45
BARE = 0.45
RECALL_DAYS = 5
# Endings change with case and number, so only the beginning of a word is compared.
BEGINNING = 6
# Of a name as well, and of its consonants so many: Saborsko and "u Saborskom", Лачин and "Лачинского" must meet.
SHORTEST_NAME, SOUNDS = 3, 4
_MOST_DIGITS = 18
_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile(r"(?<!\w)\d{2,}")
_CHARACTERS = 0x20000  # every script in use lies below
# Digits with the separators that group them; a model's name ("PMN-2", "MK 117") or a clock time gives none.
_NUMERAL = re.compile(r"(?<![\w.,:/-])(\d{1,3}(?:[.,  ’']\d{3})+|\d{3,18})(?![\w:/-]|[.,]\d)")
# Letters before a number that make a model of it: "MK 117".
_MODEL = re.compile(r"\b[^\W\d_a-z]{1,4} $")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE_DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
_DAY = re.compile(r"^(?:\d{4}|XXXX)-(\d\d-\d\d)$")


class Features(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The marks of one report, each with how much it tells before its rarity in the collection is known.

    A mark is its kind and its key ("figure 1119"), kinds being `figure`, `place`, `day`, `model` and `agreement`.
    `marks` maps each to that weight. `plain` holds the figures with what they tell wherever they stand, and `claimed`
    those that stand in a claim. `words` are the beginnings of words and how often each stands in the text, for reports
    in one language; `names` holds the skeletons of names and the digits of numbers, for reports in two. `runs` is a
    sample of the text's runs of five words. `denied` is the share of claims that are rejected. `happened` is the day of
    the first thing that the report tells as new, where it is known to the day.
    """

    report: str
    language: str | None
    published: str | None
    marks: dict[str, float]
    plain: dict[str, float]
    claimed: tuple[str, ...]
    words: dict[str, int]
    names: tuple[str, ...]
    runs: Sample
    denied: float = 0.0
    happened: str | None = None


def _writable(text: str) -> str:
    """Return a text as UTF-8 can carry it: a report may quote half a character."""
    return text.encode("utf-8", "backslashreplace").decode()


def is_figure(mark: str) -> bool:
    """Say whether a mark is a number."""
    return mark.startswith("figure ")


def surprise(value: Decimal) -> float:
    """Say how unlikely it is that two texts have this number by chance: small and round numbers tell little.

    >>> surprise(Decimal(1119)) > surprise(Decimal(1000)) > surprise(Decimal(2))
    True
    """
    exact = abs(value).normalize()
    telling = len(exact.as_tuple().digits)
    size = max(telling, min(exact.adjusted() + 1, _MOST_DIGITS))
    digits = exact.as_tuple().digits
    return round(0.3 + 0.75 * (telling - 1) + 0.1 * (size - telling) + (0.25 if digits[0] > 1 else 0.0), 4)


def figure_key(value: Decimal, measure: str) -> str:
    """Return the key of a number: a large one by itself, a small one with the family of its measure.

    >>> figure_key(Decimal(1119), "found"), figure_key(Decimal(3), "killed")
    ('1119', 'harm:3')
    """
    exact = value.normalize()
    number = f"{exact:f}" if abs(exact.adjusted()) <= _MOST_DIGITS else str(exact)
    return number if value >= TELLING else f"{FAMILIES.get(measure, measure)}:{number}"


def _place_keys(place: Place) -> set[str]:
    """Return the gazetteer's id of a place, and the skeletons of its name where it has none."""
    if place.id is not None:
        return {place.id}
    return {key for word in _WORD.findall(place.name) if word[0].isupper() for key in skeletons(word) if len(key) > 2}


def _told_as(claim: Claim, published: str | None) -> float:
    """Return how much a claim's marks tell of the report's own story: 1, or less where the claim looks back."""
    if claim.scope is not Scope.NEW:
        return BACKGROUND
    if claim.period is None:
        return 1.0
    gap = days_between(claim.period.edtf, published)
    return RECALLED if gap is not None and gap > RECALL_DAYS else 1.0


def _claim_marks(claim: Claim, published: str | None) -> list[tuple[str, float]]:
    marks: list[tuple[str, float]] = []
    told = _told_as(claim, published)
    if claim.figure is not None and claim.figure.value is not None:
        value = claim.figure.value
        marks.append((f"figure {figure_key(value, claim.measure)}", told * surprise(value)))
    for place in claim.places:
        marks.extend((f"place {key}", told) for key in sorted(_place_keys(place)))
    if claim.period is not None and claim.period.edtf is not None:
        day = _DAY.match(claim.period.edtf)
        if day is not None:
            marks.append((f"day {day[1]}", told))
    if claim.model is not None:
        marks.append((_writable(f"model {(claim.model.id or claim.model.span.quote).casefold()}"), told))
    if claim.violation is not None and claim.violation.agreement is not None:
        agreement = claim.violation.agreement
        marks.append((_writable(f"agreement {agreement.id or agreement.span.quote.casefold()}"), told))
    return marks


def _rejects(claim: Claim) -> bool:
    return claim.stance is Stance.DENIED or claim.measure == "denied"


def _happened(claims: Sequence[Claim], published: str | None) -> str | None:
    """Return the day of the first thing that claims tell as new, below the headline; what is to come did not happen."""
    for claim in sorted(claims, key=lambda claim: (claim.order, claim.id)):
        if claim.scope is Scope.NEW and not claim.headline and claim.measure not in SAID and claim.period is not None:
            day = claim.period.edtf or ""
            if _WHOLE_DAY.match(day) and not days_after(published, day):
                return day
    return None


@functools.cache
def _words() -> re.Pattern[str]:
    """Return the pattern of words and numbers.

    What a letter carries (vowel signs of Hindi, points of Arabic) is no letter by itself, and yet no end of a word.
    """
    carried = "".join(char for char in map(chr, range(_CHARACTERS)) if unicodedata.category(char)[0] == "M")
    return re.compile(rf"[^\W_](?:[^\W_]|[{carried}])+")


def _names(text: str) -> tuple[str, ...]:
    """Return what any language keeps: the skeletons of words that may be names, and the digits of numbers.

    Names are written with a capital; in a script without capitals any word may be one.
    """
    names = {
        key[:SOUNDS]
        for word in set(_words().findall(text))
        if not word[0].isdecimal() and (word[0] != word[0].lower() or word.lower() == word.upper())
        for key in skeletons(word)
        if len(key) >= SHORTEST_NAME
    }
    return tuple(sorted(names | set(_DIGITS.findall(text))))


def _beginnings(text: str) -> dict[str, int]:
    """Return the beginnings of words and numbers; what is written with a capital, as names are, counts twice."""
    out: Counter[str] = Counter()
    for word in _words().findall(text):
        out[word.casefold()[:BEGINNING]] += 2 if word[0] != word[0].lower() else 1
    return dict(sorted(out.items()))


def _bare_numerals(text: str) -> dict[str, float]:
    """Return the marks of the large numbers of a text that are no years."""
    out: dict[str, float] = {}
    for match in _NUMERAL.finditer(text):
        digits = "".join(char for char in match[1] if char.isdecimal())
        value = Decimal(digits)
        modelled = _MODEL.search(text, max(0, match.start() - 5), match.start()) is not None
        if value >= TELLING and _YEAR.fullmatch(digits) is None and not modelled:
            out[f"figure {figure_key(value, '')}"] = BARE * surprise(value)
    return out


def features_of(report: Report, claims: Sequence[Claim]) -> Features:
    """Return the marks of a report and of its claims; a report without claims still has numbers, words and names."""
    marks = _bare_numerals(report.text)
    told: dict[str, float] = {}
    for claim in claims:
        for mark, weight in _claim_marks(claim, report.published):
            told[mark] = max(told.get(mark, 0.0), weight)
    plain = {mark: weight / BARE for mark, weight in marks.items()}
    for claim in claims:
        if claim.figure is not None and claim.figure.value is not None:
            value = claim.figure.value
            plain[f"figure {figure_key(value, claim.measure)}"] = surprise(value)
    return Features(
        report=report.id,
        language=None if report.language is None else _writable(report.language),
        published=None if report.published is None else _writable(report.published),
        marks={**marks, **told},
        plain=plain,
        claimed=tuple(mark for mark in told if is_figure(mark)),
        words=_beginnings(report.text),
        names=_names(report.text),
        runs=Sample.of(report.text),
        denied=sum(map(_rejects, claims)) / len(claims) if claims else 0.0,
        happened=_happened(claims, report.published),
    )
