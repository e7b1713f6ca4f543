"""What is a kind of what in the domain: a PMN-E is an anti-personnel mine, and that is a mine."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path

from tallymark.packs import cache
from tallymark.packs.reading import PackError, read_yaml

DOMAIN = Path(__file__).parent / "domains" / "explosive_ordnance.yaml"

# Tables by name: by the id of each concept what is said of it.
_Tables = dict[str, dict[str, dict[str, str]]]


@functools.cache
def _domain() -> _Tables:
    key = hashlib.sha256(DOMAIN.read_bytes()).hexdigest()
    return cache.remembered("domain", key, _Tables, _read)


def _read() -> _Tables:
    domain = read_yaml(DOMAIN)
    return {table: domain[table] for table in ("measures", "items", "people")}


@functools.cache
def _parents() -> Mapping[str, str]:
    return {
        name: concept["is"]
        for table in ("items", "people")
        for name, concept in _domain()[table].items()
        if "is" in concept
    }


@functools.cache
def lineage(concept: str) -> tuple[str, ...]:
    """Return a concept and what it is a kind of, nearest first; an unknown concept stands alone.

    Raises `PackError` where a concept of the domain is, over others, a kind of itself.

    >>> lineage("anti_personnel_mine")
    ('anti_personnel_mine', 'mine', 'munition')
    """
    out = [concept]
    while out[-1] in _parents():
        out.append(_parents()[out[-1]])
        if len(out) > len(_parents()) + 1:
            raise PackError(f"{concept!r} is a kind of itself in {DOMAIN.name}")
    return tuple(out)


def is_kind_of(concept: str, other: str) -> bool:
    """Say whether a concept is another or a kind of it.

    >>> is_kind_of("farmer", "civilian"), is_kind_of("civilian", "farmer")
    (True, False)
    """
    return other in lineage(concept)


def measures() -> tuple[str, ...]:
    """Return the measures of the domain, in the order in which it lists them.

    >>> measures()[:3]
    ('killed', 'injured', 'casualties')
    """
    return tuple(_domain()["measures"])


def concepts(table: str) -> tuple[str, ...]:
    """Return the concepts of a table of the domain, `items` or `people`.

    >>> "journalist" in concepts("people")
    True
    """
    return tuple(_domain()[table])
