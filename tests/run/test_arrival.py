"""That stories, tallies, series and findings do not depend on the order in which reports come, nor on the runs."""

from __future__ import annotations

from pathlib import Path

from tests.run.arrival import came_to, inputs, parted, read_once

ORDERS, LABELLED = 6, 30


def test_the_order_of_arrival_and_the_runs_change_nothing(tmp_path: Path) -> None:
    paths = inputs(tmp_path, LABELLED)
    with read_once():
        wanted = came_to([paths])
        assert all(wanted.values())
        for seed in range(ORDERS):
            came = came_to(parted(paths, seed))
            assert {name: came[name] == wanted[name] for name in wanted} == dict.fromkeys(wanted, True), seed
