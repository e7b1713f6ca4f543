"""Attribution: which voices stand behind each sentence, as a chain, nearest first."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping

import msgspec

from tallymark.extract.naming import Naming
from tallymark.extract.quoting import evened
from tallymark.extract.voices import Voice
from tallymark.model import Holder, Report, Span
from tallymark.rules import Engine, fold

_ORDER = {"cite": 0, "say": 1, "does": 1, "tells": 2, "body": 3}
_CLAUSE = re.compile(r"[.,;:!?\"“”()\n]")
_AHEAD = 2  # sentences that a sentence without a voice may look ahead for one; the report's first looks further
_FIRST_AHEAD = 5
_SHORT = re.compile(r"\(([A-Z][A-Z/-]{1,9})\)")
_FULL = 120  # code points before a short name in which its full one stands
_TOLD = 5  # code points between "told" and the name of the one who was told
_QUOTE = re.compile('[“«„”»"]')
_OPENS, _CLOSES = re.compile("[“«]"), re.compile("[”»]")
_RELAYS = frozenset(("outlet", "military", "ministry"))


class Attribution:
    """Answers who says what stands in a sentence of one report. `known` are short names of bodies by their full ones.

    A sentence's own voices come first: whom it cites, who says so, which outlet reports. Inside a quotation that
    runs over sentences, the one who closes it speaks too. Else the voices of the sentence before hold on
    (`inherited`), whom it cites only as long as the paragraph lasts, or else the body that was named last. The outlet
    that the report names as reporting, or its source where that is known, ends every chain. `stem` is of how many
    letters words of names are compared, in languages that inflect them.
    """

    def __init__(
        self,
        report: Report,
        voices: list[Voice],
        bodies: list[Voice],
        sentences: list[tuple[int, int]],
        known: Mapping[str, str],
        folded: str,
        stem: int | None = None,
    ) -> None:
        self.text = report.text
        self.source = report.source
        self._held: dict[tuple[int, bool], Holder] = {}
        self._heard: dict[int, tuple[list[Voice], bool]] = {}
        self._chains: dict[tuple[int, ...], tuple[Holder, ...]] = {}
        self.bodies = bodies
        self.short = _short_names(report.text)
        self.known = _occurrences(folded, {**known, **{fold(full): short for short, full in self.short.items()}})
        every = sorted([*voices, *bodies], key=lambda voice: voice.start)
        naming = Naming(self.text, every, self._written, stem)
        self.names, self.lent, self.behind = naming.names, naming.lent, naming.behind
        voices = [voice for voice in voices if not (voice.pronoun and id(voice) in naming.nobody)]
        voices += _relays(voices, bodies)
        for voice in voices:
            self.names.setdefault(id(voice), (self._written(voice), voice.kind))
        self.of = _by_sentence(voices, sentences)
        self._speak_back()
        self.outlet = next((v for v in voices if v.how == "tells" and v.kind == "outlet" and not v.general), None)
        self.paragraphs = _paragraphs(self.text, sentences)
        self._continue_quotes(sentences)
        self._ends = [end for _, end in sentences]

    def _written(self, voice: Voice) -> str:
        """Return a holder's name as written, with the short form that the report gives it somewhere."""
        for start, end, short in self.known:
            if start < voice.end and voice.start < end:
                name = " ".join(self.text[min(start, voice.start) : max(end, voice.end)].split())
                return name if f"({short})" in name else f"{name} ({short})"
        name = " ".join(self.text[voice.start : voice.end].split())
        for short, full in self.short.items():
            if f"({short})" in name:
                continue
            if name == short or full.lower().endswith(f" {name.lower()}"):
                return f"{full} ({short})"
            if name.lower().endswith(full.lower()):
                return f"{name} ({short})"
        return name

    def _speak_back(self) -> None:
        """Give what stands before "this was said by …" to the voice that says so, unless others say it."""
        for number in range(1, len(self.of)):
            voices = [voice for voice in self.of[number] if voice.back]
            if voices and all(voice.how in ("tells", "does") for voice in self.of[number - 1]):
                kept = [voice for voice in self.of[number - 1] if voice.how == "tells"]
                self.of[number - 1] = [*kept, *voices]

    def _continue_quotes(self, sentences: list[tuple[int, int]]) -> None:
        """Give the sentences of a quotation the voice that stands where it closes, behind those it cites itself."""
        text = evened(self.text)
        marks = [mark.start() for mark in _QUOTE.finditer(text)]
        if not marks:
            return
        waiting: list[int] = []
        opened = False
        for number, (start, end) in enumerate(sentences):
            if not opened and bisect.bisect_left(marks, start) == bisect.bisect_left(marks, end):
                continue
            words = text[start:end]
            opens, closes = len(_OPENS.findall(words)), len(_CLOSES.findall(words))
            plain = words.count('"')
            balance = opens - closes if opens or closes else (plain % 2) * (-1 if opened else 1)
            speakers = [voice for voice in self.of[number] if voice.how == "say"]
            if opened and speakers:
                for earlier in waiting:
                    self.of[earlier] = [*self.of[earlier], *speakers]
                waiting = []
            opened = balance > 0 or (opened and balance == 0)
            if opened and not speakers:
                waiting.append(number)
            elif not opened:
                waiting = []

    def chain(self, number: int, at: int) -> tuple[Holder, ...]:
        """Return the holders of what stands at code point `at` in a sentence, nearest first."""
        heard = self._heard.get(number)
        if heard is None:
            own = self.of[number]
            heard = self._heard[number] = (own, False) if own else (self._near(number), True)
        own, inherited = heard
        if len(own) > 1:
            own = sorted(own, key=lambda voice: (_ORDER[voice.how], _gap(voice, at)))
        key = (number, *map(id, own))
        known = self._chains.get(key)
        if known is None:
            known = self._chains[key] = self._chain(number, own, inherited=inherited)
        return known

    def _chain(self, number: int, own: list[Voice], *, inherited: bool) -> tuple[Holder, ...]:
        """Return the holders of what stands in a sentence by the voices that are heard there, nearest first."""
        speaker = next((voice for voice in own if voice.how in ("say", "does")), None)
        ordered = [voice for voice in own if voice.how not in ("say", "does") or voice is speaker]
        if all(voice.how == "tells" for voice in ordered):
            holders = self._holders(self._near(number) if ordered else self._body(number), inherited=True)
            holders += self._holders(ordered, inherited=inherited)
        else:
            holders = self._holders(ordered, inherited=inherited)
        if self.outlet is not None:
            holders.append(self._holder(self.outlet, inherited=True))
        elif self.source:
            holders.append(Holder(name=self.source, kind="outlet", inherited=True))
        return _once(holders)

    def _near(self, number: int) -> list[Voice]:
        for before in range(number - 1, -1, -1):
            found = self.of[before]
            if found and any(voice.how != "tells" for voice in found):
                spoke = [voice for voice in found if voice.how != "cite"]
                said = any(voice.how != "tells" for voice in spoke)
                return spoke if said and self.paragraphs[before] != self.paragraphs[number] else found
        for after in range(number + 1, min(len(self.of), number + 1 + (_AHEAD if number else _FIRST_AHEAD))):
            if any(voice.how != "tells" for voice in self.of[after]):
                return self.of[after]
        return []

    def _body(self, number: int) -> list[Voice]:
        """Return the first body of the report."""
        return [body for body in self.bodies if body.kind not in ("outlet", "officer", "group")][:1]

    def _holders(self, voices: list[Voice], *, inherited: bool) -> list[Holder]:
        """Return voices as holders, each with the body behind it ("its press service") where there is one."""
        holders: list[Holder] = []
        for voice in voices:
            holders.append(self._holder(voice, inherited=inherited))
            behind = self.behind.get(id(voice))
            if behind is not None:
                holders.append(self._holder(behind, inherited=True))
        return holders

    def _holder(self, voice: Voice, *, inherited: bool) -> Holder:
        """Return a voice as a holder; the same for every claim that it stands behind."""
        key = id(voice), inherited
        if key not in self._held:
            self._held[key] = self._made(voice, inherited=inherited)
        return self._held[key]

    def _made(self, voice: Voice, *, inherited: bool) -> Holder:
        name, kind = self.names[id(voice)]
        hidden = kind == "private" and voice.kind != kind and not voice.pronoun
        return Holder(
            name=name,
            kind=kind,
            span=None if hidden else Span.of(self.text, voice.start, voice.end),
            cue=Span.of(self.text, voice.cue_start, voice.cue_end),
            inherited=inherited or id(voice) in self.lent,
        )


