"""The words a reader sees for the ids of the domain, and how figures and dates are written."""

from __future__ import annotations

import re
from decimal import Decimal

from tallymark.model import Bound, Figure

GROUPS = {
    "people": ("People harmed", ("killed", "injured", "casualties")),
    "found": ("Ordnance found, cleared or destroyed", ("found", "cleared", "destroyed")),
    "laid": ("Ordnance laid, made or moved", ("laid", "produced", "transferred")),
    "ground": ("Ground", ("area_cleared",)),
    "acts": ("Acts: inspections, alleged violations, denials", ("inspected", "violated", "denied")),
}
"""Measures by group, each group with the name the key gives it; a measure of no group stands with the acts."""

_GROUP_OF = {measure: group for group, (_, measures) in GROUPS.items() for measure in measures}
_MEASURES = {"area_cleared": "area cleared", "violated": "alleged violation", "inspected": "inspection"}
_SAID = {"uxo": "UXO", "axo": "AXO", "erw": "ERW", "ied": "IED", "unexploded_ordnance": "unexploded ordnance"}
_BOUNDS = {
    Bound.EXACTLY: "",
    Bound.ABOUT: "about ",
    Bound.AT_LEAST: "at least ",
    Bound.AT_MOST: "at most ",
    Bound.MORE_THAN: "more than ",
    Bound.LESS_THAN: "less than ",
    Bound.BETWEEN: "",
    Bound.UNKNOWN: "",
}
_UNITS = {"km2": "km²", "m2": "m²"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = re.compile(r"(\d{4}|X{4})(?:-(\d\d))?(?:-(\d\d))?[~?%]?")
_LARGEST = 18


def group_of(measure: str) -> str:
    """Return the id of the group a measure is shown with.

    >>> group_of("killed"), group_of("something_new")
    ('people', 'acts')
    """
    return _GROUP_OF.get(measure, "acts")


def measure_words(measure: str) -> str:
    """Return a measure's id as words.

    >>> measure_words("area_cleared"), measure_words("found")
    ('area cleared', 'found')
    """
    return _MEASURES.get(measure, id_words(measure))


def id_words(concept: str) -> str:
    """Return an id of the domain as words.

    >>> id_words("anti_personnel_mine"), id_words("uxo"), id_words("nationality:AZ")
    ('anti-personnel mine', 'UXO', 'national of Azerbaijan')
    """
    if concept.startswith("nationality:"):
        from tallymark.packs.wording import noun  # most that is shown has no nations in it

        return noun(concept, one=True)
    words = _SAID.get(concept, concept.replace("_", " ").replace(":", " "))
    return words.replace("anti personnel", "anti-personnel").replace("anti vehicle", "anti-vehicle")


def drawable(value: Decimal) -> bool:
    """Tell whether a number is of a size that can be written out and drawn to scale.

    >>> drawable(Decimal("0")), drawable(Decimal("1E+4000")), drawable(Decimal("NaN"))
    (True, False, False)
    """
    return value.is_finite() and abs(value.adjusted()) <= _LARGEST


def number(value: Decimal, unit: str | None = None) -> str:
    """Return a number as a reader writes it, with its unit; one of absurd size in powers of ten.

    >>> number(Decimal("2728")), number(Decimal("1.50"), "km2"), number(Decimal("1E+4000"))
    ('2,728', '1.5 km²', '1E+4000')
    """
    if not drawable(value):
        written = str(value)[:40]
    else:
        written = f"{value:,f}"
        written = written.rstrip("0").rstrip(".") if "." in written else written
    return f"{written} {_UNITS.get(unit, unit)}" if unit is not None else written


def figure_words(figure: Figure) -> str:
    """Return a figure with its bound and unit in words.

    >>> figure_words(Figure(value=Decimal(3), value_max=Decimal(5), bound=Bound.BETWEEN))
    '3 to 5'
    >>> figure_words(Figure(value=None, bound=Bound.UNKNOWN))
    'a number not given'
    """
    if figure.value is None:
        return "a number not given"
    if figure.value_max is not None:
        return f"{number(figure.value)} to {number(figure.value_max, figure.unit)}"
    return _BOUNDS[figure.bound] + number(figure.value, figure.unit)


def date_words(edtf: str) -> str:
    """Return an EDTF date or period as words; one of a form not known here is returned as it stands.

    >>> date_words("2022-11-23"), date_words("2022-08/.."), date_words("XXXX-11-23")
    ('23 November 2022', 'since August 2022', '23 November, year not known')
    >>> date_words("2022-11-01/2022-11-30"), date_words("2022-W03")
    ('1 November 2022 to 30 November 2022', '2022-W03')
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _one_date(start)
    if end in ("..", ""):
        return f"since {_one_date(start)}"
    return f"until {_one_date(end)}" if start in ("..", "") else f"{_one_date(start)} to {_one_date(end)}"


def _one_date(edtf: str) -> str:
    """Return one EDTF date as words."""
    met = _DATE.fullmatch(edtf)
    if met is None:
        return edtf
    year, month, day = met.groups()
    if month is not None and not 1 <= int(month) <= len(_MONTHS):
        return edtf
    named = " ".join(part for part in (day and str(int(day)), month and _MONTHS[int(month) - 1]) if part)
    if year == "XXXX":
        return f"{named}, year not known" if named else "year not known"
    return f"{named} {year}" if named else year


def listed(names: list[str]) -> str:
    """Return names as an enumeration.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun.

    >>> counted(1, "report"), counted(1200, "story", "stories")
    ('1 report', '1,200 stories')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
