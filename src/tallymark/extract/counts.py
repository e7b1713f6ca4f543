"""Counts: a figure and the noun it counts, read as one thing; and single people and items without a numeral."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

import msgspec

from tallymark.extract.figures import Amount, read_amount
from tallymark.extract.passes import first_of
from tallymark.model import Bound
from tallymark.packs import Rule
from tallymark.rules import Chunk, Engine, Line, Sense, in_form
from tallymark.rules.anchors import starts_of


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with what it counts. Places are code points of the text.

    `kind` is person, item, event, lives, area, bare or thing (something that is not counted here). `head` is the noun's
    sense. `amount` is None for singles ("a soldier", `single`), and `definite` marks those that were spoken of
    before ("the man"). `whole` is True where the words say the count is part of something ("five of them"), and
    `whole_of` is the measure that they give it ("three of the dead").
    `unnamed` marks a bare number before a noun that the pack does not know: it can only be of people.
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
    unnamed: bool = False
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
    "person": "person", "nation": "person", "item": "item", "model": "item", "loose": "loose", "itemadj": "item",
    "toll": "event",
    "lives": "lives", "unit": "area", "minutes": "minutes",
}  # fmt: skip


_SENSED = ("person", "item", "nation", "model", "verb", "toll", "itemadj", "state", "unit")
_MOST_AMOUNTS = 1 << 14  # then they are forgotten, so that a long run's memory stays where it was


class Compiled(NamedTuple):
    """What is kept of a pack for the reading of counts.

    `gate` finds a unit at which a count may begin. `begins` has, for its letter, one pattern that says which of some
    rules is the first to match there (its last group is the rule's number), and these rules. `qualified` finds the
    words that say more of a count, `sensed` are the letters of words that a count keeps. `amounts` are those that
    were read, with how many units stand before the figure itself, by their words, their letters and whether they are
    counted one by one: nothing else decides what they are worth.
    """

    gate: re.Pattern[str]
    begins: dict[str, tuple[re.Pattern[str], tuple[tuple[Rule, re.Pattern[str]], ...]]]
    qualified: re.Pattern[str]
    sensed: frozenset[str]
    amounts: dict[tuple[str, str, bool], tuple[Amount | None, int]]


def find_counts(text: str, line: Line, engine: Engine) -> tuple[list[Chunk[object]], list[tuple[int, int]]]:
    """Return the counts of a line as chunks, in order, and the places of figures that could not be read."""
    chunks: list[Chunk[object]] = []
    unread: list[tuple[int, int]] = []
    compiled, symbols = _compiled(engine), line.symbols
    found = compiled.gate.search(symbols)
    while found is not None:
        at = found.start()
        first_of, rules = compiled.begins[symbols[at]]
        which = first_of.match(symbols, at)
        if which is None:
            at += 1
        else:
            rule, pattern = rules[(which.lastindex or 1) - 1]
            match = pattern.match(symbols, at)
            assert match is not None
            count = _count(text, line, engine, match, rule)
            if count is None:
                unread.append((line.starts[at], line.ends[match.end() - 1]))
            else:
                chunks.append(Chunk(at, match.end(), engine.symbol(*_symbol(count, rule.gives.get("case", ""))), count))
            at = match.end()
        found = compiled.gate.search(symbols, at)
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


def _compiled(engine: Engine) -> Compiled:
    kept: Compiled | None = engine.kept.get("counts")
    if kept is None:
        starts = [(entry, starts_of(entry[1])) for entry in engine.rules["counts"]]
        gate = engine.pattern("counts_gate")
        letters = {letter for letter in engine.symbols.every() if gate.fullmatch(letter)}
        rules = {
            letter: tuple(entry for entry, begins in starts if begins is None or letter in begins) for letter in letters
        }
        patterns = {letter: tuple(pattern for _, pattern in some) for letter, some in rules.items()}
        joined = {some: first_of(some) for some in set(patterns.values())}
        kept = engine.kept["counts"] = Compiled(
            gate=gate,
            begins={letter: (joined[patterns[letter]], some) for letter, some in rules.items()},
            qualified=engine.unit("only", "more", "same", "all", "det#the", "det#this"),
            sensed=frozenset(engine.symbols.some(*_SENSED)),
            amounts={},
        )
    return kept


def _symbol(count: Count, case: str) -> tuple[str, str]:
    """Return the unit of a count; that of a single one tells its case where the rule gives one."""
    if count.single:
        kind = count.kind if count.kind in ("item", "event") else "person"
        return "one", f"{kind}_{case}" if case else kind
    kind = {"loose": "item", "minutes": "item"}.get(count.kind, count.kind)
    return "count", kind


def _count(text: str, line: Line, engine: Engine, match: re.Match[str], rule: Rule) -> Count | None:
    groups, things = match.re.groupindex, line.things
    head_at = match.start("head") if "head" in groups else -1
    head = things[head_at] if head_at >= 0 else None
    assert head is None or isinstance(head, Sense)
    first, last = match.span()
    single = "amount" not in groups
    amount: Amount | None = None
    amount_first, amount_last = first, first + 1
    kind = "bare" if head is None else _KIND.get(head.kind, "thing")
    if not single:
        amount_first, amount_last = match.span("amount")
        amount, amount_first = _amount(text, line, engine, amount_first, amount_last, countable=kind != "area")
        if amount is None:
            return None
    if kind == "bare" and _labels(line, first, amount_first):
        kind = "thing"
    if rule.gives.get("kind") == "thing" or (kind == "bare" and _says_nothing(line, first, last, amount)):
        kind = "thing"
    senses, places = _senses(line, engine, *_noun(match, first, amount_first, amount_last, last, single=single))
    only, more, same, definite = _qualified(line, engine, first, amount_last, last)
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
        definite=definite or "the" in groups,
        whole="whole" in groups and match.start("whole") >= 0,
        whole_of=_whole_of(line, match) if "whole" in groups else "",
        more=more,
        only=only,
        minutes=kind == "minutes",
        same=same,
        unnamed=kind == "bare" and _names_other(line, engine, last, amount),
        rule=rule.id,
    )


def _noun(
    match: re.Match[str], first: int, amount_first: int, amount_last: int, last: int, *, single: bool
) -> tuple[int, int]:
    """Return the units of the words for what is counted: behind the figure, or before it."""
    if single:
        return first, last
    before = "head" in match.re.groupindex and 0 <= match.start("head") < amount_first
    return (first, amount_first) if before else (amount_last, last)


def _amount(
    text: str, line: Line, engine: Engine, first: int, last: int, *, countable: bool
) -> tuple[Amount | None, int]:
    """Return what an amount says and the unit its figure begins with; the same words are worked out once."""
    known = _compiled(engine).amounts
    key = text[line.starts[first] : line.ends[last - 1]], line.symbols[first:last], countable
    found = known.get(key)
    if found is None:
        if len(known) > _MOST_AMOUNTS:
            known.clear()
        amount = read_amount(text, line, engine, first, last, countable=countable)
        found = known[key] = amount, _figure_start(line, first, last) - first
    return found[0], first + found[1]


def _qualified(
    line: Line, engine: Engine, first: int, amount_last: int, last: int
) -> tuple[tuple[int, int] | None, bool, bool, bool]:
    """Return where a count says "only", and whether it says "more", "same" and, before its noun, "the" or "all"."""
    only: tuple[int, int] | None = None
    more = same = definite = False
    for found in _compiled(engine).qualified.finditer(line.symbols, first, last):
        unit = found.start()
        kind = _kind(line, unit)
        if kind == "only" and only is None and unit < amount_last:
            only = line.starts[unit], line.ends[unit]
        more, same = more or kind == "more", same or kind == "same"
        definite = definite or (unit < amount_last and kind in ("all", "det"))
    return only, more, same, definite


def _names_other(line: Line, engine: Engine, last: int, amount: Amount | None) -> bool:
    """Say whether a bare number counts what the pack has no word for ("1,000 boards"): an unknown noun follows."""
    return (
        amount is not None
        and amount.value is not None
        and line.symbols[last : last + 1] == engine.symbol("word", "low")
    )


def _says_nothing(line: Line, first: int, last: int, amount: Amount | None) -> bool:
    """Say whether a bare amount counts nobody new: "the one" stands for somebody told of, "many" for anything."""
    if amount is None:
        return False
    if amount.value == 1 and _kind(line, first) == "det":
        return True
    return amount.value is None and last - first == 1 and line.ends[first] - line.starts[first] <= 4


def _whole_of(line: Line, match: re.Match[str]) -> str:
    first, last = match.span("whole")
    things = line.things[first:last] if first >= 0 else []
    return next(
        (thing.id for thing in things if isinstance(thing, Sense) and thing.kind == "ref" and thing.id != "whole"), ""
    )


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


def _labels(line: Line, first: int, amount_first: int) -> bool:
    """Say whether a bare number is the name of something ("Hill 481", "article 4") or money."""
    if first == 0 or first != amount_first:
        return False
    before = line.things[first - 1]
    return isinstance(before, Sense) and (
        (
            before.kind in ("thing", "hash", "money", "field", "slash", "limb")
            and (not before.form or in_form(before.form, "sg"))
        )
        or (before.kind == "not" and line.ends[first - 1] - line.starts[first - 1] == 2)
    )


def _senses(line: Line, engine: Engine, first: int, last: int) -> tuple[tuple[Sense, ...], tuple[tuple[int, int], ...]]:
    sensed, symbols = _compiled(engine).sensed, line.symbols
    units = [unit for unit in range(first, last) if symbols[unit] in sensed]
    senses = tuple([thing for unit in units if isinstance(thing := line.things[unit], Sense)])
    return senses, tuple([(line.starts[unit], line.ends[unit]) for unit in units])