def _by_sentence(voices: list[Voice], sentences: list[tuple[int, int]]) -> list[list[Voice]]:
    """Return the voices of each sentence; what a body is told to have done counts only where nobody tells it."""
    of: list[list[Voice]] = [[] for _ in sentences]
    starts = [start for start, _ in sentences]
    for voice in voices:
        number = bisect.bisect_right(starts, voice.cue_start) - 1
        if number >= 0 and voice.cue_start < sentences[number][1]:
            of[number].append(voice)
    for number, own in enumerate(of):
        if len(own) > 1 and any(voice.how in ("say", "cite") for voice in own):
            of[number] = [voice for voice in own if voice.how != "does"]
    return of


def _relays(voices: list[Voice], bodies: list[Voice]) -> list[Voice]:
    """Return the bodies whom a voice tells, as voices: an outlet, or another who passes it on."""
    told = [body for body in bodies if body.kind in _RELAYS]
    return [
        msgspec.structs.replace(body, how="tells", cue_start=voice.cue_start, cue_end=voice.cue_end)
        for voice in (voices if told else ())
        if voice.how == "say"
        for body in told
        if 0 < body.start - voice.cue_end <= _TOLD
    ]


def _gap(voice: Voice, at: int) -> int:
    """Return how far a place is from the nearer end of a holder with its cue."""
    start, end = min(voice.start, voice.cue_start), max(voice.end, voice.cue_end)
    return max(start - at, at - end, 0)


