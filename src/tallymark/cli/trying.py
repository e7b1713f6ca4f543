"""Reading inputs without a ledger: their reports and claims in passing, their problems on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from tallymark.cli.errors import UsageError
from tallymark.cli.opening import open_packs
from tallymark.cli.options import Options, metadata
from tallymark.cli.terminal import plain
from tallymark.model import Claim, Origin, Problem, Report


class Tried:
    """The reading of some paths: what was met on the way is counted, and problems are said as they are met."""

    def __init__(self, options: Options, paths: Sequence[str]) -> None:
        self._options = options
        self._paths = paths
        self.reports = 0
        self.problems = 0

    def taken(self) -> Iterator[tuple[Report, Origin]]:
        """Yield the reports of the paths with their names, as they are read."""
        from tallymark.run.intake import take_in

        stdin = sys.stdin.buffer if "-" in self._paths else None
        for entry in take_in(self._paths, defaults=metadata(self._options), stdin=stdin):
            if isinstance(entry, Problem):
                self.note(entry)
            else:
                self.reports += 1
                yield entry

    def claims(self, report: Report, name: str | None = None) -> list[Claim]:
        """Return the claims of a report; its problems are noted."""
        from tallymark.run.understanding import understood

        with open_packs() as packs:
            found, problems = understood(report, packs)
        for problem in problems:
            self.note(problem, name)
        return found

    def note(self, problem: Problem, name: str | None = None) -> None:
        """Count a problem and say it."""
        self.problems += 1
        if not self._options.quiet:
            words = "" if problem.span is None else f" at “{problem.span.quote[:80]}”"
            print(plain(f"{problem.name or name or 'input'}{words}: {problem.reason}"), file=sys.stderr)

    def status(self) -> int:
        """Return the exit status; `UsageError` where nothing was read and nothing said why."""
        if not self.reports and not self.problems:
            raise UsageError(nothing_in(self._paths))
        if self.problems and not self._options.quiet:
            print(f"{self.problems:,} problem{'' if self.problems == 1 else 's'}", file=sys.stderr)
        return 1 if self._options.strict and self.problems else 0


def nothing_in(paths: Sequence[str]) -> str:
    """Say that there is no report at the paths."""
    return f"nothing to read in {', '.join(paths)}: no .txt, .html, .json or .jsonl file"
