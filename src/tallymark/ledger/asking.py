"""What the database of a ledger is asked for that nobody should read all of it for: searches, counts, the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tallymark.ledger import alike, basis, glance, held, runs, searching
from tallymark.ledger.opened import Opened
from tallymark.ledger.runs import Run
from tallymark.model import Finding, Story, Tally

if TYPE_CHECKING:
    from tallymark.ledger.alike import Alike
    from tallymark.ledger.searching import Hit, Query


class Asking(Opened):
    """Everything that the database answers by itself."""

    def derived_from(self) -> str | None:
        """Return what was noted so; None where a set was recorded since, or nothing noted."""
        with self._reading() as connection:
            return basis.recorded(connection)

    def readings_hash(self) -> str:
        """Return a hash of every report and its current reading: equal as long as none came or changed."""
        with self._reading() as connection:
            return basis.of_readings(connection)

    def foremost_stories(self, most: int) -> list[Story]:
        """Return the stories that most reports tell, at most so many."""
        with self._reading() as connection:
            return glance.foremost_stories(connection, most)

    def loudest_findings(self, most: int) -> list[Finding]:
        """Return the findings of the greatest weight, at most so many."""
        with self._reading() as connection:
            return glance.loudest_findings(connection, most)

    def finding_weights(self) -> dict[int, int]:
        """Return how many findings there are of each weight."""
        with self._reading() as connection:
            return held.held(connection).weights

    def problem_kinds(self) -> dict[str, int]:
        """Return how many problems there are of each kind."""
        with self._reading() as connection:
            return held.held(connection).problems

    def retold(self, stories: Iterable[str] | None = None) -> list[tuple[str, str]]:
        """Return the pairs of stories, by id, of which the first tells figures of the second again.

        With `stories`, those of which the first is one of them.
        """
        with self._reading() as connection:
            return glance.retold(connection, stories)

    def alike(self, measure: str, *narrowed_by: str) -> list[Alike]:
        """Return how many tallies of a measure are of one kind, and of the same "places" or "days" if these are given.

        That is all that says whether a question which is narrowed by them is about a tally.
        """
        with self._reading() as connection:
            return alike.alike(connection, measure, narrowed_by)

    def tallies_in(self, measure: str, groups: Iterable[Alike]) -> Iterator[Tally]:
        """Yield the tallies of some groups of `alike`, in no order."""
        return alike.tallies_in(self._reading, measure, groups)

    def first_tallies_in(self, measure: str, groups: Iterable[Alike], most: int) -> list[Tally]:
        """Return the tallies of some groups of `alike` that were told first, at most so many."""
        with self._reading() as connection:
            return alike.first_in(connection, measure, groups, most)

    def search(self, query: Query, limit: int = 100) -> Iterator[Hit]:
        """Yield the reports that are found with the claims that were searched for, the last published first."""
        return searching.find(self._reading, query, limit)

    def runs(self) -> Iterator[Run]:
        """Yield the runs, oldest first."""
        with self._reading() as connection:
            yield from runs.all_runs(connection)

    def counts(self) -> dict[str, int]:
        """Return how many of each noun there are."""
        with self._reading() as connection:
            return held.held(connection).nouns
