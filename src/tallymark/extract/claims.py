"""Claims put together: what every concept read at one place, as one claim with a span for each part."""

from __future__ import annotations

from tallymark.extract.causes import Causes, speaks_of_ordnance
from tallymark.extract.clauses import Reading, read_clauses
from tallymark.extract.counts import Count, find_counts
from tallymark.extract.models import find_models
from tallymark.extract.periods import find_periods
from tallymark.extract.relations import Relations
from tallymark.extract.sentences import Sentence, find_sentences
from tallymark.model import Claim, Figure, Problem, Report, Span, claim_id, content_id
from tallymark.rules import Engine, Line


def draft_claims(report: Report, engine: Engine, pack: str) -> tuple[list[Claim], list[Problem]]:
    text = report.text
    line = engine.line(text)
    line = line.merged(find_models(text, line, engine))
    line = line.merged(find_periods(line, engine, report))
    chunks, unread = find_counts(text, line, engine)
    line = line.merged(chunks)
    claims=[]
    if not speaks_of_ordnance(line): return [],[]
    causes=Causes(line,engine)
    rel=Relations(line,engine)
    allr=[]
    for n,sentence in enumerate(find_sentences(text, line, engine)):
        for r in causes.keep(sentence, rel.add(n,sentence,read_clauses(line, engine, sentence)), first=n<3):
            allr.append((sentence,r))
    for sentence,r in allr:
            c=line.things[r.unit]
            if not isinstance(c,Count): continue
            for m in r.measures:
                span=Span.of(text,c.start,c.end)
                fig=Figure(value=c.value,value_max=c.amount.value_max if c.amount else None,bound=c.bound,unit=c.head.id if c.kind=="area" else None,span=Span.of(text,c.amount_start,c.amount_end),numeral=not c.single)
                claims.append(Claim(id=claim_id(report.id,m,span,fig),report=report.id,measure=m,span=span,figure=fig,headline=sentence.headline,part_of="x" if r.part_of else None,found_by=(c.rule,r.rule),pack=pack))
    return claims,[]
