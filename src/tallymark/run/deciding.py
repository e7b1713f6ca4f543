"""A decision put to a ledger in words: what it is about looked up, the words of a claim noted, and recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from tallymark.ledger import Ledger
from tallymark.model import Decision, Judgement, Words, link_id
from tallymark.reconcile.judged import words_of

_OF_REPORTS = (Decision.SAME, Decision.DIFFERENT, Decision.UNSURE)


class UnclearJudgementError(ValueError):
    """A judgement that cannot be recorded, in a sentence that says why."""


def decide(
    ledger: Ledger,
    ids: Sequence[str],
    decision: str,
    *,
    by: str,
    why: str = "",
    evidence: str = "",
    value: str | None = None,
    when: str | None = None,
) -> Judgement:
    """Record what a person decided about one thing, or about two reports, and return it.

    `ids` may be the starts of ids; `value` is the number that a claim should have; `when` is now unless given. Raises
    `UnclearJudgementError` for a decision that there is not or that cannot be made of such a thing, and `LedgerError`
    for an id that the ledger does not hold.
    """
    try:
        decided = Decision(decision)
    except ValueError:
        known = ", ".join(one.value for one in Decision)
        raise UnclearJudgementError(f"{decision!r} is no decision; there are {known}") from None
    about, words, reports = _about(ledger, ids, decided, by)
    number = _number(value, words)
    told = Judgement.of(
        about,
        decided,
        by=by,
        when=when or datetime.now(UTC).isoformat(timespec="milliseconds"),
        why=why,
        evidence=evidence,
        value=number,
        words=words,
        reports=reports,
    )
    ledger.record_judgement(told)
    return told


def _number(value: str | None, words: Words | None) -> Decimal | None:
    if value is None:
        return None
    if words is None:
        raise UnclearJudgementError("only a claim can be given another number")
    try:
        number = Decimal(value.replace(",", ""))
    except InvalidOperation:
        raise UnclearJudgementError(f"{value!r} is no number") from None
    if not number.is_finite():
        raise UnclearJudgementError(f"{value!r} is no number that counts anything")
    return number


def _about(ledger: Ledger, ids: Sequence[str], decided: Decision, by: str) -> tuple[str, Words | None, tuple[str, ...]]:
    """Return the id of what is judged, the words of a claim, and the reports of a link."""
    if len(ids) == 2:
        if decided not in _OF_REPORTS:
            raise UnclearJudgementError("two reports are the same, different, or one is unsure")
        one, other = (ledger.report(given).id for given in ids)
        if one == other:
            raise UnclearJudgementError("these are one report")
        return link_id(one, other), None, (one, other)
    if len(ids) != 1:
        raise UnclearJudgementError("judge one thing, or two reports")
    (given,) = ids
    if given.startswith("judgement-") or decided is Decision.WITHDRAWN:
        return _withdrawn(ledger, given, decided, by), None, ()
    if given.startswith("story-"):
        return ledger.story(given).id, None, ()
    if given.startswith("tally-"):
        return ledger.tally(given).id, None, ()
    if given.startswith("finding-"):
        return ledger.finding(given).id, None, ()
    claim = ledger.claim(given)
    return claim.id, words_of(claim), ()


def _withdrawn(ledger: Ledger, given: str, decided: Decision, by: str) -> str:
    if decided is not Decision.WITHDRAWN:
        raise UnclearJudgementError("a judgement can only be withdrawn; judge the thing itself anew")
    about = ledger.judgement(given)
    if about.by != by:
        raise UnclearJudgementError(f"{about.id} is {about.by}'s, and only they can withdraw it")
    return about.id
