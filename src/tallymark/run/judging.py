"""What people decided, put between the ledger and the stages that work on its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tallymark.ledger import Ledger
from tallymark.model import Claim, Decision, Finding, Judgement, Problem, agreed, content_id, differ, standing
from tallymark.reconcile.judged import judged
from tallymark.reconcile.sentences import LOOK, claim_words, finding
from tallymark.reconcile.told import side


class Judging:
    """The judgements of a ledger as they stand, and its claims as people have them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        every = list(ledger.judgements())
        by_id = {one.id: one for one in every}
        self._links = {about: stand for about, stand in standing(every).items() if about.startswith("link-")}
        self._by_report: dict[str, list[Judgement]] = {}
        for one in every:
            # A withdrawal goes where the judgement goes that it takes back.
            meant = by_id.get(one.about) if one.decision is Decision.WITHDRAWN else one
            if meant is not None and meant.words is not None:
                self._by_report.setdefault(meant.words.report, []).append(one)

    def claims_of(self, ids: Iterable[str]) -> dict[str, list[Claim]]:
        """Return the claims of some reports as people have them."""
        found = self._ledger.claims_of(ids)
        for report in found:
            if report in self._by_report:
                found[report] = list(judged(found[report], self._by_report[report]).claims)
        return found

    def decided(self) -> dict[tuple[str, str], bool]:
        """Return by two reports, the smaller id first, whether people say that they tell one story."""
        out: dict[tuple[str, str], bool] = {}
        for stand in self._links.values():
            told = agreed(stand)
            if told is not None and len(told.reports) == 2 and told.decision in (Decision.SAME, Decision.DIFFERENT):
                one, other = sorted(told.reports)
                out[one, other] = told.decision is Decision.SAME
        return out

    def findings(self, story: str, reports: Iterable[str]) -> Iterator[Finding]:
        """Yield what a reader must know of the judgements about a story's claims: those in which people differ."""
        for report in reports:
            if report in self._by_report:
                claims = {claim.id: claim for claim in self._ledger.claims(report)}
                attached = judged(list(claims.values()), self._by_report[report]).attached
                for about, stand in attached.items():
                    if differ(stand):
                        yield _differing(story, claims[about], stand)

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each judgement whose words no claim has any more: it is kept, and shown as orphaned."""
        for report, judgements in sorted(self._by_report.items()):
            for one in judged(list(self._ledger.claims(report)), judgements).orphaned:
                yield Problem(
                    id=content_id("problem", "judgement_orphaned", one.id),
                    kind="judgement_orphaned",
                    reason=f"{one.by} judged a claim that the present rules do not find: {one.decision.value}",
                    report=report,
                )


def _differing(story: str, claim: Claim, stand: Iterable[Judgement]) -> Finding:
    said = sorted(f"{one.by}: {one.decision.value}" + ("" if one.value is None else f", {one.value}") for one in stand)
    return finding(
        "judgements_differ", story, [side(claim)], weight=LOOK, what=claim_words(claim), said="; ".join(said)
    )
