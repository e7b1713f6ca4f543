"""The order of the stages, and what a run over them came to. No other module knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import BinaryIO

from tallymark.ledger import Ledger
from tallymark.model import content_id
from tallymark.read import Metadata
from tallymark.run.deriving import Derived, collate_into, reconcile_into
from tallymark.run.progress import Progress, silent
from tallymark.run.stages import extract_into, read_into
from tallymark.run.summary import RunSummary
from tallymark.version import __version__

STAGES = ("read", "extract", "collate", "reconcile")
DERIVED = ("stories", "tallies", "series", "findings")


def run(
    paths: Sequence[str],
    ledger: Ledger,
    *,
    defaults: Metadata | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = silent,
    stages: Collection[str] = STAGES,
) -> RunSummary:
    """Read the paths into the ledger and bring what the ledger derives from its reports up to date.

    What was recorded before is not worked out again: a text that the ledger has is not stored twice, and a report
    that was read by the present rules is not read again. Wherever a run is broken off, the next one goes on from
    what was recorded. An input that cannot be read is a problem row, and the run goes on. `stages` leaves out the
    stages that it does not name.
    """
    from tallymark.packs import load_packs

    work = _Work(ledger, progress)
    pack = load_packs().hash if "extract" in stages else ""
    run_id = ledger.record_run_start(_command(stages), __version__, pack)
    if "read" in stages:
        work.read(paths, Metadata() if defaults is None else defaults, stdin)
    if "extract" in stages:
        work.extract()
    work.derive(stages, pack)
    summary = work.summary()
    ledger.record_run_end(run_id, {**summary.changed, "reports": summary.new_reports, "claims": summary.new_claims})
    return summary


def _command(stages: Collection[str]) -> str:
    return "run" if set(stages) == set(STAGES) else " ".join(stage for stage in STAGES if stage in stages)


class _Work:
    """One run: the stages asked for, each adding to what the run came to."""

    def __init__(self, ledger: Ledger, progress: Progress) -> None:
        self._ledger = ledger
        self._progress = progress
        self._inputs = self._new_reports = self._read_now = self._new_claims = 0
        self._derived = False
        self._changed: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()

    def read(self, paths: Sequence[str], defaults: Metadata, stdin: BinaryIO | None) -> None:
        """Take the inputs in."""
        taken = read_into(self._ledger, paths, defaults=defaults, stdin=stdin, progress=self._progress)
        self._inputs, self._new_reports = taken.inputs, taken.new
        self._problems += taken.problems

    def extract(self) -> None:
        """Find the claims of the reports that the present rules have not read."""
        found = extract_into(self._ledger, progress=self._progress)
        self._read_now, self._new_claims = found.reports, found.new_claims
        self._problems += found.problems

    def derive(self, stages: Collection[str], pack: str) -> None:
        """Collate and reconcile until the ledger did not grow meanwhile.

        Two runs on one ledger may each derive from what the other has not recorded yet. Whoever finds, when it is
        done, that there is more than it began with, derives again; so the last to finish has seen everything. A whole
        run derives nothing where all of it comes from the same readings already; a stage that is asked for is done.
        """
        whole = set(stages) == set(STAGES)
        grown = bool({"collate", "reconcile"} & set(stages))
        problems: Counter[str] = Counter()
        while grown:
            basis = self._basis(pack)
            # Whoever has derived already, from less, may have recorded it over what another run made of all, between
            # that one's last record and its note of what it rests on: that note then speaks of rows that are gone.
            if whole and not self._derived and self._ledger.derived_from() == basis:
                self._changed.update(dict.fromkeys(DERIVED, 0))
                break
            self._derived, problems = True, Counter()
            if "collate" in stages:
                problems += self._note(collate_into(self._ledger, progress=self._progress))
            if "reconcile" in stages:
                problems += self._note(reconcile_into(self._ledger, progress=self._progress))
            grown = self._basis(pack) != basis
            if whole and not grown:
                self._ledger.record_derived_from(basis)
        self._problems += problems

    def _note(self, derived: Derived) -> Counter[str]:
        self._changed.update(derived.changed)
        return derived.problems

    def _basis(self, pack: str) -> str:
        """Return what the derived rows come from: readings and judgements, and the program and pack that use them."""
        judged = content_id("judgements", *(one.id for one in self._ledger.judgements()))
        return content_id("basis", self._ledger.readings_hash(), judged, pack, __version__)

    def summary(self) -> RunSummary:
        """Return what the run came to."""
        return RunSummary(
            inputs=self._inputs,
            new_reports=self._new_reports,
            read_now=self._read_now,
            new_claims=self._new_claims,
            derived=self._derived,
            changed=dict(self._changed),
            problems=dict(sorted(self._problems.items())),
            holds=self._ledger.counts(),
        )
