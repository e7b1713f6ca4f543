"""Everything the ledger and the packs know about how one claim came to be, and what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tallymark.cli.lookup import Lookup
from tallymark.cli.opening import open_packs
from tallymark.cli.parts import ClaimPart, claim_parts
from tallymark.export import claim_row
from tallymark.model import Claim, Finding, Judgement, Span, Tally
from tallymark.web.claims import said

if TYPE_CHECKING:
    from tallymark.packs import Rule


class FiredRule(msgspec.Struct, frozen=True):
    """A rule that fired, with its proof as it stands in the present pack; empty where the pack has it no more."""

    id: str
    pattern: str = ""
    finds: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its parts, its relatives in the same report, its rules, and what was made of it.

    `wholes` are the claims it is a part of, the nearest first. `parts_of_it` are its sub-counts, `summed` those that
    it gives the total of.
    """

    claim: Claim
    stem: str
    source: str | None
    published: str | None
    parts: list[ClaimPart]
    wholes: list[Claim]
    parts_of_it: list[Claim]
    summed: list[Claim]
    rules: list[FiredRule]
    counted_in: list[Tally]
    findings: list[Finding]
    judgements: list[Judgement]


def explanation(lookup: Lookup, claim_id: str) -> Explanation:
    """Return what is known about the claim with this id, or start of one; raises `LedgerError` where there is none."""
    ledger = lookup.ledger
    claim = ledger.claim(claim_id)
    siblings = {one.id: one for one in ledger.claims(claim.report)}
    report = lookup.report(claim.report)
    return Explanation(
        claim=claim,
        stem=lookup.stem(claim.report),
        source=report.source,
        published=report.published,
        parts=claim_parts(claim),
        wholes=_wholes(claim, siblings),
        parts_of_it=[one for one in siblings.values() if one.part_of == claim.id],
        summed=[siblings[one] for one in claim.total_of if one in siblings],
        rules=_rules(claim, report.language),
        counted_in=list(ledger.tallies_with(claim)),
        findings=list(ledger.findings_with(claim)),
        judgements=list(ledger.judgements(claim.id)),
    )


def _wholes(claim: Claim, siblings: dict[str, Claim]) -> list[Claim]:
    found: list[Claim] = []
    above = claim.part_of
    while above in siblings and siblings[above] not in found:
        found.append(siblings[above])
        above = siblings[above].part_of
    return found


def _rules(claim: Claim, language: str | None) -> list[FiredRule]:
    """Return the rules that fired, with their proof from the packs that this program has.

    They are looked for in the pack of the report's language, and in others only where it lacks one.
    """
    known: dict[str, Rule] = {}
    with open_packs() as packs:
        for code in sorted(packs.languages, key=lambda code: code != language):
            if all(id_ in known for id_ in claim.found_by):
                break
            known = {rule.id: rule for rules in packs.languages[code].rules.values() for rule in rules} | known
    fired = []
    for id_ in claim.found_by:
        rule = known.get(id_)
        proof = () if rule is None else (rule.pattern, rule.finds, rule.passes, rule.mistakes)
        fired.append(FiredRule(id_, *proof))
    return fired


def explanation_row(told: Explanation) -> dict[str, Any]:
    """Return the explanation as one row for programs."""
    return {
        "claim": claim_row(told.claim, told.stem),
        "source": told.source,
        "published": told.published,
        "parts": [{"name": part.name, "means": part.means} | _place(part.span) for part in told.parts],
        "wholes": [one.id for one in told.wholes],
        "parts_of_it": [one.id for one in told.parts_of_it],
        "summed": [one.id for one in told.summed],
        "rules": list(map(msgspec.structs.asdict, told.rules)),
        "counted_in": [tally.id for tally in told.counted_in],
        "findings": [{"id": found.id, "sentence": found.sentence} for found in told.findings],
        "judgements": [msgspec.to_builtins(one) for one in told.judgements],
    }


def _place(span: Span | None) -> dict[str, Any]:
    if span is None:
        return {"start": None, "end": None, "words": None}
    return {"start": span.start, "end": span.end, "words": span.quote}


def tree(told: Explanation) -> list[tuple[int, str, bool]]:
    """Return the claim between its wholes and its parts: depth, words, and whether it is the claim itself.

    A claim without relatives has no lines.
    """
    above = list(reversed(told.wholes))
    lines = [(depth, _words(one), False) for depth, one in enumerate(above)]
    depth = len(above)
    below = [(depth + 1, _words(one), False) for one in told.parts_of_it]
    below += [(depth + 1, f"sums {_words(one)}", False) for one in told.summed]
    if not lines and not below:
        return []
    return [*lines, (depth, _words(told.claim), True), *below]


def _words(claim: Claim) -> str:
    return f"{said(claim)}  “{claim.span.quote[:80]}”"
