"""Why two reports stand together or apart, in words: what met, what spoke against, and what each weighed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from tallymark.collate.sounds import skeletons
from tallymark.model import Claim, Link
from tallymark.packs.wording import date_words, number, wording
from tallymark.web.plain import id_words

_WORD = re.compile(r"[^\W\d_]{2,}")
LINKED = {"copy": "is a copy of", "repeats": "repeats an older total of", "same": "tells the same story as"}
_ANY_YEAR = "2000"


def why(link: Link, claims: Iterable[Claim]) -> str:
    """Return what met in two reports and what spoke against, each with its weight, the heaviest first.

    `claims` are those of the two reports; they say how a place is written of which the link has the id.
    """
    places = written_places(claims)
    met = _listed(link.met, places)
    against = _listed(link.against, places)
    return " ".join([f"Met: {met}." if met else "", f"Against: {against}." if against else ""]).strip()


def reason_words(reason: str, places: dict[str, str]) -> str:
    """Return one reason in words; one that has none is shown as it is.

    >>> reason_words("figure 1119", {}), reason_words("figure harm:3", {}), reason_words("day 11-23", {})
    ('the figure 1,119', '3 people harmed', 'the day 23 November')
    >>> reason_words("place geonames:1", {"geonames:1": "Orlava"}), reason_words("denial", {})
    ('the place Orlava', 'one rejects what the other says')
    """
    said = wording()["reasons"]
    if reason in said:
        return str(said[reason])
    kind, _, key = reason.partition(" ")
    if kind not in said:
        return id_words(reason)
    if kind == "figure":
        family, _, digits = key.rpartition(":")
        template = said.get(f"figure_{family}", said[kind])
        return str(template).format(key=number(Decimal(digits)) if digits.isdecimal() else id_words(key))
    return str(said[kind]).format(key=_named(kind, key, places))


def _named(kind: str, key: str, places: dict[str, str]) -> str:
    if kind == "place":
        return places.get(key, key)
    if kind == "day":
        return date_words(f"{_ANY_YEAR}-{key}").removesuffix(f" {_ANY_YEAR}")
    return key.upper() if kind == "model" else id_words(key)


def written_places(claims: Iterable[Claim]) -> dict[str, str]:
    """Return how places are written, by id, and by the sound of their name where they have none."""
    out: dict[str, str] = {}
    for claim in claims:
        for place in claim.places:
            keys = [place.id] if place.id else [key for word in _WORD.findall(place.name) for key in skeletons(word)]
            for key in keys:
                out.setdefault(key, place.name)
    return out


def _listed(reasons: Iterable[tuple[str, float]], places: dict[str, str]) -> str:
    return "; ".join(f"{reason_words(name, places)} ({weight:.2f})" for name, weight in reasons)
