"""In which standing groups of claims count whom: as a whole or a part, alone in a report or among others, as a toll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tallymark.model import Claim
from tallymark.reconcile.alike import people_of
from tallymark.reconcile.families import HARM
from tallymark.reconcile.group import Group
from tallymark.reconcile.told import Told

# Reports of an incident give its toll as of their own day, up to this many days after.
TOLL_DAYS = 3

# What is counted of whom, and whether as some of what another claim counts.
Slot = tuple[str, frozenset[str], bool]


def _slot(claim: Claim, told: Told) -> Slot:
    """Return in which standing a claim counts whom; the killed among casualties are all the killed, and no part."""
    whole = told.by_id.get(claim.part_of or "")
    people = people_of(claim)
    return claim.measure, people, whole is not None and (whole.measure == claim.measure or people_of(whole) != people)


def toll_days(told: Told, measure: str) -> int:
    """Return how many days may lie between two days that a story's reports give for one count of a measure."""
    return TOLL_DAYS if told.story.kind == "incident" and measure in HARM else 0


class Standing:
    """A group with what is asked of it again and again. `slot` is None where its claims do not stand alike."""

    def __init__(self, group: Group, told: Told) -> None:
        self.group = group
        self.first = group.first
        values = [
            each.figure.value for each in group.claims if each.figure is not None and each.figure.value is not None
        ]
        self.largest = max(values, default=None)
        slots = [_slot(claim, told) for claim in group.claims]
        self.slot = slots[0] if slots and slots.count(slots[0]) == len(slots) else None
        body = [claim for claim in group.claims if not claim.headline]
        self.reports = frozenset(claim.report for claim in body)
        self.scopes = frozenset(claim.scope for claim in body)
        # Where in which report the body counts whom.
        standing = zip(group.claims, slots, strict=True)
        self.told_in = frozenset((claim.report, slot) for claim, slot in standing if not claim.headline)

    @property
    def name(self) -> str:
        """What the group is called: its first claim."""
        return self.first.id

    def placed_like(self, other: Standing, leads: Leads) -> bool:
        """Say whether two groups stand in the same place of their reports.

        That is the headline's figure and the body's, figures of different versions, or the tolls of one incident.
        """
        if self.scopes and other.scopes and len(self.scopes | other.scopes) > 1:
            return False
        if self.reports.isdisjoint(other.reports):
            return True
        return self.reports != other.reports and leads.has(self) and leads.has(other)


class Leads:
    """Which groups are tolls of an incident: some report gives the count before any other of the same people.

    "A seventh, a woman, died overnight" counts one more and is no toll of one.
    """

    def __init__(self, told: Told) -> None:
        self._incident = told.story.kind == "incident"
        self._told = told
        self._first: dict[tuple[str, Slot], str] = {}
        self._has: dict[str, bool] = {}
        if self._incident:
            for claim in told.claims:
                if not claim.headline:
                    self._first.setdefault((claim.report, _slot(claim, told)), claim.id)

    def has(self, group: Standing) -> bool:
        """Say whether a group is such a toll."""
        if group.name not in self._has:
            self._has[group.name] = (
                self._incident
                and group.first.measure in HARM
                and any(
                    self._first.get((claim.report, _slot(claim, self._told))) == claim.id
                    for claim in group.group.claims
                )
            )
        return self._has[group.name]


class Rivals:
    """In how many groups a report's body counts the same people in the same standing."""

    def __init__(self, groups: Sequence[Standing]) -> None:
        self._groups = Counter(where for group in groups for where in group.told_in)

    def alone(self, group: Standing) -> bool:
        """Say whether no report of a group has the like in another one."""
        slot = group.slot
        return slot is not None and all(self._groups[report, slot] <= 1 for report in group.group.by_report)
