"""Counts: a figure and the noun it counts, read as one thing; and single people and items without a numeral."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from tallymark.extract.countrules import CountRules, Groups
from tallymark.extract.figures import Amount, read_amount
from tallymark.model import Bound
from tallymark.rules import Chunk, Engine, Line, Sense, in_form


class Count(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A figure with what it counts. Places are code points of the text.

    `kind` is person, item, event, lives, area, bare or thing (something that is not counted here). `head` is the noun's
    sense. `amount` is None for singles ("a soldier", `single`), and `definite` marks those that were spoken of
    before ("the man"). `whole` is True where the words say the count is part of something ("five of them"), and
    `whole_of` is the measure that they give it ("three of the dead").
    `unnamed` marks a bare number before a noun that the pack does not know (the next word, or what a rule captures as
    `noun`): it can only be of people.
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


# A numerator below a denominator of one digit: what else stands so (days and months) says so by its numbers or words.
_SHARE = re.compile(r"(?:1/[2-9]|2/[3-9]|3/[4-9]|4/[5-9]|5/[6-9])")
_MOST_AMOUNTS = 1 << 12  # then they are forgotten, so that a long run's memory stays where it was


def find_counts(text: str, line: Line, engine: Engine) -> tuple[list[Chunk[object]], list[tuple[int, int]]]:
    """Return the counts of a line as chunks, in order, and the places of figures that could not be read."""
    chunks: list[Chunk[object]] = []
    unread: list[tuple[int, int]] = []
    rules = engine.once(CountRules)
    shares = _shares(text, line, rules)
    for match, groups in rules.find(line.symbols):
        first, last = match.span()
        count = count_of(text, line, engine, rules, match, groups)
        if count is None:
            unread.append((line.starts[first], line.ends[last - 1]))
        else:
            if first in shares or last - 1 in shares:
                count = msgspec.structs.replace(count, kind="thing")
            symbol = engine.symbol(*_symbol(count, groups.rule.gives))
            chunks.append(Chunk(first, last, symbol, count))
    _tell_apart(chunks, rules.thing)
    return chunks, unread


def _shares(text: str, line: Line, rules: CountRules) -> frozenset[int]:
    """Return the units of shares in digits ("2/3 of the victims"), whose figures count nobody."""
    if "/" not in text:
        return frozenset()
    parted = (found.start() for found in rules.parted.finditer(line.symbols))
    return frozenset(
        unit
        for at in parted
        for unit in range(at, at + 3)
        if _SHARE.fullmatch(text[line.starts[at] : line.ends[at + 2]])
    )


def _tell_apart(chunks: list[Chunk[object]], thing: str) -> None:
    """Give numbers that stand against each other (coordinates) and parts of what is not counted the letter `thing`."""
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


def _symbol(count: Count, gives: Mapping[str, str]) -> tuple[str, str]:
    """Return the unit of a count; it tells the `case` of a single one, and of another what it stands `as`."""
    if count.single:
        kind = count.kind if count.kind in ("item", "event") else "person"
        return "one", f"{kind}_{gives['case']}" if "case" in gives else kind
    kind = "item" if count.kind in ("loose", "minutes") else count.kind
    return "count", f"{kind}_{gives['as']}" if "as" in gives else kind


def count_of(
    text: str, line: Line, engine: Engine, rules: CountRules, match: re.Match[str], groups: Groups
) -> Count | None:
    """Return what a rule's match counts; None where its figure cannot be read."""
    things, starts, ends = line.things, line.starts, line.ends
    head_at = match.start(groups.head) if groups.head > 0 else -1
    head = things[head_at] if head_at >= 0 else None
    assert head is None or isinstance(head, Sense)
    first, last = match.span()
    while first + 1 < last and _kind(line, first) == "quote":  # what opens a quotation is no part of the count in it
        first += 1
    worth = groups.rule.gives.get("value")
    single = groups.amount < 0 and worth is None
    amount: Amount | None = None
    amount_first, amount_last = first, first + 1
    kind = "bare" if head is None else _KIND.get(head.kind, "thing")
    if worth is not None:  # the noun's own form says how many: a dual
        amount = Amount(value=Decimal(worth), numeral=False)
    elif not single:
        amount_first, amount_last = match.span(groups.amount)
        amount, amount_first = _amount(text, line, engine, rules, amount_first, amount_last, countable=kind != "area")
        if amount is None:
            return None
        if groups.rule.gives.get("amount") == "vague":
            amount = Amount(value=None, bound=Bound.ABOUT)
    unnamed = False
    if kind == "bare":
        told = groups.noun > 0 or line.symbols[last : last + 1] == rules.word
        unnamed = told and amount is not None and amount.value is not None
        if _labels(line, engine, first, amount_first) or _says_nothing(line, first, last, amount):
            kind = "thing"
    kind = groups.rule.gives.get("kind", kind)
    noun = (amount_last, last)
    if groups.amount < 0:
        noun = first, last
    elif 0 <= head_at < amount_first:
        noun = first, amount_first
    symbols, sensed = line.symbols, rules.sensed
    units = [unit for unit in range(*noun) if symbols[unit] in sensed]
    only, more, same, definite = _qualified(line, rules, first, amount_last, last)
    whole = match.span(groups.whole) if groups.whole > 0 else (-1, -1)
    return Count(
        kind=kind,
        start=starts[first],
        end=ends[last - 1],
        amount=amount,
        amount_start=starts[amount_first],
        amount_end=ends[amount_last - 1],
        head=head,
        senses=tuple([thing for unit in units if isinstance(thing := things[unit], Sense)]),
        sense_places=tuple([(starts[unit], ends[unit]) for unit in units]),
        single=single,
        definite=definite or groups.the > 0,
        whole=whole[0] >= 0,
        whole_of=_whole_of(line, *whole) if whole[0] >= 0 else "",
        more=more,
        only=only,
        minutes=kind == "minutes",
        same=same,
        unnamed=unnamed and kind == "bare",
        rule=groups.rule.id,
    )


