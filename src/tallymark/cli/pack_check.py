"""The check of a pack, said in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tallymark.cli.options import Options
from tallymark.cli.rows import print_json
from tallymark.cli.terminal import Paper

if TYPE_CHECKING:
    from tallymark.run.teaching.check import Checked
    from tallymark.run.teaching.coverage import Gap

# Gaps of an area beyond so many are counted and not listed, unless they are the domain's own.
LISTED = 30
_AREAS = {
    "measures": ("measure", "What may be said of a figure"),
    "items": ("kind of ordnance", "Ordnance"),
    "people": ("kind of people", "People"),
    "units": ("unit of area", "Units"),
    "nations": ("nation", "Nations"),
    "other words": ("meaning", "Other words that rules are made of"),
}


def do(options: Options) -> int:
    """Check a pack and say what came of it; the status is 1 where it is not right, or under --strict has gaps."""
    from tallymark.run.teaching.check import check

    checked = check(options.code)
    if options.json:
        print_json(_row(checked))
    elif not options.quiet:
        _say(Paper(), checked)
    return 1 if not checked.right or (options.strict and (checked.gaps or checked.empty_files)) else 0


def _row(checked: Checked) -> dict[str, Any]:
    import msgspec

    row: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(checked, faults=(), folder=str(checked.folder)))
    row["faults"] = [{**fault.proof._asdict(), "why": fault.why} for fault in checked.faults]
    return row | {"right": checked.right}


def _say(paper: Paper, checked: Checked) -> None:
    paper.line(f"{checked.name} ({checked.language}), {_where(checked.folder)}", style="strong")
    paper.line(f"{checked.words:,} words and phrases, {_many(checked.rules, 'rule')}.")
    _say_proofs(paper, checked)
    _say_contradictions(paper, checked)
    _say_gaps(paper, checked)
    paper.heading("In short")
    paper.line(_in_short(checked), indent=2)


def _where(folder: Path) -> str:
    from tallymark.packs.loader import LANGUAGES

    return "a pack of the program" if folder.parent == LANGUAGES else f"in {folder}"


def _say_proofs(paper: Paper, checked: Checked) -> None:
    said = checked.sentences
    total = said["finds"] + said["passes"]
    paper.heading("Proofs")
    if not total:
        paper.line("There is no rule yet, and so nothing to prove.", indent=2)
    elif not checked.faults:
        paper.line(f"All {total:,} sentences come out as the rules say.", indent=2)
    else:
        paper.line(f"{_many(len(checked.faults), 'sentence')} of {sum(said.values()):,} must be seen to:", indent=2)
    for fault in checked.faults:
        paper.line(f"– {fault.proof.concept}.yaml, rule {fault.proof.rule}: {fault.why}.", indent=4, hang=2)
        paper.line(f"“{fault.proof.text}”", indent=6, hang=2)
    for kind, says in (("misses", "not found yet"), ("mistakes", "read though they should not be")):
        if said[kind]:
            paper.line(f"{_many(said[kind], 'sentence')} noted as {says}.", indent=2)


def _say_contradictions(paper: Paper, checked: Checked) -> None:
    paper.heading("Contradictions")
    if not checked.contradictions:
        paper.line("No two rules give the same words different values.", indent=2)
    for one in checked.contradictions:
        paper.line(f"– {one}.", indent=4, hang=2)
        paper.line(f"“{one.text}”", indent=6, hang=2)


def _say_gaps(paper: Paper, checked: Checked) -> None:
    paper.heading("What has no words yet")
    if not checked.gaps and not checked.empty_files:
        paper.line("Nothing: every meaning has a word, and every file of rules has a rule.", indent=2)
    for area, (single, title) in _AREAS.items():
        missing = [gap for gap in checked.gaps if gap.area == area]
        if missing:
            paper.line(f"{title}: {_many(len(missing), single)} without a word.", indent=2)
            _list(paper, missing, everything=area in ("measures", "items", "people", "units"))
    if checked.empty_files:
        paper.line(f"No rule stands in {', '.join(checked.empty_files)}: what they are for is never read.", indent=2)


def _list(paper: Paper, missing: Sequence[Gap], *, everything: bool) -> None:
    shown = missing if everything else missing[:LISTED]
    paper.columns([(gap.meaning, _like(gap.like)) for gap in shown], indent=4)
    if len(shown) < len(missing):
        paper.line(f"and {len(missing) - len(shown):,} more: --json lists them all", indent=4)


def _like(words: Iterable[str]) -> str:
    return f"as in English: {', '.join(words)}"


def _in_short(checked: Checked) -> str:
    lacks = f"{_many(len(checked.gaps), 'meaning')} {'has' if len(checked.gaps) == 1 else 'have'} no words yet"
    if checked.right:
        return f"The pack is right as far as it goes; {lacks}."
    if not checked.rules:
        return f"The pack is a beginning: it has no rule yet, so nothing will be found; {lacks}."
    wrong = [
        _many(len(found), noun)
        for found, noun in ((checked.faults, "sentence"), (checked.contradictions, "contradiction"))
        if found
    ]
    return f"The pack is not right yet: {' and '.join(wrong)} to be seen to; {lacks}."


_PLURALS = {
    "kind of ordnance": "kinds of ordnance",
    "kind of people": "kinds of people",
    "unit of area": "units of area",
}


def _many(count: int, word: str) -> str:
    return f"{count:,} {word if count == 1 else _PLURALS.get(word, word + 's')}"
