"""Things counted: the item, model and people of a count, each with its span."""

from __future__ import annotations

from tallymark.extract.counts import Count
from tallymark.extract.draft import Draft
from tallymark.model import Mention, Span
from tallymark.packs.kinds import is_kind_of
from tallymark.rules import Line, Sense

_AFTER = 9  # units behind a count in which its model may be named ("mines of the PMN-E type")


def item_of(text: str, line: Line, draft: Draft) -> tuple[Mention | None, Mention | None]:
    """Return the item and the model that a draft counts.

    A unit of time where mines were meant ("1,119 minutes were cleared") has no id: it is said as it was written.
    """
    count = draft.count
    if count is None or count.kind not in ("item", "loose", "minutes", "bare"):
        return None, None
    item = model = None
    for sense, (start, end) in zip(count.senses, count.sense_places, strict=True):
        if sense.kind == "model":
            model = Mention(id=sense.more["name"], span=Span.of(text, start, end))
        elif sense.kind in ("item", "itemadj"):
            item = _narrower(item, Mention(id=sense.id, span=Span.of(text, start, end)))
    if count.minutes and count.head is not None:
        at = text.find(" ", count.amount_end)
        item = Mention(id=None, span=Span.of(text, at + 1 if at >= 0 else count.amount_end, count.end))
    if model is None and count.kind != "bare":
        model = _model_after(text, line, draft)
    return item, model


def _narrower(item: Mention | None, other: Mention) -> Mention:
    """Return the latter of two words for an item; the narrower of them names it ("anti-tank", "mine")."""
    if item is None or item.id is None or other.id is None or not is_kind_of(item.id, other.id):
        return other
    return Mention(id=item.id, span=other.span)


def _model_after(text: str, line: Line, draft: Draft) -> Mention | None:
    for unit in range(draft.unit + 1, min(draft.sentence.last, draft.unit + 1 + _AFTER)):
        thing = line.things[unit]
        if isinstance(thing, Sense):
            if thing.kind == "model":
                return Mention(id=thing.more["name"], span=Span.of(text, line.starts[unit], line.ends[unit]))
            if thing.kind in ("stop", "semicolon", "be", "verb", "happen"):
                return None
        else:
            return None
    return None


def people_of(text: str, line: Line, draft: Draft) -> tuple[Mention, ...]:
    """Return who a draft counts: kinds of people and nationalities, in the order of the words."""
    found: list[Mention] = []
    for part in (draft, *draft.more) if draft.more else (draft,):
        if part.count is None or not part.count.senses:
            continue
        for sense, (start, end) in zip(part.count.senses, part.count.sense_places, strict=True):
            if sense.kind in ("person", "nation"):
                concept = f"nationality:{sense.id}" if sense.kind == "nation" else sense.id
                found.append(Mention(id=concept, span=Span.of(text, start, end)))
    who = draft.reading.who if draft.reading is not None else None
    for unit in range(*who) if who is not None else ():
        thing = line.things[unit]
        if isinstance(thing, Sense) and thing.kind == "person":
            found.append(Mention(id=thing.id, span=Span.of(text, line.starts[unit], line.ends[unit])))
        elif isinstance(thing, Count) and thing.head is not None and thing.head.kind == "person":
            found.append(Mention(id=thing.head.id, span=Span.of(text, thing.start, thing.end)))
    return tuple(found)
