"""Claims put together: what every concept read at one place, as one claim with a span for each part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from tallymark.extract.ages import find_ages
from tallymark.extract.causes import Causes, speaks_of_ordnance
from tallymark.extract.clauses import Reading, read_clauses
from tallymark.extract.counts import Count, find_counts
from tallymark.extract.draft import Draft, draft_of
from tallymark.extract.lists import joined_singles
from tallymark.extract.models import find_models
from tallymark.extract.parts import Parts
from tallymark.extract.periods import find_periods
from tallymark.extract.relations import Relations
from tallymark.extract.sentences import Sentence, find_sentences
from tallymark.model import Claim, Problem, Report, Span, claim_id, content_id
from tallymark.rules import Engine, Line


def draft_claims(report: Report, engine: Engine, pack: str) -> tuple[list[Claim], list[Problem]]:
    """Return the claims of a report in the order of its text, and what was not understood."""
    text = report.text
    words = engine.line(text)
    words = words.merged(find_models(text, words, engine))
    words = words.merged(find_periods(words, engine, report))
    words = words.merged(find_ages(words, engine))
    chunks, unread = find_counts(text, words, engine)
    problems = [_problem(report, "figure_not_read", "a number whose marks contradict one another", *p) for p in unread]
    line = words.merged(chunks)
    if not speaks_of_ordnance(line, engine):
        return [], []
    sentences = find_sentences(text, line, engine)
    readings = _readings(line, engine, sentences)
    parts = Parts(report, words, line, engine, sentences)
    apart = "article_is_one" in engine.pack.settings
    drafts = [
        draft
        for sentence, kept in readings
        for draft in joined_singles([draft_of(text, line, engine, sentence, r) for r in kept], line, apart=apart)
    ]
    drafts += parts.acts()
    claims = _claims(report, drafts, parts, pack)
    return claims, problems + _unmeasured(report, line, engine, readings)


def _readings(line: Line, engine: Engine, sentences: Sequence[Sentence]) -> list[tuple[Sentence, list[Reading]]]:
    relations, causes = Relations(line, engine, sentences), Causes(line, engine, sentences)
    body = next((n for n, sentence in enumerate(sentences) if not sentence.headline), 0)
    out: list[tuple[Sentence, list[Reading]]] = []
    for number, sentence in enumerate(sentences):
        found = relations.add(number, sentence, read_clauses(line, engine, sentence))
        out.append((sentence, causes.keep(number, found, furniture=sentence.headline and number > body)))
    return out


def _claims(report: Report, drafts: list[Draft], parts: Parts, pack: str) -> list[Claim]:
    """Give every draft its id, then tie parts to wholes and totals to their parts by those ids."""
    drafts.sort(key=lambda draft: (draft.start, draft.end, draft.measure))
    spans = [Span.of(report.text, draft.start, draft.end) for draft in drafts]
    named = [claim_id(report.id, draft.measure, span, draft.figure) for draft, span in zip(drafts, spans, strict=True)]
    ids: dict[tuple[int, str], str] = {}
    for draft, name in zip(drafts, named, strict=True):
        if draft.reading is not None:
            ids.setdefault((id(draft.reading), draft.measure), name)
    claims: dict[str, Claim] = {}
    for draft, span, name in zip(drafts, spans, named, strict=True):
        if name not in claims:
            order = len(claims)
            claims[name] = parts.claim(draft, name, span, pack, order, lambda *of: _id_of(ids, *of))
    return [_only_known(claim, claims.keys()) for claim in claims.values()]


def _id_of(ids: dict[tuple[int, str], str], reading: Reading, measure: str) -> str | None:
    """Return the id of the claim that a reading became: of the same measure where there is one, else of its first."""
    same = ids.get((id(reading), measure))
    return same or next((ids[id(reading), m] for m in reading.measures if (id(reading), m) in ids), None)


def _only_known(claim: Claim, known: Set[str]) -> Claim:
    """Drop ties to claims that were passed over (a cause that is no ordnance)."""
    if (claim.part_of is None or claim.part_of in known) and all(part in known for part in claim.total_of):
        return claim
    fields = {name: getattr(claim, name) for name in claim.__struct_fields__}
    fields["part_of"] = claim.part_of if claim.part_of in known else None
    fields["total_of"] = tuple(part for part in claim.total_of if part in known)
    return Claim(**fields)


def _unmeasured(
    report: Report, line: Line, engine: Engine, readings: Iterable[tuple[Sentence, list[Reading]]]
) -> list[Problem]:
    """Record counts of people and ordnance of which no rule could say what was done to them."""
    problems: list[Problem] = []
    read = {reading.unit for _, kept in readings for reading in kept}
    for found in engine.unit("count.person", "count.item").finditer(line.symbols):
        unit = found.start()
        if unit not in read:
            count = line.things[unit]
            if isinstance(count, Count) and not count.single and count.kind in ("person", "item"):
                reason = "a count of which the words around it do not say what was done, or not by ordnance"
                problems.append(_problem(report, "figure_without_measure", reason, count.start, count.end))
    return problems


def _problem(report: Report, kind: str, reason: str, start: int, end: int) -> Problem:
    return Problem(
        id=content_id("problem", kind, report.id, start, end),
        kind=kind,
        reason=reason,
        report=report.id,
        span=Span.of(report.text, start, end),
    )
