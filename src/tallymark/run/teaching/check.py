"""The check of a pack: whether its proofs hold, whether its rules contradict one another, and what it lacks."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tallymark.packs import PackError, load_packs
from tallymark.packs.loader import folder_of
from tallymark.run.teaching.contradictions import Contradiction, contradictions
from tallymark.run.teaching.coverage import Gap, empty_files, gaps
from tallymark.run.teaching.proofs import KINDS, proofs
from tallymark.run.teaching.replay import Fault, faults
from tallymark.run.teaching.taught import Taught, taught

# The pack that says which meanings there are.
MODEL = "en"


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What came of checking a pack. `sentences` counts its proofs by their kind."""

    language: str
    name: str
    folder: Path
    words: int
    rules: int
    sentences: dict[str, int]
    faults: tuple[Fault, ...]
    contradictions: tuple[Contradiction, ...]
    gaps: tuple[Gap, ...]
    empty_files: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Say whether there are rules, every proof of them holds, and no two contradict one another."""
        return bool(self.rules) and not self.faults and not self.contradictions


def load_taught(language: str) -> Taught:
    """Return a language that has a pack; raises `PackError` where it has none or a broken one."""
    return taught(load_packs([language]), language)


def check(language: str) -> Checked:
    """Check the pack of a language. Raises `PackError` where there is none, or one too broken to be checked."""
    here, model = load_taught(language), load_packs([MODEL]).languages[MODEL]
    if "name" not in here.pack.settings:
        raise PackError(f"{language}: language.yaml does not say the language's name")
    here.claims("")  # what the program asks of every pack must be there, even where no proof asks for it
    counted: dict[str, int] = {str(kind): 0 for kind in KINDS}
    for concept in here.pack.rules:
        for proof in proofs(here.pack, concept):
            counted[proof.kind] += 1
    return Checked(
        language=language,
        name=here.pack.settings["name"],
        folder=folder_of(language),
        words=sum(not word.wanting for word in here.pack.words),
        rules=sum(map(len, here.pack.rules.values())),
        sentences=counted,
        faults=tuple(fault for concept in sorted(here.pack.rules) for fault in faults(here, concept)),
        contradictions=tuple(contradictions(here)),
        gaps=tuple(gaps(here.pack, model, here.packs.domain)),
        empty_files=tuple(empty_files(here.pack, model)),
    )
