"""Blocks on the shelf: whom a report meets is what the block says, wherever the pieces of a large one part."""

from __future__ import annotations

import pytest

from tallymark.collate.blocks import BLOCK, ENOUGH, HALF, MOST, NEIGHBOURS, Blocks


def blocks_of(reports: int, *blocks: tuple[list[int], int]) -> Blocks:
    shelf = [b"something else"]
    made = Blocks(reports, shelf)
    for members, weight in blocks:
        made.add(members, weight, len(members))
        shelf.append(b"something between")
    made.close()
    return made


@pytest.mark.parametrize("size", [2, 3, BLOCK, BLOCK + 1, 255, 256, 257, 266, 267, 512, 513, 1000])
def test_each_meets_the_next_of_its_block(size: int) -> None:
    members = [3 * rank for rank in range(size)]
    blocks = blocks_of(3 * size, (members, ENOUGH))
    reach = min(MOST, BLOCK if size <= BLOCK else NEIGHBOURS)
    for at, rank in enumerate(members):
        assert blocks.met_by(rank) == members[at + 1 : at + 1 + reach]
        assert blocks.met_by(rank + 1) == []


def test_two_half_meetings_are_a_meeting() -> None:
    blocks = blocks_of(9, ([1, 4, 7], HALF), ([1, 7, 8], HALF))
    assert [blocks.met_by(rank) for rank in range(9)] == [[], [7], [], [], [], [], [], [], []]


def test_of_many_that_are_met_those_count_with_which_most_is_shared() -> None:
    crowd = list(range(BLOCK))
    blocks = blocks_of(BLOCK, (crowd, ENOUGH), ([0, 29], ENOUGH), ([0, 28], ENOUGH))
    assert blocks.met_by(0) == [*range(1, MOST - 1), 28, 29]


def test_one_alone_is_no_block() -> None:
    assert blocks_of(2, ([1], ENOUGH), ([], ENOUGH)).met_by(1) == []
