"""Made-up reports, as many as are asked for and no two alike: what memory is measured on.

All places, bodies and incidents are invented. The same number makes the same report on every machine.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

_FIRST_DAY = date(2010, 1, 1)
_DAYS = 5_000
_HEADS = (
    "Bren",
    "Tor",
    "Kal",
    "Vel",
    "Dor",
    "Mar",
    "Sel",
    "Ost",
    "Han",
    "Lim",
    "Gur",
    "Pash",
    "Zol",
    "Nar",
    "Tesh",
    "Kov",
)
_HEARTS = ("a", "e", "i", "o", "u", "al", "er", "in", "or", "ul", "ash", "en", "ir", "om", "ut")
_TAILS = ("va", "ka", "mesh", "dan", "ne", "rus", "shi", "lo", "gan", "tek", "bar", "zhi")
_TOWNS = [head + heart + tail for head in _HEADS for heart in _HEARTS for tail in _TAILS]
_LANDS = ("Veldania", "Kardovia", "Tamoura", "Sembalu", "Mirantha", "Istvara")
_BODIES = ("Ministry of Defence", "Mine Action Centre", "Interior Ministry", "Emergency Service", "Clear Ground Trust")
_PEOPLE = ("farmers", "children", "soldiers", "civilians", "deminers", "shepherds", "women", "passengers")
_ITEMS = ("anti-personnel mines", "anti-vehicle mines", "mortar shells", "grenades", "unexploded shells", "rockets")
_OPENINGS = (
    "{dead} {people} were killed and {hurt} hurt when a mine exploded near {town}, the {body} of {land} said on {day}.",
    "A car struck an anti-vehicle mine on the road to {town} on {day}, killing {dead} {people} and wounding {hurt}.",
    "Clearance teams found {found} {items} around {town} between {day} and the end of the week, the {body} reported.",
    "The {body} says that {found} {items} were destroyed in {town} district, {land}, on {day}.",
)
_MIDDLES = (
    "Since the beginning of the year {total} {items} have been found and cleared in {land}, according to the {body}.",
    "Of the injured, {part} were taken to the hospital in {town}; the others were treated on the spot.",
    "About {area} hectares of farmland were cleared, among them fields that had stood empty for {years} years.",
    "“We had walked there a hundred times,” said a resident who did not give a name.",
    "The {body} of {land} denied that its forces had laid mines in the district.",
    "In all, {total} people, including {part} {people}, have been killed or injured by mines there since {since}.",
    "More than {found} {items} were laid during the war, the {body} estimates; {part} of them were found near {town}.",
    "The road was closed for {years} hours, and {part} teams are still at work.",
)
_ENDINGS = (
    "The figures could not be checked independently.",
    "A further statement is expected next week.",
    "The {body} asked people to keep to the marked paths.",
)


def made_report(number: int) -> dict[str, str]:
    """Return the report of a number: id, text, title, source, and the day it was published.

    >>> made_report(7) == made_report(7), made_report(7)["text"] == made_report(8)["text"]
    (True, False)
    """
    chance = random.Random(number)
    published = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    words = {
        "town": chance.choice(_TOWNS),
        "land": chance.choice(_LANDS),
        "body": chance.choice(_BODIES),
        "people": chance.choice(_PEOPLE),
        "items": chance.choice(_ITEMS),
        "day": f"{published - timedelta(days=chance.randrange(3)):%-d %B}",
        "dead": str(chance.randrange(2, 20)),
        "hurt": str(chance.randrange(2, 40)),
        "found": f"{chance.randrange(20, 900)}",
        "total": f"{chance.randrange(1_000, 99_999):,}",
        "part": str(chance.randrange(2, 19)),
        "area": f"{chance.randrange(1_000, 900_000):,}",
        "years": str(chance.randrange(2, 30)),
        "since": str(chance.randrange(1990, 2010)),
    }
    sentences = [chance.choice(_OPENINGS), *chance.sample(_MIDDLES, chance.randrange(2, 6)), chance.choice(_ENDINGS)]
    title = f"{words['town']}: report {number}"
    text = "\n\n".join([title, *(sentence.format_map(words) for sentence in sentences)])
    source = f"{words['land']} {chance.choice(('Courier', 'Herald', 'Post'))}"
    return {
        "id": f"made-{number}", "text": text, "title": title, "source": source, "published": published.isoformat(),
        "language": "en",
    }  # fmt: skip


def write_reports(path: Path, count: int) -> int:
    """Write the first `count` reports as JSON Lines, one at a time; return how many bytes they are."""
    with path.open("w", encoding="utf-8") as stream:
        for line in _lines(count):
            stream.write(line)
    return path.stat().st_size


def _lines(count: int) -> Iterator[str]:
    return (json.dumps(made_report(number)) + "\n" for number in range(count))
