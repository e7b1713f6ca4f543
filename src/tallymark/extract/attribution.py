"""Attribution: which voices stand behind each sentence, as a chain, nearest first."""

from __future__ import annotations

import re

from tallymark.extract.voices import Voice
from tallymark.model import Holder, Report, Span

_ORDER = {"cite": 0, "say": 1, "tells": 2}
_AHEAD = 2  # sentences that a first sentence without a voice may look ahead for one


class Attribution:
    """Answers who says what stands in a sentence of one report.

    A sentence's own voices come first: whom it cites, who says so, which outlet reports. Inside a quotation that
    runs over sentences, the one who closes or opened it speaks. Else the voices of the sentence before hold on
    (`inherited`). The report's source, where known, ends the chain.
    """

    def __init__(self, report: Report, voices: list[Voice], sentences: list[tuple[int, int]]) -> None:
        self.text = report.text
        self.source = report.source
        self.names: dict[int, tuple[str, str]] = {}
        self._resolve(voices)
        self.of: list[list[Voice]] = [
            [voice for voice in voices if start <= voice.cue_start < end] for start, end in sentences
        ]
        self._continue_quotes(sentences)

    def _resolve(self, voices: list[Voice]) -> None:
        """Name pronouns and common nouns by the voice before them that they stand for."""
        for number, voice in enumerate(voices):
            name, kind = self._written(voice), voice.kind
            if voice.pronoun or voice.general:
                word = name.split()[-1].lower() if name else ""
                for other in reversed(voices[:number]):
                    known, known_kind = self.names[id(other)]
                    if voice.pronoun or word in known.lower().split():
                        name, kind = known, known_kind
                        break
            self.names[id(voice)] = (name, kind)

    def _written(self, voice: Voice) -> str:
        return " ".join(self.text[voice.start : voice.end].split())

    def _continue_quotes(self, sentences: list[tuple[int, int]]) -> None:
        """Give the sentences of a quotation the voice that stands where it closes."""
        waiting: list[int] = []
        opened = False
        for number, (start, end) in enumerate(sentences):
            words = self.text[start:end]
            opens, closes = len(re.findall(r"[“«„]", words)), len(re.findall(r"[”»]", words))
            plain = words.count('"')
            balance = opens - closes if opens or closes else (plain % 2) * (-1 if opened else 1)
            if opened and not self.of[number]:
                waiting.append(number)
            if opened and self.of[number]:
                for earlier in waiting:
                    self.of[earlier] = [v for v in self.of[number] if v.how == "say"]
                waiting = []
            if balance > 0:
                opened = True
                if not self.of[number]:
                    waiting.append(number)
            elif balance < 0:
                opened, waiting = False, []

    def chain(self, number: int, at: int) -> tuple[Holder, ...]:
        """Return the holders of what stands at code point `at` in a sentence, nearest first."""
        own = self.of[number]
        inherited = False
        if not own:
            own, inherited = self._near(number), True
        ordered = sorted(own, key=lambda voice: (_ORDER[voice.how], abs(voice.start - at)))
        holders: list[Holder] = []
        for voice in ordered:
            holder = self._holder(voice, inherited=inherited)
            if holder.name.lower() not in {h.name.lower() for h in holders}:
                holders.append(holder)
        if holders and not inherited and all(v.how == "tells" for v in own):
            holders += [
                h for h in (self._holder(v, inherited=True) for v in self._near(number)) if h.name not in {x.name for x in holders}
            ]
        if self.source and self.source.lower() not in {h.name.lower() for h in holders}:
            holders.append(Holder(name=self.source, kind="outlet", inherited=True))
        return tuple(holders)

    def _near(self, number: int) -> list[Voice]:
        for before in range(number - 1, -1, -1):
            if self.of[before]:
                return self.of[before]
        for after in range(number + 1, min(len(self.of), number + 1 + _AHEAD + 3 * (number == 0))):
            if self.of[after]:
                return self.of[after]
        return []

    def _holder(self, voice: Voice, *, inherited: bool) -> Holder:
        name, kind = self.names[id(voice)]
        return Holder(
            name=name,
            kind=kind,
            span=Span.of(self.text, voice.start, voice.end),
            cue=Span.of(self.text, voice.cue_start, voice.cue_end),
            inherited=inherited or voice.pronoun or voice.general,
        )
