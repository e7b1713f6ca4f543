"""Officials: those who act in office, with name, rank and office as written, and groups of visitors without names.

Nobody is named here who has neither a rank nor an office: private persons stay in the report's text only.
"""

from __future__ import annotations

import re

from tallymark.extract.actfound import bare, sense_at
from tallymark.extract.passes import Pass
from tallymark.model import Mention, Official, Span
from tallymark.packs import Rule
from tallymark.rules import Engine, Line

Part = tuple[int, int] | None


def find_officials(text: str, line: Line, engine: Engine, first: int, last: int) -> tuple[Official, ...]:
    """Return those who are named by rank or office among units `first` up to `last`, in order."""
    return tuple(official for _, official in read_officials(text, line, engine, first, last))


def read_officials(text: str, line: Line, engine: Engine, first: int, last: int) -> list[tuple[str, Official]]:
    """Return `(rule, official)` for everyone who is named by rank or office among some units, in order."""
    if "officials" not in engine.rules:
        return []

    def read(rule: Rule, match: re.Match[str]) -> tuple[str, Official] | None:
        parts = {name: _part(match, name, first) for name in ("name", "rank", "office")}
        official = _official(text, line, parts["name"], parts["rank"], parts["office"])
        return None if official is None else (rule.id, official)

    return [got for _, _, got in engine.once(_compiled).run(line.symbols[first:last], read)]


def _compiled(engine: Engine) -> Pass:
    return Pass(engine.rules["officials"], engine.compiler)


def _part(match: re.Match[str], name: str, first: int) -> Part:
    if name not in match.re.groupindex or match.start(name) < 0:
        return None
    return match.start(name) + first, match.end(name) + first


def _official(text: str, line: Line, name: Part, rank: Part, office: Part) -> Official | None:
    if rank is not None and not _marked(line, rank, "rank"):
        return None
    if office is not None and not _marked(line, office, "office"):
        return None
    parts = [part for part in (name, rank, office) if part is not None]
    start, end = line.starts[min(part[0] for part in parts)], line.ends[max(part[1] for part in parts) - 1]

    def words(part: Part) -> str | None:
        return None if part is None else " ".join(text[line.starts[part[0]] : line.ends[part[1] - 1]].split())

    plain = None if office is None else (bare(line, *office), office[1])
    return Official(span=Span.of(text, start, end), name=words(name), rank=words(rank), office=words(plain))


def _marked(line: Line, part: tuple[int, int], mark: str) -> bool:
    """Say whether the first word for a person in some units is one that the pack marks as a rank or an office."""
    for unit in range(*part):
        sense = sense_at(line, unit)
        if sense is not None and sense.kind == "person":
            return mark in sense.more
    return False


def find_groups(text: str, line: Line, engine: Engine, first: int, last: int) -> tuple[Mention, ...]:
    """Return the groups that come to look (attachés, journalists, diplomats, officers) among some units, in order."""
    found: list[Mention] = []
    for match in engine.pattern("groups_of_visitors").finditer(line.symbols, first, last):
        start = bare(line, *match.span())
        head = sense_at(line, match.end("head") - 1)
        if head is not None:
            span = Span.of(text, line.starts[start], line.ends[match.end() - 1])
            found.append(Mention(id=head.id, span=span))
    return tuple(found)
