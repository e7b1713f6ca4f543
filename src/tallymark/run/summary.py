"""What a run did, in numbers."""

from __future__ import annotations

import msgspec


class RunSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What one run met, what was new in it, and what the ledger holds now.

    `inputs` counts the reports of this run's inputs by name, `new_reports` those whose text the ledger did not have.
    `read_now` counts the reports whose claims were found in this run, `new_claims` the claims that came of it.
    `derived` is False where stories and all that follows from them were left as they stood, because nothing that they
    are worked out from had changed. `changed` says for stories, tallies, series and findings how many rows differ from
    before. `problems` counts this run's problems, by kind. `holds` counts the rows of the ledger at the end.
    """

    inputs: int = 0
    new_reports: int = 0
    read_now: int = 0
    new_claims: int = 0
    derived: bool = False
    changed: dict[str, int] = {}
    problems: dict[str, int] = {}
    holds: dict[str, int] = {}

    @property
    def nothing_new(self) -> bool:
        """Say whether the run left every report, claim and derived row as it was.

        >>> RunSummary(inputs=2).nothing_new, RunSummary(inputs=2, new_reports=1).nothing_new
        (True, False)
        """
        return not (self.new_reports or self.read_now or self.new_claims or any(self.changed.values()))

    @property
    def problem_count(self) -> int:
        """The number of this run's problems."""
        return sum(self.problems.values())
