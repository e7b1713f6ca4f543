"""Two reports of a ledger held against each other: found by their ids, grouped with all others, and asked why."""

from __future__ import annotations

from tallymark.ledger import Ledger, LedgerError
from tallymark.model import Comparison
from tallymark.run.answering import UnclearQuestionError
from tallymark.run.judging import Judging
from tallymark.run.shelf import Shelf


def why(ledger: Ledger, one: str, other: str) -> Comparison:
    """Return why two reports of a ledger stand in one story, or do not, with what met and what spoke against.

    The ids may be given by their starts. All reports are grouped over again for it, in the time that
    `tallymark collate` takes, because what a common word or figure weighs depends on all of them. Raises
    `LedgerError` for an id that the ledger does not hold or that several reports have, and `UnclearQuestionError`
    where both are one report, or where the stories of the ledger are not those of its present reports and judgements.
    """
    from tallymark.collate import Comparing

    ids = ledger.report(one).id, ledger.report(other).id
    if ids[0] == ids[1]:
        raise UnclearQuestionError(f"these are one report: {ids[0]}")
    judging = Judging(ledger)
    with Shelf() as shelf:
        comparing = Comparing(ledger.reports(), judging.claims_of, shelf=shelf, decided=judging.decided())
        told = comparing.compared(*ids)
    for story in told.stories:
        try:
            ledger.story(story)
        except LedgerError:
            raise UnclearQuestionError(
                "the ledger has reports or judgements that its stories do not know of yet; "
                "group them first: tallymark run or tallymark collate"
            ) from None
    return told