def _amount(
    text: str, line: Line, engine: Engine, rules: CountRules, first: int, last: int, *, countable: bool
) -> tuple[Amount | None, int]:
    """Return what an amount says and the unit its figure begins with; the same words are worked out once."""
    known = rules.amounts
    key = text[line.starts[first] : line.ends[last - 1]], line.symbols[first:last], countable
    found = known.get(key)
    if found is None:
        if len(known) > _MOST_AMOUNTS:
            known.clear()
        amount = read_amount(text, line, engine, first, last, countable=countable)
        found = known[key] = amount, _figure_start(line, first, last) - first
    return found[0], first + found[1]


def _qualified(
    line: Line, rules: CountRules, first: int, amount_last: int, last: int
) -> tuple[tuple[int, int] | None, bool, bool, bool]:
    """Return where a count says "only", and whether it says "more", "same" and, before its noun, "the" or "all"."""
    only: tuple[int, int] | None = None
    more = same = definite = False
    for found in rules.qualified.finditer(line.symbols, first, last):
        unit = found.start()
        kind = _kind(line, unit)
        if kind == "only" and only is None and unit < amount_last:
            only = line.starts[unit], line.ends[unit]
        more, same = more or kind == "more", same or kind == "same"
        definite = definite or (unit < amount_last and kind in ("all", "det"))
    return only, more, same, definite


def _is_one(line: Line, unit: int) -> bool:
    """Say whether an article is a number too ("una de ellas")."""
    thing = line.things[unit]
    return isinstance(thing, Sense) and "value" in thing.more


def _says_nothing(line: Line, first: int, last: int, amount: Amount | None) -> bool:
    """Say whether a bare amount counts nobody new: "the one" stands for somebody told of, "many" for anything."""
    if amount is None:
        return False
    if amount.value == 1 and _kind(line, first) == "det" and not _is_one(line, first):
        return True
    return amount.value is None and last - first == 1 and line.ends[first] - line.starts[first] <= 4


def _whole_of(line: Line, first: int, last: int) -> str:
    """Return the measure that the words for what a count is part of give it, or nothing."""
    things = (thing for thing in line.things[first:last] if isinstance(thing, Sense))
    return next((thing.id for thing in things if thing.kind == "ref" and thing.id != "whole"), "")


def _figure_start(line: Line, first: int, last: int) -> int:
    """Leave articles and the like before the figure out of the figure's own span."""
    while first + 1 < last and _kind(line, first) in ("det", "all", "more", "each", "only"):
        if _kind(line, first) == "det" and _kind(line, first + 1) in ("scale", "dozen", "half"):
            break
        first += 1
    return first


def _label_forms(engine: Engine) -> Sequence[str]:
    """Return the forms of nouns behind which a bare number is a name."""
    forms: Sequence[str] = engine.pack.settings.get("label_forms", ("sg",))
    return forms


def _kind(line: Line, unit: int) -> str:
    thing = line.things[unit]
    return thing.kind if isinstance(thing, Sense) else ""


def _labels(line: Line, engine: Engine, first: int, amount_first: int) -> bool:
    """Say whether a bare number is the name of something ("Hill 481", "article 4") or money; no rough one is.

    A noun that a number names stands in the pack's `label_forms` ("sg"). A number in words is the name of a place or
    of a part of an agreement, and of nothing else ("in the explosion one died").
    """
    if first == 0 or first != amount_first or _kind(line, first) == "bound":
        return False
    before = line.things[first - 1]
    if _kind(line, first) == "num" and isinstance(before, Sense) and before.kind == "thing" and not before.id:
        return False
    return isinstance(before, Sense) and (
        (
            before.kind in ("thing", "hash", "money", "field", "slash", "limb")
            and (not before.form or any(in_form(before.form, form) for form in _label_forms(engine)))
        )
        or (before.kind == "not" and line.ends[first - 1] - line.starts[first - 1] == 2)
    )
