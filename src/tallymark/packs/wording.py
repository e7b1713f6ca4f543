"""The words in which the program speaks of its own: what is counted, and the sentences of findings and titles."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from tallymark.model import Figure
from tallymark.packs.reading import PackError, read_yaml

FOLDER = Path(__file__).parent / "wording"
# A number of more digits than this is written in powers of ten: no report means it, and no line holds it.
LARGEST = 18
_DATE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?[~?%]?")
# Letters that are written from right to left, and signs that turn the direction of what follows them.
_TURNS = re.compile("[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
_APART, _END = "\u2068", "\u2069"
_ANYBODY = frozenset({"person", "victim"})


@functools.cache
def wording(language: str = "en") -> Mapping[str, Any]:
    """Return the words of a language, as its file holds them; raises `PackError` where there is no such file."""
    return dict(read_yaml(FOLDER / f"{language}.yaml"))


def number(value: Decimal, unit: str | None = None) -> str:
    """Return a number as a reader writes it, with its unit.

    >>> number(Decimal("2728")), number(Decimal("1.50"), "km2"), number(Decimal("1E+4000"))
    ('2,728', '1.5 km²', '1E+4000')
    """
    if not value.is_finite() or abs(value.adjusted()) > LARGEST:
        written = str(value)[:40]
    else:
        written = f"{value:,f}"
        written = written.rstrip("0").rstrip(".") if "." in written else written
    return written if unit is None else f"{written} {wording()['units'].get(unit, unit)}"


def figure_words(figure: Figure) -> str:
    """Return a figure with its bound and unit in words.

    >>> figure_words(Figure(value=Decimal(20))), figure_words(Figure(value=Decimal(3), value_max=Decimal(5)))
    ('20', '3–5')
    """
    words = wording()
    if figure.value is None:
        return str(words["no_number"])
    if figure.value_max is not None:
        return f"{number(figure.value)}–{number(figure.value_max, figure.unit)}"
    return f"{words['bounds'].get(figure.bound.value, '')} {number(figure.value, figure.unit)}".strip()


def noun(concept: str, *, one: bool = False) -> str:
    """Return the words for a concept of the domain, of several or of one; an unknown id is spelled out.

    >>> noun("anti_personnel_mine"), noun("child", one=True), noun("new_thing"), noun("nationality:AZ")
    ('anti-personnel mines', 'child', 'new things', 'nationals of Azerbaijan')
    """
    kind, _, code = concept.partition(":")
    plain = concept.replace("_", " ")
    several, _, single = str(wording()["nouns"].get(kind, f"{plain}s / {plain}")).partition(" / ")
    words = (single or several.removesuffix("s")) if one else several
    return words.format(country=wording()["countries"].get(code, code))


def subject(measure: str, item: str | None = None, people: Iterable[str] = (), *, one: bool = False) -> str:
    """Return in words what is counted, without the number.

    >>> subject("found", "mine"), subject("killed", people=["civilian"]), subject("casualties")
    ('mines found', 'civilians killed', 'casualties')
    >>> subject("casualties", people=["child"]), subject("found", "mine", one=True)
    ('casualties among children', 'mine found')
    """
    bare, of = wording()["measures"].get(measure, (measure.replace("_", " "), "{kind} " + measure.replace("_", " ")))
    kinds = [item] if item is not None else sorted(set(people) - _ANYBODY)
    return str(of).format(kind=listed([noun(kind, one=one) for kind in kinds])) if kinds else str(bare)


def counted(figure: Figure, measure: str, item: str | None = None, people: Iterable[str] = ()) -> str:
    """Return a figure with what it counts.

    >>> counted(Figure(value=Decimal(2728)), "found", "mine"), counted(Figure(value=Decimal(1)), "found", "mine")
    ('2,728 mines found', '1 mine found')
    """
    return f"{figure_words(figure)} {subject(measure, item, people, one=figure.value == 1)}"


def date_words(edtf: str) -> str:
    """Return an EDTF date or interval in words; one of a form not known here stands as it is.

    >>> date_words("2022-11-23"), date_words("2022-08/.."), date_words("XXXX-11-23")
    ('23 November 2022', 'since August 2022', '23 November of a year not given')
    """
    words = wording()["dates"]
    start, slash, end = edtf.partition("/")
    if not slash:
        return _one_date(start)
    if end in ("", ".."):
        return str(words["since"]).format(date=_one_date(start))
    if start in ("", ".."):
        return str(words["until"]).format(date=_one_date(end))
    return str(words["between"]).format(start=_one_date(start), end=_one_date(end))


def _one_date(edtf: str) -> str:
    words = wording()["dates"]
    met = _DATE.fullmatch(edtf)
    if met is None or not 1 <= int(met[2] or 1) <= 12:
        return edtf
    year, month, day = met.groups()
    named = " ".join(part for part in (day and str(int(day)), month and words["month"][int(month) - 1]) if part)
    if year == "XXXX":
        return str(words["no_year"]).format(date=named) if named else edtf
    return f"{named} {year}".strip()


def listed(parts: Sequence[str], *, joint: str = "and") -> str:
    """Return parts as an enumeration; `joint` is `and` or `or`.

    >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b"], joint="or")
    ('a', 'a, b and c', 'a or b')
    """
    parts = [apart(part) for part in parts]
    return f" {wording()[joint]} ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def apart(words: str) -> str:
    """Return words set apart from those around them where they run from right to left, so that neither moves the other.

    Without it "at Tyre, 9 August", its name in Arabic, shows the 9 before the name.

    >>> apart("Orlava"), ascii(apart("صور"))
    ('Orlava', "'\\\\u2068\\\\u0635\\\\u0648\\\\u0631\\\\u2069'")
    """
    if _TURNS.search(words) is None or (words.startswith(_APART) and words.endswith(_END)):
        return words
    return f"{_APART}{words}{_END}"


def phrase(kind: str, /, **parts: str) -> str:
    """Return the words of a kind of finding or title with its parts filled in.

    Raises `PackError` where the wording has no such words or they ask for a part that is not given.
    """
    template = wording()["sentences"].get(kind)
    if template is None:
        raise PackError(f"the wording has no sentence {kind!r}")
    try:
        return str(template).format(**{name: apart(words) for name, words in parts.items()})
    except KeyError as error:
        raise PackError(f"the sentence {kind!r} asks for {error}, which it is not given") from error


def sentence(kind: str, /, **parts: str) -> str:
    """Return the words of a kind of finding or title, beginning with a capital. Raises as `phrase` does.

    >>> sentence("title_statement", what="2 mines found", where="")
    'Statement with 2 mines found'
    """
    text = phrase(kind, **parts)
    return text[:1].upper() + text[1:]
