"""Parts of claims: item, people, place, period, attribution, stance and scope, each with its own span."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallymark.extract.acts import find_acts
from tallymark.extract.attribution import Attribution, short_names
from tallymark.extract.clauses import Reading
from tallymark.extract.draft import Draft
from tallymark.extract.origin import Origin, find_origins
from tallymark.extract.places import Placed, find_places, places_at
from tallymark.extract.scope import scope_of
from tallymark.extract.sentences import Sentence
from tallymark.extract.stance import stance_at
from tallymark.extract.times import Times
from tallymark.extract.things import item_of, people_of
from tallymark.extract.voices import find_bodies, find_voices
from tallymark.model import Claim, Place, Report, Span
from tallymark.rules import Engine, Line

_BACK = 3  # sentences that a claim without a place may look back for one
IdOf = Callable[[Reading, str], str | None]


class Parts:
    """Answers, for a draft of one report, what its other parts are. `words` is the line before counts were read."""

    def __init__(self, report: Report, words: Line, line: Line, engine: Engine, sentences: Sequence[Sentence]) -> None:
        self.report = report
        self.words = words
        self.line = line
        self.engine = engine
        self.sentences = sentences
        self.number = {sentence: number for number, sentence in enumerate(sentences)}
        bounds = [(line.starts[s.first], line.ends[s.last - 1]) for s in sentences]
        self.bounds = bounds
        voices = find_voices(report.text, words, engine)
        bodies = find_bodies(report.text, words, engine)
        self.attribution = Attribution(report, voices, bodies, bounds, short_names(engine), line.folded)
        named = [(v.start, v.end) for v in voices if v.kind in ("official", "named", "private")]
        named += [(body.start, body.end) for body in bodies]
        self.places = find_places(report.text, words, engine, named)
        self.times = Times(line, engine, sentences)
        self.origins: dict[int, list[Origin]] = {}
        self._set: tuple[Place, ...] | None = None

    def acts(self) -> list[Draft]:
        """Return the drafts of what is no count: inspections, violations, denials."""
        return find_acts(self.report.text, self.words, self.line, self.engine, self.sentences)

    def claim(self, draft: Draft, id: str, span: Span, pack: str, order: int, id_of: IdOf) -> Claim:
        """Return the claim of a draft, under its id, with every part that the words give it."""
        text, number = self.report.text, self.number[draft.sentence]
        origin = self._origin(number, draft)
        made = [m.span for m in (origin.where, origin.when) if m is not None] if origin else []
        stance, stance_cue = stance_at(text, self.line, self.engine, draft.sentence, draft.unit)
        period = self.times.at(number, draft.unit, made)
        scope, scope_cue = scope_of(text, self.line, self.engine, draft, period)
        item, model = item_of(text, self.line, draft)
        reading = draft.reading
        whole = reading.part_of if reading is not None else None
        totals = reading.total_of if reading is not None else ()
        return Claim(
            id=id,
            report=self.report.id,
            measure=draft.measure,
            span=span,
            figure=draft.figure,
            item=item,
            model=model,
            made_in=origin.where if origin else None,
            made_when=origin.when if origin else None,
            people=people_of(text, self.line, draft),
            places=self._places(number, draft, made),
            period=period,
            attribution=self.attribution.chain(number, draft.start),
            stance=stance,
            stance_cue=stance_cue,
            scope=scope,
            scope_cue=scope_cue,
            part_of=None if whole is None else id_of(whole, draft.measure),
            total_of=tuple(t for t in (id_of(part, draft.measure) for part in totals) if t is not None),
            measure_cue=None if draft.cue is None else Span.of(text, *draft.cue),
            inspection=draft.inspection,
            violation=draft.violation,
            headline=draft.sentence.headline,
            order=order,
            found_by=draft.rules,
            pack=pack,
        )

    def _origin(self, number: int, draft: Draft) -> Origin | None:
        """Return where and when the items of a draft were made, if the words behind it say so before the next count."""
        if draft.count is None or draft.count.kind not in ("item", "loose", "minutes", "bare"):
            return None
        if number not in self.origins:
            self.origins[number] = find_origins(self.report.text, self.line, self.engine, self.sentences[number])
        counted = self.engine.symbol("count", "item")
        for origin in self.origins[number]:
            if draft.unit < origin.unit and counted not in self.line.symbols[draft.unit + 1 : origin.unit]:
                return origin
        return None

    def _places(self, number: int, draft: Draft, made: Sequence[Span]) -> tuple[Place, ...]:
        """Return the place of a draft: of its sentence, else of one before it, else where the report is set.

        A headline often names the country alone; the report's own setting is added to it.
        """
        places = self.places
        if made:
            places = [placed for placed in places if not any(placed.place.span.overlaps(span) for span in made)]
        here = places_at(places, *self.bounds[number], draft.end, least=1)
        setting = self._setting(places)
        if here:
            wide = draft.sentence.headline and all(place.kind in ("country", None) for place in here)
            return here + tuple(_inherited(p) for p in setting if p not in here) if wide else here
        for before in range(number - 1, max(-1, number - 1 - _BACK), -1):
            found = places_at(places, *self.bounds[before], self.bounds[before][0], least=2)
            if found:
                return tuple(_inherited(place) for place in found)
        return tuple(_inherited(place) for place in setting)

    def _setting(self, places: Sequence[Placed]) -> tuple[Place, ...]:
        """Return where the report is set: the first place narrower than a country, else the first country."""
        if self._set is None:
            end = len(self.report.text)
            narrow = [p for p in places if p.place.kind != "country" and p.weight == 2]
            first = next(iter(narrow), None)
            start = first.place.span.start if first is not None else 0
            found = places_at(narrow or places, start, end, start, least=2 if narrow else 0)
            self._set = found
        return self._set


def _inherited(place: Place) -> Place:
    return Place(
        name=place.name, span=place.span, id=place.id, kind=place.kind, within=place.within, relation=place.relation,
        inherited=True,
    )  # fmt: skip
