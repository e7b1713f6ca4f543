"""Models of ordnance: codes that name a thing, so that their digits are never counted."""

from __future__ import annotations

import re

from tallymark.rules import Chunk, Engine, Line, Sense

_JOINT = re.compile(r"^([a-z]+)(\d)")
_MOST_MET = 1 << 14  # words; then they are forgotten, so that a long run's memory stays where it was
_Named = tuple[str, str]  # the item that a model is, and its name


class Models:
    """The models that the domain knows, and which of them words that reports held turned out to be.

    `where` finds the units that may name a model.
    """

    def __init__(self, engine: Engine) -> None:
        self.where = engine.pattern("code | word.cap number | word.cap")
        self.symbol = engine.symbol("model")
        self._shapes = [
            (tuple(model["begins"]), engine.compiler.pattern(model["pattern"]), model["item"])
            for model in engine.domain.get("models", ())
        ]
        self._letters = str.maketrans(engine.domain.get("model_letters", {}))
        self._met: dict[str, _Named | None] = {}

    def named(self, words: str) -> _Named | None:
        """Return the model that folded words name, None where they name none."""
        if words not in self._met:
            if len(self._met) > _MOST_MET:
                self._met.clear()
            self._met[words] = self._look_up(words.replace(" ", "-").translate(self._letters))
        return self._met[words]

    def _look_up(self, joined: str) -> _Named | None:
        for begins, shape, item in self._shapes:
            if joined.startswith(begins) and shape.fullmatch(joined):
                return item, _named(joined)
        return None


def find_models(text: str, line: Line, engine: Engine) -> list[Chunk[object]]:
    """Return the units of a line that name a known model, written in one piece ("PMN-2") or in two ("PMA 1").

    The chunk's sense has the model's item as id and its name as written in `more["name"]`.
    """
    models = engine.once(Models)
    found: list[Chunk[object]] = []
    for match in models.where.finditer(line.symbols):
        first, last = match.span()
        start, end = line.starts[first], line.ends[last - 1]
        named = models.named(line.folded[start:end])
        if named is not None:
            sense = Sense("model", "", named[0], models.symbol, {"name": named[1], "written": text[start:end]})
            found.append(Chunk(first, last, models.symbol, sense))
    return found


def _named(joined: str) -> str:
    """Return a model's name in one spelling, whether one or several are meant.

    >>> _named("pmn2s"), _named("pmn-e"), _named("tm-62m")
    ('PMN-2', 'PMN-E', 'TM-62M')
    """
    single = joined[:-1] if joined.endswith("s") and len(joined) > 3 else joined
    return _JOINT.sub(r"\1-\2", single, count=1).replace("э", "e").upper()
