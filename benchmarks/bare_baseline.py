"""The baseline for claims: a number, a noun near it, and the nearest word that names a measure. Nothing else.

It is what one writes in an hour, and is here to say how much the packs' rules add to it. It knows no spelled-out
compounds, clauses, sentence ends, headlines, parts or holders, and is not to be made any cleverer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = rf"(?P<number>\d{{1,3}}(?:[, ]\d{{3}})+|\d+(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b)"
_PEOPLE = r"people|persons?|civilians?|soldiers?|servicem[ae]n|child(?:ren)?|boys?|girls?|wom[ae]n|m[ae]n|deminers?"
_PEOPLE += r"|journalists?|farmers?|casualties|victims?|others?"
_THINGS = r"(?:land)?mines?|shells?|bombs?|grenades?|rockets?|munitions?|devices?|explosives?|items?|IEDs?|UXOs?"
_AREA = r"square (?:kilo)?met(?:er|re)s|hectares|ha|sq\.? ?k?m|km2|m2"
_COUNT = re.compile(
    rf"{_NUMBER}\s+(?:[\w-]+\s+){{0,2}}?(?:(?P<people>{_PEOPLE})|(?P<things>{_THINGS})|(?P<area>{_AREA}))\b",
    re.IGNORECASE,
)
_MEASURE = {
    "people": {
        "killed": r"killed|died|dead|death|lives",
        "injured": r"injur\w+|wounded|hurt",
        "casualties": r"casualt\w+|victims?",
    },
    "things": {
        "found": r"found|discovered|detected|uncovered",
        "cleared": r"cleared|neutrali[sz]ed|removed|defused",
        "destroyed": r"destroyed|detonated",
        "laid": r"laid|planted",
        "produced": r"produced|manufactured",
    },
    "area": {"area_cleared": r"cleared|released|demined"},
}
_KEYWORD = {
    kind: [(measure, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for measure, words in measures.items()]
    for kind, measures in _MEASURE.items()
}
_NEAR = 120  # code points


def bare_rows(report: str, text: str) -> Iterator[dict[str, Any]]:
    """Yield a row for every count in a text, with the fields that the scorers read.

    >>> [(row["quote"], row["measure"], row["value"]) for row in bare_rows("a", "Police found 1,119 mines.")]
    [('1,119 mines', 'found', '1119')]
    >>> list(bare_rows("a", "Two mines."))  # nothing near says what was done
    []
    """
    for rank, count in enumerate(_COUNT.finditer(text)):
        kind = count.lastgroup or "people"
        measure = _nearest(text, kind, *count.span())
        if measure is not None:
            written = count["number"].lower()
            yield {
                "id": f"{report}-{rank}",
                "report": report,
                "start": count.start(),
                "end": count.end(),
                "quote": count.group(),
                "measure": measure,
                "value": str(_WORDS.get(written, written.replace(",", "").replace(" ", ""))),
                "bound": "exactly",
            }


def _nearest(text: str, kind: str, start: int, end: int) -> str | None:
    low, high = max(0, start - _NEAR), min(len(text), end + _NEAR)
    found = [
        (max(start - word.end(), word.start() - end), measure)
        for measure, pattern in _KEYWORD[kind]
        for word in pattern.finditer(text, low, high)
    ]
    return min(found)[1] if found else None
