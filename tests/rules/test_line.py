"""Lines: several units read as one, wherever they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tallymark.rules.line import Chunk, Line


def line_of(length: int) -> Line:
    """Return a line of units of two code points with a space between."""
    starts = [3 * n for n in range(length)]
    return Line("xy " * length, "a" * length, starts, [s + 2 for s in starts], list(range(length)))


def test_a_chunk_takes_the_place_of_its_units() -> None:
    merged = line_of(5).merged([Chunk(1, 3, "B", "one"), Chunk(3, 4, "C", "two")])
    assert merged.symbols == "aBCa"
    assert merged.starts == [0, 3, 9, 12]
    assert merged.ends == [2, 8, 11, 14]
    assert merged.things == [0, "one", "two", 4]


def test_a_chunk_at_either_end_and_of_everything() -> None:
    assert line_of(3).merged([Chunk(0, 1, "B", 9), Chunk(2, 3, "C", 8)]).symbols == "BaC"
    whole = line_of(3).merged([Chunk(0, 3, "B", 9)])
    assert (whole.symbols, whole.starts, whole.ends, whole.things) == ("B", [0], [8], [9])


def test_without_chunks_it_is_the_same_line() -> None:
    line = line_of(2)
    assert line.merged([]) is line
    assert len(line_of(0).merged([])) == 0


@given(st.integers(1, 12), st.data())
def test_whatever_is_merged_the_lists_keep_step_and_nothing_else_changes(length: int, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, length), min_size=0, max_size=8)))
    chunks = [Chunk(a, b, "B", (a, b)) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    line = line_of(length)
    merged = line.merged(chunks)
    assert len(merged.symbols) == len(merged.starts) == len(merged.ends) == len(merged.things)
    assert len(merged) == length - sum(b - a - 1 for a, b, _, _ in chunks)
    assert (merged.starts[0], merged.ends[-1]) == (line.starts[0], line.ends[-1])
    assert [thing for thing in merged.things if isinstance(thing, tuple)] == [(a, b) for a, b, _, _ in chunks]
    assert line.things == list(range(length))
