"""Counts: a figure and the noun it counts, read as one thing; and single people and items without a numeral."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from tallymark.extract.figures import Amount, read_amount
from tallymark.model import Bound
from tallymark.packs import Rule
from tallymark.rules import Chunk, Engine, Line, Sense
from tallymark.rules.anchors import starts_of


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with what it counts. Places are code points of the text.

    `kind` is person, item, event, lives, area, bare or thing (something that is not counted here). `head` is the noun's
    sense. `amount` is None for singles ("a soldier", `single`), and `definite` marks those that were spoken of
    before ("the man"). `whole` is True where the words say the count is part of something ("five of them"), and
    `whole_of` is the measure that they give it ("three of the dead").
    `done` are the senses of participles inside the phrase ("20 wounded soldiers").
    """

    kind: str
    start: int
    end: int
    amount: Amount | None
    amount_start: int
    amount_end: int
    head: Sense | None
    senses: tuple[Sense, ...] = ()
    sense_places: tuple[tuple[int, int], ...] = ()
    single: bool = False
    definite: bool = False
    whole: bool = False
    whole_of: str = ""
    more: bool = False
    only: tuple[int, int] | None = None
    minutes: bool = False
    same: bool = False
    rule: str = ""

    @property
    def value(self) -> Decimal | None:
        """The figure's value; one for singles."""
        return Decimal(1) if self.amount is None else self.amount.value

    @property
    def bound(self) -> Bound:
        """The figure's bound; exactly for singles."""
        return Bound.EXACTLY if self.amount is None else self.amount.bound


_KIND = {
    "person": "person", "nation": "person", "item": "item", "model": "item", "loose": "loose", "toll": "event", "lives": "lives",
    "unit": "area", "minutes": "minutes",
}  # fmt: skip


_BEGIN = (
    "number", "num", "scale", "dozen", "vague", "couple", "both", "half", "det#a", "det#the", "more", "all", "only", "bound",
    "prep#between", "each", "others", "how", "same",
)  # fmt: skip


def find_counts(text: str, line: Line, engine: Engine) -> tuple[list[Chunk[object]], list[tuple[int, int]]]:
    """Return the counts of a line as chunks, in order, and the places of figures that could not be read."""
    chunks: list[Chunk[object]] = []
    unread: list[tuple[int, int]] = []
    gate, rules = _gate(engine), _dispatch(engine)
    at, total = 0, len(line)
    while at < total:
        start = gate.search(line.symbols, at)
        if start is None:
            break
        at = start.start()
        for rule, pattern in rules[line.symbols[at]]:
            match = pattern.match(line.symbols, at)
            if match is None:
                continue
            count = _count(text, line, engine, match, rule.id)
            if count is None:
                unread.append((line.starts[at], line.ends[match.end() - 1]))
            else:
                chunks.append(Chunk(at, match.end(), engine.symbol(*_symbol(count)), count))
            at = match.end()
            break
        else:
            at += 1
    _tell_apart(chunks, engine)
    return chunks, unread


def _tell_apart(chunks: list[Chunk[object]], engine: Engine) -> None:
    """Pass over numbers that stand against each other (coordinates) and parts of what is not counted here."""
    thing = engine.symbol("count", "thing")
    for number in range(len(chunks) - 1, 0, -1):
        left, right = chunks[number - 1], chunks[number]
        one, two = left.thing, right.thing
        if left.last != right.first or not isinstance(one, Count) or not isinstance(two, Count):
            continue
        if one.whole and two.kind == "thing":
            chunks[number - 1] = left._replace(symbol=thing, thing=msgspec.structs.replace(one, kind="thing"))
        elif one.kind == two.kind == "bare" and not one.whole and one.rule == two.rule == "count.bare":
            for at, chunk, count in ((number - 1, left, one), (number, right, two)):
                chunks[at] = chunk._replace(symbol=thing, thing=msgspec.structs.replace(count, kind="thing"))


def _gate(engine: Engine) -> re.Pattern[str]:
    """Units at which a count may begin."""
    pattern: re.Pattern[str] | None = engine.kept.get("count_gate")
    if pattern is None:
        pattern = engine.kept["count_gate"] = engine.pattern(" | ".join(_BEGIN))
    return pattern


