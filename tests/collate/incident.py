"""One invented incident told by two outlets, with a toll that moves overnight and a headline that kills the injured."""

from __future__ import annotations

from tests.collate.telling import Telling

_FIRST = (
    "Five killed as cart hits mine near Pelna\n\n"
    "Two farmers were killed and three people injured on Friday when a cart drove over an anti-vehicle mine near "
    "Pelna, in the Istra valley, police said."
)
_LATER = (
    "A third man has died after the blast near Pelna on Friday, in which a cart struck an anti-vehicle mine, the "
    "hospital of the Istra valley said. Three people are now dead and two remain injured. Five casualties in all were "
    "taken in."
)


def first_toll(**metadata: str) -> Telling:
    """Return the first report, of the day: 2 killed, 3 injured, and a headline that makes 5 killed of it."""
    told = Telling(_FIRST, **{"source": "Istra Radio", "published": "2024-03-08", **metadata})
    day = ("2024-03-08", "Friday", "publication")
    police = [("police", "police")]
    told.says("killed", "Five killed", 5, numeral="Five", headline=True)
    told.says("killed", "Two farmers were killed", 2, numeral="Two", places=_PELNA, period=day, attribution=police)
    told.says("injured", "three people injured", 3, numeral="three", places=_PELNA, period=day, attribution=police)
    return told


def later_toll(**metadata: str) -> Telling:
    """Return the report of the next day: 3 dead, 2 injured, 5 casualties."""
    told = Telling(_LATER, **{"source": "Tarnik Gazette", "published": "2024-03-09", **metadata})
    parts = {"places": _PELNA, "period": ("2024-03-08", "Friday", "publication")}
    by = [("hospital", "hospital of the Istra valley")]
    told.says("killed", "Three people are now dead", 3, numeral="Three", attribution=by, **parts)
    told.says("injured", "two remain injured", 2, numeral="two", attribution=by, **parts)
    told.says("casualties", "Five casualties in all", 5, numeral="Five", attribution=by, **parts)
    return told


_PELNA = [("PELNA", "Pelna")]
