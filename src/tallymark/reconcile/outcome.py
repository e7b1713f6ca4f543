"""The figures of one story, reconciled: tallies, what is implied, and everything a reader must know of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tallymark.model import Claim, Finding, Problem, Report, Series, Story, Tally
from tallymark.packs.confusions import load_confusions
from tallymark.reconcile.around import Around
from tallymark.reconcile.dates import dates_of
from tallymark.reconcile.differences import differences_of
from tallymark.reconcile.exchanged import measures_exchanged
from tallymark.reconcile.following import Following
from tallymark.reconcile.headlines import headlines_of
from tallymark.reconcile.implied import implied_by
from tallymark.reconcile.missing import claims_missing
from tallymark.reconcile.mistranslations import mistranslations_of
from tallymark.reconcile.numbers import numbers_differing
from tallymark.reconcile.parts import parts_of
from tallymark.reconcile.sentences import once
from tallymark.reconcile.shared import Shared, Words
from tallymark.reconcile.sums import sums_of
from tallymark.reconcile.swapped import measures_swapped
from tallymark.reconcile.tallies import tallies_of
from tallymark.reconcile.told import Told


class Reconciled(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of a story: its tallies, the running totals that move within it, findings and problems.

    Running totals move between stories far more often than within one: `reconcile_series` follows them over all.
    """

    tallies: tuple[Tally, ...] = ()
    series: tuple[Series, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()


def reconcile(
    story: Story,
    reports: Mapping[str, Report],
    claims: Mapping[str, Sequence[Claim]],
    *,
    following: Following | None = None,
    words: Words | None = None,
) -> Reconciled:
    """Count each thing of a story once, check its sums, and read its versions against each other.

    `reports` and `claims` are by report id and may hold more than the story's. A report of the story that `reports`
    lacks is a broken invariant and raises KeyError. The findings come loudest first, then by kind and id. The story's
    running totals are added to those that are `following`, for whoever goes through many stories. `words` is asked
    what a pack knows of them; without it, words and numbers that no claim holds are not compared.
    """
    told = Told.of(story, reports, claims)
    if following is not None:
        following.add(told)
    confusions, around = load_confusions(), Around(told)
    stated = tallies_of(told)
    tally_of = {claim: tally for tally in stated for claim in tally.claims}
    implied, findings = implied_by(told, stated)
    findings += sums_of(told, tally_of)
    findings += parts_of(told, tally_of)
    findings += differences_of(told, stated, around)
    findings += measures_swapped(told, stated, confusions, around)
    lacking: set[tuple[str, str]] = set()
    if words is not None:
        shared = Shared(told, around, words)
        for told_otherwise in (
            numbers_differing(told, shared, tally_of),
            measures_exchanged(told, shared, tally_of, findings, confusions),
        ):
            findings += told_otherwise.findings
            lacking |= told_otherwise.lacking
    findings += claims_missing(told, stated, around, lacking)
    findings += headlines_of(told, tally_of)
    findings += mistranslations_of(told, stated, confusions)
    findings += dates_of(told)
    series, of_series = _followed_within(told)
    measure_of = {claim.id: claim.measure for claim in told.claims}
    unique = {each.id: each for each in (*once(findings, measure_of), *of_series)}
    return Reconciled(
        tallies=(*stated, *implied),
        series=series,
        findings=tuple(sorted(unique.values(), key=lambda each: (-each.weight, each.kind, each.id))),
    )


def _followed_within(told: Told) -> tuple[tuple[Series, ...], list[Finding]]:
    shelf: list[bytes] = []
    within = Following(shelf)
    within.add(told)
    within.follow()
    return tuple(within.series()), [finding for _, finding in within.findings()]
