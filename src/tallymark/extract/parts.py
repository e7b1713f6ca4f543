"""Parts of claims: item, people, place, period, attribution, stance and scope, each with its own span."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallymark.extract.acts import find_acts
from tallymark.extract.attribution import Attribution, short_names
from tallymark.extract.clauses import Reading
from tallymark.extract.draft import Draft
from tallymark.extract.origin import Origin, find_origins
from tallymark.extract.places import find_places, where_said
from tallymark.extract.scope import scope_of
from tallymark.extract.sentences import Sentence
from tallymark.extract.stance import stance_at
from tallymark.extract.things import item_of, people_of
from tallymark.extract.times import Times, is_long
from tallymark.extract.voices import find_bodies, find_voices
from tallymark.extract.whereabouts import Whereabouts
from tallymark.model import Claim, Period, Report, Scope, Span
from tallymark.rules import Engine, Line

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
        self.attribution = Attribution(
            report, voices, bodies, bounds, engine.once(short_names), line.folded, _stem(engine)
        )
        named = [v.whole for v in voices if v.whole[1]]
        named += [(body.start, body.end) for body in bodies]
        said = [max(voice.end, voice.cue_end) for voice in voices if voice.how == "say"]
        self.places = where_said(find_places(report.text, words, engine, named), words, engine, said)
        self.times = Times(line, engine, sentences)
        self.origins: dict[int, list[Origin]] = {}
        self.whereabouts = Whereabouts(line, engine, sentences, self.places)

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
            places=self.whereabouts.at(number, draft, made, running=_of_many(draft, scope, period)),
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
        """Return where and when the items of a draft were made, if the words behind it say so before the next count.

        Or the words before it, where nothing stands between ("Westmark yapımı 350 mayın").
        """
        if draft.count is None or draft.count.kind not in ("item", "loose", "minutes", "bare"):
            return None
        if number not in self.origins:
            self.origins[number] = find_origins(self.report.text, self.line, self.engine, self.sentences[number])
        counted = self.engine.symbol("count", "item")
        for origin in self.origins[number]:
            if origin.is_of(draft.unit, self.line.symbols, counted):
                return origin
            if origin.unit == draft.unit - 1:
                return origin
        return None


def _of_many(draft: Draft, scope: Scope, period: Period | None) -> bool:
    """Say whether a claim counts what happened at many times and places: a running total, or a year's or months'."""
    return scope is Scope.RUNNING_TOTAL or (draft.measure != "laid" and is_long(period))


def _stem(engine: Engine) -> int | None:
    """Return of how many letters a language compares the words of names, None where it compares whole words."""
    stem = engine.pack.settings.get("name_stem")
    return None if stem is None else int(stem)
