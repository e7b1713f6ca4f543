"""Models of ordnance: codes that name a thing, so that their digits are never counted."""

from __future__ import annotations

import re

from tallymark.rules import Chunk, Engine, Line, Sense

_JOINT = re.compile(r"^([a-z]+)(\d)")
_Model = tuple[tuple[str, ...], re.Pattern[str], str, str]
_Compiled = tuple[re.Pattern[str], list[_Model], re.Pattern[str]]  # where models may stand, they, and how any begins


def find_models(text: str, line: Line, engine: Engine) -> list[Chunk[object]]:
    """Return the units of a line that name a known model, written in one piece ("PMN-2") or in two ("PMA 1").

    The chunk's sense has the model's item as id and its name as written in `more["name"]`.
    """
    pattern, models, begins = _compiled(engine)
    symbol = engine.symbol("model")
    found: list[Chunk[object]] = []
    for match in pattern.finditer(line.symbols):
        first, last = match.span()
        if begins.match(line.folded, line.starts[first]) is None:
            continue
        joined = line.folded[line.starts[first] : line.ends[last - 1]].replace(" ", "-")
        written = text[line.starts[first] : line.ends[last - 1]]
        for some, shape, item, _ in models:
            if joined.startswith(some) and shape.fullmatch(joined):
                sense = Sense("model", "", item, symbol, {"name": _named(joined), "written": written})
                found.append(Chunk(first, last, symbol, sense))
                break
    return found


def _named(joined: str) -> str:
    """Return a model's name in one spelling, whether one or several are meant.

    >>> _named("pmn2s"), _named("pmn-e"), _named("tm-62m")
    ('PMN-2', 'PMN-E', 'TM-62M')
    """
    single = joined[:-1] if joined.endswith("s") and len(joined) > 3 else joined
    return _JOINT.sub(r"\1-\2", single, count=1).upper()


def _compiled(engine: Engine) -> _Compiled:
    kept: _Compiled | None = engine.kept.get("models")
    if kept is None:
        shapes = [
            (tuple(model["begins"]), engine.compiler.pattern(model["pattern"]), model["item"], model["name"])
            for model in engine.domain.get("models", ())
        ]
        begins = "|".join(sorted({re.escape(begin) for shape in shapes for begin in shape[0]}))
        pattern = engine.pattern("code | word.cap number | word.cap")
        kept = engine.kept["models"] = pattern, shapes, engine.compiler.pattern(begins if begins else "(?!)")
    return kept
