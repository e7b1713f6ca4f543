"""Lists of people without numerals: "a sergeant and a private" is a count of two."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from tallymark.extract.counts import Count
from tallymark.extract.draft import Draft
from tallymark.model import Figure
from tallymark.rules import Line


def joined_singles(drafts: Sequence[list[Draft]], line: Line, *, apart: bool = False) -> list[Draft]:
    """Return the drafts of one sentence with the single people of each list counted together.

    A list of singles alone becomes one draft. In a list of singles and numerals the whole is counted too, and the
    numerals are its parts: "two journalists and a local official" are three, two of them journalists. Where the
    article is the word for one (`apart`), "ein Soldat und vier Helfer" are a one and a four, and no whole is told.
    """
    flat = [draft for group in drafts for draft in group]
    done: set[int] = set()
    out: list[Draft] = []
    for draft in flat:
        if id(draft) in done:
            continue
        members = _members(flat, draft)
        singles = [_single(member) for member in members]
        if len(members) < 2 or not any(singles) or (apart and not all(singles)):
            out.append(draft)
            continue
        done.update(id(member) for member in members)
        whole = _whole(members, line)
        out.append(whole)
        for member in members:
            if not _single(member) and member.reading is not None and whole.reading is not None:
                if member.reading.part_of is None:
                    member.reading.part_of, member.reading.part_rule = whole.reading, "list.whole"
                    member.rules += ("list.whole",)
                out.append(member)
    return out


def _single(draft: Draft) -> bool:
    return draft.count is not None and draft.count.single


def _members(flat: Sequence[Draft], draft: Draft) -> list[Draft]:
    """Return the drafts of the same measure in the same list, where all count people; else the draft alone."""
    reading = draft.reading
    if reading is None or len(reading.listed) < 2:
        return [draft]
    listed = [d for d in flat if d.measure == draft.measure and d.reading is not None and d.unit in reading.listed]
    people = all(
        d.count is not None and d.count.kind in ("person", "bare") and d.count.value is not None for d in listed
    )
    return listed if people else [draft]


def _whole(members: list[Draft], line: Line) -> Draft:
    """Return the draft that counts all members; its reading stands for the list.

    It is part of what its first member is part of, where that is more than all of them.
    """
    first = members[0]
    assert first.reading is not None
    total = sum((d.count.value for d in members if d.count is not None and d.count.value is not None), Decimal(0))
    whole = first.reading.part_of
    held = None if whole is None else line.things[whole.unit]
    fits = isinstance(held, Count) and held.value is not None and total < held.value
    reading = msgspec.structs.replace(first.reading, total_of=(), part_of=whole if fits else None)
    return msgspec.structs.replace(
        first,
        start=min(d.start for d in members),
        end=max(d.end for d in members),
        figure=Figure(value=total, numeral=False),
        reading=reading,
        rules=(*first.rules, "list.whole"),
        more=tuple(members[1:]),
    )
