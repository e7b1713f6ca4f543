"""Attribution: which voices stand behind each sentence, as a chain, nearest first."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tallymark.extract.voices import Voice
from tallymark.model import Holder, Report, Span
from tallymark.rules import Engine, fold

_ORDER = {"cite": 0, "say": 1, "tells": 2, "body": 3}
_CLAUSE = re.compile(r"[.,;:!?\"“”()\n]")
_AHEAD = 2  # sentences that a sentence without a voice may look ahead for one; the report's first looks further
_FIRST_AHEAD = 5
_SHORT = re.compile(r"\(([A-Z][A-Z/-]{1,9})\)")
_FULL = 120  # code points before a short name in which its full one stands


class Attribution:
    """Answers who says what stands in a sentence of one report. `known` are short names of bodies by their full ones.

    A sentence's own voices come first: whom it cites, who says so, which outlet reports. Inside a quotation that
    runs over sentences, the one who closes or opened it speaks. Else the voices of the sentence before hold on
    (`inherited`), or else the first body that the report names. The outlet that the report names as reporting, or
    its source where that is known, ends every chain.
    """

    def __init__(
        self,
        report: Report,
        voices: list[Voice],
        bodies: list[Voice],
        sentences: list[tuple[int, int]],
        known: Mapping[str, str],
        folded: str,
    ) -> None:
        self.text = report.text
        self.source = report.source
        self.bodies = bodies
        self.short = _short_names(report.text)
        self.known = _occurrences(folded, {**known, **{fold(full): short for short, full in self.short.items()}})
        self.names: dict[int, tuple[str, str]] = {}
        self.nobody: set[int] = set()
        self._resolve(sorted([*voices, *bodies], key=lambda voice: voice.start))
        voices = [voice for voice in voices if not (voice.pronoun and id(voice) in self.nobody)]
        self.of: list[list[Voice]] = [
            [voice for voice in voices if start <= voice.cue_start < end] for start, end in sentences
        ]
        self.outlet = next((v for v in voices if v.how == "tells" and not v.pronoun and not v.general), None)
        self._continue_quotes(sentences)

    def _resolve(self, voices: list[Voice]) -> None:
        """Name pronouns and common nouns by the voice or body before them that they stand for."""
        for number, voice in enumerate(voices):
            name, kind = self._written(voice), voice.kind
            if voice.pronoun or voice.general:
                before = [v for v in reversed(voices[:number]) if not v.pronoun]
                other = self._antecedent(voice, name, before)
                if other is not None:
                    name, kind = self.names[id(other)]
                else:
                    self.nobody.add(id(voice))
            self.names[id(voice)] = (name, kind)

    def _antecedent(self, voice: Voice, name: str, before: list[Voice]) -> Voice | None:
        """Return the voice that "he", "it" or "the ministry" stands for: for a noun, one that has the noun in its name."""
        if voice.pronoun:
            person = name.lower() in ("he", "she")
            people = ("official", "named", "private")
            return next((v for v in before if not person or v.kind in people), before[0] if before else None)
        word = name.split()[-1].lower().rstrip("s") if name else ""
        for other in before:
            if word in self.names[id(other)][0].lower():
                return other
        spoke = [v for v in before if v.kind not in ("document", "outlet") and not v.general]
        return spoke[0] if spoke and voice.kind in ("document", "source", "official") else None

    def _written(self, voice: Voice) -> str:
        """Return a holder's name as written, with the short form that the report gives it somewhere."""
        for start, end, short in self.known:
            if start < voice.end and voice.start < end:
                return f"{self.text[start:end]} ({short})"
        name = " ".join(self.text[voice.start : voice.end].split())
        for short, full in self.short.items():
            if f"({short})" in name:
                continue
            if name == short:
                return f"{full} ({short})"
            if full.lower().endswith(name.lower()) or name.lower().endswith(full.lower()):
                return f"{name} ({short})"
        return name

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
        holders = [self._holder(voice, inherited=inherited) for voice in ordered]
        if not holders or all(voice.how == "tells" for voice in own):
            holders += [self._holder(v, inherited=True) for v in (self._near(number) if own else self.bodies[:1])]
        if self.outlet is not None:
            holders.append(self._holder(self.outlet, inherited=True))
        elif self.source:
            holders.append(Holder(name=self.source, kind="outlet", inherited=True))
        return _once(holders)

    def _near(self, number: int) -> list[Voice]:
        for before in range(number - 1, -1, -1):
            if self.of[before]:
                return self.of[before]
        for after in range(number + 1, min(len(self.of), number + 1 + (_AHEAD if number else _FIRST_AHEAD))):
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


def _occurrences(lowered: str, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Return where full names of bodies, in small letters, stand in a folded text, with their short names, longer names before shorter."""
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
    kept: dict[str, str] | None = engine.kept.get("bodies")
    if kept is None:
        known = engine.domain.get("bodies", {})
        kept = engine.kept["bodies"] = {fold(name): short for short, names in known.items() for name in names}
    return kept


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