def _paragraphs(text: str, sentences: list[tuple[int, int]]) -> list[int]:
    """Return the number of the paragraph that each sentence stands in."""
    numbers: list[int] = []
    before = 0
    for start, _ in sentences:
        numbers.append(
            (numbers[-1] if numbers else 0) + ("\n" in text[before:start] or "\n" in text[max(0, start - 1) : start])
        )
        before = start
    return numbers


def _occurrences(lowered: str, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Return where full names of bodies, in small letters, stand in a folded text, with their short names.

    Longer names come before shorter.
    """
    found: list[tuple[int, int, str]] = []
    for name in sorted((name for name in names if name in lowered), key=len, reverse=True):
        at = lowered.find(name)
        while at >= 0:
            end = at + len(name)
            if not any(a < end and at < b for a, b, _ in found):
                found.append((at, end, names[name]))
            at = lowered.find(name, end)
    return found


def short_names(engine: Engine) -> dict[str, str]:
    """Return the short names of the bodies that the domain knows, by their full names in small letters."""
    known = engine.domain.get("bodies", {})
    return {fold(name): short for short, names in known.items() for name in names}


def _once(holders: list[Holder]) -> tuple[Holder, ...]:
    """Return the holders without those named before."""
    kept: dict[str, Holder] = {}
    for holder in holders:
        kept.setdefault(holder.name.lower(), holder)
    return tuple(kept.values())


def _short_names(text: str) -> dict[str, str]:
    """Return the short names that a text gives in brackets, each with the words before it from its first letter on.

    >>> _short_names("The Orland Mine Action Centre (OMAC) counted 12.")
    {'OMAC': 'Orland Mine Action Centre'}
    """
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        before = _CLAUSE.split(text[max(0, match.start() - _FULL) : match.start()])[-1].split()
        letters = match.group(1)
        at = next((n for n, word in enumerate(before) if word[0] == letters[0]), None)
        if at is not None:
            found.setdefault(letters, " ".join(before[at:]))
    return found
