"""Bytes put aside come back as they were, from memory or from a file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallymark.run.shelf import Shelf


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=50)), st.lists(st.tuples(st.integers(0, 9), st.binary(max_size=50))))
@pytest.mark.parametrize("in_memory", [0, 40, 2_000_000])
def test_a_shelf_is_a_list_of_bytes(in_memory: int, rows: list[bytes], changes: list[tuple[int, bytes]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tallymark.run.shelf.IN_MEMORY", in_memory)
        with Shelf() as shelf:
            plain: list[bytes] = []
            for row in rows:
                shelf.append(row)
                plain.append(row)
            for number, row in changes:
                if number < len(plain):
                    shelf[number] = plain[number] = row
            assert list(shelf) == plain
            assert [shelf[number] for number in reversed(range(len(shelf)))] == plain[::-1]
            with pytest.raises(IndexError):
                shelf[len(plain)]