def _dispatch(engine: Engine) -> dict[str, list[tuple[Rule, re.Pattern[str]]]]:
    """Return, for each letter a count may begin with, the rules that may begin there, in their order."""
    kept: dict[str, list[tuple[Rule, re.Pattern[str]]]] | None = engine.kept.get("count_dispatch")
    if kept is None:
        starts = [(entry, starts_of(entry[1])) for entry in engine.rules["counts"]]
        letters = set("".join(engine.symbols.letters(name) for name in _BEGIN))
        kept = engine.kept["count_dispatch"] = {
            letter: [entry for entry, begins in starts if begins is None or letter in begins] for letter in letters
        }
    return kept


def _symbol(count: Count) -> tuple[str, str]:
    if count.single:
        return "one", "item" if count.kind == "item" else "event" if count.kind == "event" else "person"
    kind = {"loose": "item", "minutes": "item"}.get(count.kind, count.kind)
    return "count", kind


def _count(text: str, line: Line, engine: Engine, match: re.Match[str], rule: str) -> Count | None:
    groups = match.re.groupindex
    head_at = match.start("head") if "head" in groups else -1
    head = line.things[head_at] if head_at >= 0 else None
    assert head is None or isinstance(head, Sense)
    first, last = match.span()
    single = "amount" not in groups
    amount: Amount | None = None
    amount_first, amount_last = first, first + 1
    kind = "bare" if head is None else _KIND.get(head.kind, "thing")
    if not single:
        amount_first, amount_last = match.span("amount")
        amount = read_amount(text, line, engine, amount_first, amount_last, countable=kind != "area")
        if amount is None:
            return None
        amount_first = _figure_start(line, amount_first, amount_last)
    if kind == "bare" and "whole" not in groups and _labels(line, first, amount_first):
        kind = "thing"
    if rule == "count.how_many":
        kind = "thing"
    senses, places = _senses(line, amount_last if not single else first + 1, last)
    only = next((u for u in range(first, amount_last) if _kind(line, u) == "only"), None)
    return Count(
        kind=kind,
        start=line.starts[first],
        end=line.ends[last - 1],
        amount=amount,
        amount_start=line.starts[amount_first],
        amount_end=line.ends[amount_last - 1],
        head=head,
        senses=senses,
        sense_places=places,
        single=single,
        definite="the" in groups or _definite(line, first, amount_last),
        whole="whole" in groups and match.group("whole") is not None,
        whole_of=_whole_of(line, match) if "whole" in groups else "",
        more=any(_kind(line, u) == "more" for u in range(first, last)),
        only=None if only is None else (line.starts[only], line.ends[only]),
        minutes=kind == "minutes",
        same=any(_kind(line, u) == "same" for u in range(first, last)),
        rule=rule,
    )


def _whole_of(line: Line, match: re.Match[str]) -> str:
    first, last = match.span("whole")
    things = line.things[first:last] if first >= 0 else []
    return next((thing.id for thing in things if isinstance(thing, Sense) and thing.kind == "ref"), "")


def _figure_start(line: Line, first: int, last: int) -> int:
    """Leave articles and the like before the figure out of the figure's own span."""
    while first + 1 < last and _kind(line, first) in ("det", "all", "more", "each", "only"):
        if _kind(line, first) == "det" and _kind(line, first + 1) in ("scale", "dozen", "half"):
            break
        first += 1
    return first


def _kind(line: Line, unit: int) -> str:
    thing = line.things[unit]
    return thing.kind if isinstance(thing, Sense) else ""


def _definite(line: Line, first: int, last: int) -> bool:
    return any(
        isinstance(sense, Sense) and (sense.kind == "all" or (sense.kind == "det" and sense.id in ("the", "this")))
        for sense in line.things[first:last]
    )


def _labels(line: Line, first: int, amount_first: int) -> bool:
    """Say whether a bare number is the name of something ("Hill 481", "article 4") or money."""
    if first == 0 or first != amount_first:
        return False
    before = line.things[first - 1]
    return isinstance(before, Sense) and (
        (before.kind in ("thing", "hash", "money", "field", "slash", "limb") and before.form in ("sg", ""))
        or (before.kind == "not" and line.ends[first - 1] - line.starts[first - 1] == 2)
    )


def _senses(line: Line, first: int, last: int) -> tuple[tuple[Sense, ...], tuple[tuple[int, int], ...]]:
    senses: list[Sense] = []
    places: list[tuple[int, int]] = []
    for unit in range(first, last):
        thing = line.things[unit]
        if isinstance(thing, Sense) and thing.kind in (
            "person", "item", "nation", "model", "verb", "toll", "itemadj", "state", "unit",
        ):  # fmt: skip
            senses.append(thing)
            places.append((line.starts[unit], line.ends[unit]))
    return tuple(senses), tuple(places)
