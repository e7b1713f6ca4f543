"""Which numbers of the outside suites are no cardinal numbers in the sense of a report, and why.

Every test looks at the words and the value that a suite gives, never at what Tallymark reads there; where it must know
what a word is, it asks the language's pack.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tallymark.rules import Engine, Sense

_SHORTENED = re.compile(r"(?:[\d.,]\s?|[^\W\d]\s)(?:[kmgbltr]|кк?|мм?|гг?|mil|mio|mm|gb|kr)$", re.IGNORECASE)
_MARKS = re.compile(r"[\d²³]\s*[/^*:]\s*\d|\d\s*[eه][-+]?\d|\d[²³]", re.IGNORECASE)
_NEEDLESS = re.compile(r"[-+]|[.,]\d|\D*\d+\.0+$")
# Words for a half, a quarter and the parts by fives, which the suites use.
_FRACTION = re.compile(
    r"\b(?:hal(?:f|ves)|quarters?|thirds?|fifths?|"
    r"medi[oa]s?|tercios?|cuartos?|quintos?|mei[oa]s?|terços?|quartos?|demie?s?|tiers|quarts?|cinqui[eè]mes?|"
    r"halbe?n?|\w*viertel|\w*drittel|\w*fünftel|yarım|buçuk|çeyrek|(?:beş|dört|üç)te)\b"
    r"|أخماس|اخماس|خمس العشرون|مائة خمس\b|ثلاثون خمس\b|على خمسة|نصف|ربع|أرباع|ثلث",
    re.IGNORECASE,
)
_POINT = re.compile(r"\b(?:point|nokta|virgül|virgule|coma|komma|vírgula|zarez|virgola|запятая|кома)\b", re.IGNORECASE)
ONE = "the word for one as a pronoun or an article"
GLUED = re.compile(r"[\d.,]*\d[^\W\d_]+")


def left_out(text: str, value: Decimal, engine: Engine) -> str:
    """Return why a number is no cardinal number that stands for an exact count, or nothing."""
    if value < 0:
        return "below zero"
    if value != value.to_integral_value():
        return "not whole: decimals and fractions"
    if _MARKS.search(text):
        return "written as a fraction, a power or a time"
    if _SHORTENED.search(text):
        return "a letter or two for thousands, millions or crores behind a number (3M, 100k, 30 l)"
    if _NEEDLESS.match(text):
        return "a sign or a decimal mark without need (1.0, .5)"
    if _POINT.search(text):
        return "a decimal mark said in words (two point two million)"
    if _FRACTION.search(text):
        return "said by a fraction (a quarter million, twenty fifths)"
    return _in_words(text, value, engine)


def _in_words(text: str, value: Decimal, engine: Engine) -> str:
    """Return why words are no cardinal number, or nothing."""
    senses = [thing for thing in engine.line(text).things if isinstance(thing, Sense)]
    if any(sense.kind == "number" for sense in senses) or re.search(r"\d", text):
        return ""
    if _is_vague(senses) or _is_vague([thing for thing in engine.line(f"a {text}").things if isinstance(thing, Sense)]):
        return "a vague amount, which is no exact count (a few)"
    if not value and not any(sense.kind == "num" for sense in senses):
        return "none and nobody, which are no number words"
    if value == 1 and [sense.kind for sense in senses] == ["det"]:
        return ONE
    worth = [
        Decimal(sense.more["value"]) for sense in senses if sense.kind in ("num", "scale") and "value" in sense.more
    ]
    if worth and ((value and 0 in worth) or (value >= 100 > max(worth))):
        return "said figure by figure (nought three, one twenty two)"
    return ""


def _is_vague(senses: Sequence[Sense]) -> bool:
    return any(sense.kind == "vague" and sense.form != "pl" for sense in senses)


def no_number(text: str, engine: Engine) -> str:
    """Return why a text in which a suite wants no number is no case: what stands in it is a number elsewhere too."""
    senses = [thing for thing in engine.line(text).things if isinstance(thing, Sense)]
    if re.search(r"\d[^\W\d_]", text):
        return "figures glued to letters (180ml), which that suite takes for no number"
    if any("month" in sense.more for sense in senses):
        return "dates, whose figures are numbers like others where numbers alone are asked for"
    if not re.search(r"\d", text) and any(sense.more.get("value") == "1" for sense in senses):
        return ONE
    return ""


def glued_behind(text: str, start: int, engine: Engine) -> str:
    """Return why a number that begins at a place behind a letter is no case, or nothing; small words are no letters."""
    if re.search(r"[^\W\d_]-$", text[:start]):
        return "numbers of codes (SCP-173)"
    before = re.search(r"[^\W\d_]+$", text[:start])
    settings = engine.pack.settings
    small = {*settings.get("clitics", ()), *settings.get("number_clitics", ())}
    if before is None or not text[start : start + 1].isdecimal() or before.group() in small:
        return ""
    return "figures glued behind a word that is not written together with numbers"


def articles(text: str, engine: Engine) -> list[tuple[int, int]]:
    """Return where the article stands that is the word for one: it may be read as one or not."""
    line = engine.line(text)
    return [
        (line.starts[unit], line.ends[unit])
        for unit, thing in enumerate(line.things)
        if isinstance(thing, Sense) and thing.kind == "det" and thing.id == "a"
    ]
