"""Naming: whom pronouns, common nouns and short names stand for, and what private persons are held by."""

from __future__ import annotations

import bisect
import collections
import re
from collections.abc import Callable

from tallymark.extract.quoting import evened
from tallymark.extract.voices import Voice

_PEOPLE = frozenset(("official", "officer", "named", "private", "military", "medic", "witness"))
_NO_NAMESAKE = frozenset(("outlet", "document"))
_NO_ISSUER = frozenset(("document", "outlet", "figures", "desk", "private"))
_ISSUED = 80  # code points between a body and the word for the document that it issued
_AHEAD = 600  # code points behind "a report" in which its issuer may be named
_DESK = 2  # words of a name that says only which part of a body speaks
# A quotation ends where it is closed, or with its paragraph.
# It begins with one set of letters, which is searched for faster than alternatives are.
_QUOTED = re.compile(r"[“«„\"](?:(?<=[“«„])[^“«„”»\n]*|(?<=(?<!\w)\")(?=\w)[^\"\n]*)")
Name = tuple[str, str]


class Naming:
    """Names the voices of one report, which come in the order of the text; `written` gives a holder's name as written.

    `names` are `(name, kind)` by the voice's id; `lent` those that another voice gave its name, `nobody` pronouns for
    which there is none, and `behind` the body that stands behind a voice that is only a part or a paper of it.
    """

    def __init__(
        self, text: str, voices: list[Voice], written: Callable[[Voice], str], stem: int | None = None
    ) -> None:
        self.text = text
        self.stem = stem
        self.voices = voices
        self.names: dict[int, Name] = {id(voice): (written(voice), voice.kind) for voice in voices}
        self.lent: dict[int, Voice] = {}
        self.nobody: set[int] = set()
        self.quotes = [match.span() for match in _QUOTED.finditer(evened(text))]
        self.behind: dict[int, Voice] = {}
        self._said = {id(voice): self._split(voice.start, voice.end) for voice in voices}
        self._wholes = {
            id(v): self._said[id(v)] if v.whole in ((v.start, v.end), (0, 0)) else self._split(*v.whole) for v in voices
        }
        self._longest: collections.Counter[str] = collections.Counter()  # words of a whole name, by its last word
        for voice in voices:
            whole = self._wholes[id(voice)]
            if whole and voice.kind not in _NO_NAMESAKE:
                self._longest[whole[-1]] = max(self._longest[whole[-1]], len(whole))
        before: list[Voice] = []
        outside: list[Voice] = []
        for number, voice in enumerate(voices):
            self._name(number, voice, outside or before)
            if not voice.pronoun:
                before.insert(0, voice)
                if not self._is_quoted(voice):
                    outside.insert(0, voice)
        for voice in voices:
            if self._is_private(voice):
                self.names[id(voice)] = ("person", "private")
        for voice in voices:
            other = self.lent.get(id(voice))
            if other is not None:
                self.names[id(voice)] = self.names[id(other)]

    def _name(self, number: int, voice: Voice, before: list[Voice]) -> None:
        """Name a voice; `before` are those that it may stand for, nearest first."""
        if voice.pronoun:
            other = self._person(voice, before)
        elif voice.kind == "document" and voice.general:
            other = self._issuer(number, voice)
        elif voice.general:
            other = self._same_noun(voice, before) if voice.definite else None
        else:
            other = self._longer(number, voice, before)
        if voice.kind == "desk" and other is None:
            self._put_behind(voice, self._owner(voice, before))
        elif voice.kind == "document" and other is not None and not voice.definite:
            self._put_behind(voice, other)
        elif other is not None and other is not voice:
            self.lent[id(voice)] = self.lent.get(id(other), other)
            self.names[id(voice)] = self.names[id(self.lent[id(voice)])]
        elif voice.pronoun:
            self.nobody.add(id(voice))

    def _is_quoted(self, voice: Voice) -> bool:
        """Say whether a voice stands in what another says, where "it" and "the ministry" outside do not look."""
        number = bisect.bisect_left(self.quotes, (voice.start,)) - 1
        return number >= 0 and voice.start < self.quotes[number][1]

    def _put_behind(self, voice: Voice, other: Voice | None) -> None:
        if other is not None:
            self.behind[id(voice)] = other

    def _person(self, voice: Voice, before: list[Voice]) -> Voice | None:
        """Return whom "he" or "it" stands for: the person, or else whoever, that was named last."""
        people = (other for other in before if other.kind in _PEOPLE)
        speaking = (other for other in before if not (voice.person and other.kind == "outlet"))
        return (next(people, None) if voice.person else None) or next(speaking, None)

    def _same_noun(self, voice: Voice, before: list[Voice]) -> Voice | None:
        """Return the one named before with all the words of a common noun in its name ("the foreign ministry")."""
        words = set(self._words(voice))
        for other in before:
            if words <= set(self._words(other)):
                return other
        last = self._words(voice)[-1:]
        for other in before:
            if len(words) == 1 and last and last[0] in self.names[id(other)][0].lower():
                return other
        if voice.kind in ("source", "official"):
            spoke = (
                other
                for other in before
                if other.how in ("say", "cite")
                and ((other.office and not other.general) or other.kind in _PEOPLE | {"source"})
            )
            return next(spoke, None)
        return None

    def _longer(self, number: int, voice: Voice, before: list[Voice]) -> Voice | None:
        """Return the voice that has a whole name of which this one is the end: "Army" and "Royal Thai Army"."""
        words = self._words(voice)
        if not words or self._longest[words[-1]] <= len(words):
            return None
        for other in (*before, *self.voices[number + 1 :]):
            longer = self._wholes[id(other)]
            if len(longer) > len(words) and longer[-len(words) :] == words and other.kind not in _NO_NAMESAKE:
                return other
        return None

    def _issuer(self, number: int, voice: Voice) -> Voice | None:
        """Return who issued a document: who is named beside its word, else who spoke before, else who is named next."""
        word = self._words(voice)[-1]
        others = [
            other for other in self.voices if not other.pronoun and not other.general and other.kind not in _NO_ISSUER
        ]
        before = [other for other in others if other.start < voice.start]
        for other in before:
            if word in self.text[other.cue_start : other.cue_end].lower() and other.how != "body":
                return other
        for other in reversed(before):
            beside = self.text[max(0, other.start - _ISSUED // 4) : other.end + _ISSUED].lower()
            if word in beside and other.how != "cite" and not self._is_cited(other):
                return other
        spoke = [other for other in before if other.how == "say"]
        if spoke and voice.definite:
            return spoke[-1]
        if before and voice.definite:
            return before[-1]
        after = [other for other in others if voice.end < other.start < voice.end + _AHEAD]
        return next((other for other in after if other.how in ("cite", "say")), None)

    def _is_cited(self, body: Voice) -> bool:
        return any(v.how == "cite" and v.start < body.end and body.start < v.end for v in self.voices)

    def _owner(self, voice: Voice, before: list[Voice]) -> Voice | None:
        """Return the body of which a part speaks ("its press service"): the one that was named last."""
        if len(self._words(voice)) > _DESK:
            return None
        return next(
            (other for other in before if other.kind not in _NO_ISSUER and other.kind not in ("named", "official")),
            None,
        )

    def _is_private(self, voice: Voice) -> bool:
        """Say whether a name is that of a person of whom the report tells no office.

        That it is a person's shows in "he" and "she", and in that the last word of it alone comes again.
        """
        if (
            voice.kind != "named"
            or voice.how not in ("say", "cite")
            or voice.pronoun
            or voice.definite
            or id(voice) in self.lent
        ):
            return False
        stand_ins = [other for other in self.voices if self.lent.get(id(other)) is voice]
        family = [voice, *stand_ins]
        if any(other.office for other in family) or len(self._words(voice)) < 2:
            return False
        return any(other.person or not other.pronoun for other in stand_ins)

    def _words(self, voice: Voice) -> list[str]:
        return self._said[id(voice)]

    def _split(self, start: int, end: int) -> list[str]:
        """Return the words of a name; of each only the first letters, where a language inflects them."""
        words = self.text[start:end].lower().replace("’", "'").split()
        return words if self.stem is None else [word[: self.stem] for word in words]
