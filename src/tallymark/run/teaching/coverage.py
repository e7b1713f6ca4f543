"""Coverage: what a pack has no words for yet, of the domain's concepts and of what the rules ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from tallymark.packs import Pack, Word
from tallymark.packs.wording import noun, wording

# So many words of the model's are shown for a meaning that has none here.
_SHOWN = 4
_TABLES = ("items", "people", "units")
# The kinds of words that name a concept of a table; the adjective alone names an item ("anti-tank").
_KINDS_OF = {"items": ("item", "itemadj"), "people": ("person",), "units": ("unit",)}
_OF_TABLES = frozenset(["item", "person", "unit"])


class Gap(msgspec.Struct, frozen=True):
    """A meaning without words. `area` is measures, items, people, units, nations or other words.

    `meaning` names it as rules do, or by its id in the domain; `like` are words that say it in English.
    """

    area: str
    meaning: str
    like: tuple[str, ...]


def gaps(pack: Pack, model: Pack, domain: Mapping[str, Any]) -> Iterator[Gap]:
    """Yield what a pack has no words for: the domain's concepts, then meanings that the model pack has words for."""
    have = [word for word in pack.words if not word.wanting]
    ids = {word.id for word in have}
    kinds = {word.kind for word in have}
    said = {(word.kind, word.id) for word in have}
    for measure, about in domain["measures"].items():
        if measure not in ids and about.get("kind") not in kinds and not _turned(measure, domain, ids):
            yield Gap("measures", measure, _of_measure(measure))
    for table in _TABLES:
        for concept in domain[table]:
            if not any((kind, concept) in said for kind in _KINDS_OF[table]):
                yield Gap(table, concept, (_of_concept(table, concept),))
    for (kind, concept), words in _meanings(model).items():
        if kind not in _OF_TABLES and (kind, concept) not in said:
            meaning = f"{kind}#{concept}" if concept else kind
            yield Gap("nations" if kind == "nation" else "other words", meaning, words)


def empty_files(pack: Pack, model: Pack) -> list[str]:
    """Return the files in which the model has rules and the pack none, in the order of the alphabet."""
    return sorted(f"{concept}.yaml" for concept, rules in model.rules.items() if rules and not pack.rules.get(concept))


def _turned(measure: str, domain: Mapping[str, Any], ids: set[str]) -> bool:
    """Say whether another measure's words become this one where they are said of an area."""
    return any(now == measure and before in ids for before, now in domain["of_area"].items())


def _of_measure(measure: str) -> tuple[str, ...]:
    bare, _ = wording()["measures"].get(measure, (measure.replace("_", " "), ""))
    return (str(bare),)


def _of_concept(table: str, concept: str) -> str:
    return str(wording()["units"].get(concept, concept)) if table == "units" else noun(concept)


def _meanings(model: Pack) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the first words of the model for each of its kinds and ids."""
    found: dict[tuple[str, str], list[Word]] = {}
    for word in model.words:
        found.setdefault((word.kind, word.id), []).append(word)
    return {key: tuple(dict.fromkeys(word.phrase for word in words))[:_SHOWN] for key, words in found.items()}
