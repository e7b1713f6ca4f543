"""What holds of every text, sensible or not: extraction never fails, and every part of a claim stands in its text."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tallymark.extract import extract
from tallymark.model import Claim, Problem, Report, Span
from tallymark.packs import load_packs
from tallymark.packs.loader import available


@functools.cache
def proven(language: str) -> list[str]:
    """Return the sentences of a language's proofs."""
    rules = [rule for rules in load_packs([language]).languages[language].rules.values() for rule in rules]
    return sorted({proof.partition(" => ")[0] for rule in rules for proof in (*rule.finds, *rule.passes)})


@functools.cache
def phrases(language: str) -> list[str]:
    return sorted({word.phrase for word in load_packs([language]).languages[language].words})


TEXTS = proven("en")
# What English reports say most, so that chance brings words together that rules read.
OFTEN = [
    "mine", "mines", "landmine", "people", "children", "soldiers", "a farmer", "were", "was", "killed", "injured",
    "found", "and", "or", "of", "of them", "of whom", "including", "among them", "the", "a", "in total", "since August",
    "said", "according to", "the ministry", "denied", "about", "at least", "more than", "between", "to", "dozens",
    "two", "nine", "twenty-three", "three", "5", "45", "1,119", "1.119", "1 119", "2.5", "hectares", "PMN-2", "TM-62M",
    "PMA 1", "on 23 November", "2021", "inspected", "violated", "Article 4", "Orlava", "Baku", "in Orlava district",
    "it", "they", "who", "which",
]  # fmt: skip
MARKS = [
    ".", ",", ";", ":", "(", ")", "-", "–", "—", "“", "”", '"', "«", "»", "'", "’", "…", "!", "?", "/", "%", "•", "|",
    "#", "$", "&", "+", "...", "://", "@", "\u202e", "\u202c", "\u200f", "\u200d", "\ufeff", "\u0301", "\x00", "İ",
    "ß", "ŉ", "և", "²", "½", "Ⅷ", "①", "١٢٣", "۴۵", "१२", "１２", "𝟗", "\ud800", "\udfff", "😀", "年",
]  # fmt: skip
NUMBERS = ["5", "two", "9", "three", "12", "45", "1", "268", "14", "a", "another", "a third", "dozens of", "as many"]
COUNTED = ["people", "children", "soldier", "soldiers", "mines", "grenades", "", "casualties", "deaths", "hectares"]
TIES = [
    "were killed", "were injured", "died", "found", "killed", "wounded", "cleared", "of them", "of whom", "among them",
    "including", "and", ",", ";", ":", "(", ")", "in total", "bringing the total to", "of the", "the dead", "are",
    "those killed", "were", "in all", "by mines", "\n•", ".", ".",
]  # fmt: skip
GLUE = [" ", " ", " ", "", "\u00a0", "\u202f", "\u2009", "\n", "\n\n", "\t", "\r\n", "\u2028", ". ", ", ", "-"]

pieces = st.sampled_from(OFTEN) | st.sampled_from(phrases("en")) | st.sampled_from(MARKS) | st.sampled_from(TEXTS)
spoken = st.lists(st.sampled_from(OFTEN) | st.sampled_from([",", ".", ";", "("]), max_size=24).map(" ".join)
# Counts and what ties them, close together: where parts, wholes and totals could come to hang on each other.
tied = st.lists(
    st.tuples(st.sampled_from(NUMBERS), st.sampled_from(COUNTED)).map(" ".join) | st.sampled_from(TIES), max_size=40
).map(lambda parts: " ".join(["Mines", *parts]))
anything = st.text(st.characters(), max_size=120)


def glued(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.tuples(pieces, st.sampled_from(GLUE)), max_size=24).map(
        lambda parts: "".join(piece + glue for piece, glue in parts)
    )


@st.composite
def torn(draw: st.DrawFn, sentences: list[str], pieces: st.SearchStrategy[str]) -> str:
    """Some sentences of the proofs with something put into them, or a piece of them taken out."""
    text = " ".join(draw(st.lists(st.sampled_from(sentences), min_size=1, max_size=4)))
    first, last = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text[:first] + draw(pieces) + text[last if draw(st.booleans()) else first :]


texts = anything | glued(pieces) | spoken | tied | torn(TEXTS, pieces)


def foreign(language: str) -> st.SearchStrategy[str]:
    """Return texts made of a language's own words and proofs."""
    own = (
        st.sampled_from(phrases(language))
        | st.sampled_from(MARKS)
        | st.sampled_from(["5", "1,119", "1.119", "1 119"])
        | st.sampled_from(proven(language))
    )
    return glued(own) | torn(proven(language), own)


def read(text: str, language: str = "en", **metadata: str) -> tuple[list[Claim], list[Problem]]:
    return extract(Report.of(text, language=language, **metadata), load_packs([language]))


def spans(thing: Any) -> Iterator[Span]:
    """Yield every span in a record, however deep."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, msgspec.Struct):
        for name in thing.__struct_fields__:
            yield from spans(getattr(thing, name))
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from spans(part)


def wholes(claims: Sequence[Claim]) -> Mapping[str, set[str]]:
    """Return what each claim is said to be part of, by either of the two."""
    out: dict[str, set[str]] = {claim.id: set() for claim in claims}
    for claim in claims:
        if claim.part_of is not None:
            out[claim.id].add(claim.part_of)
        for part in claim.total_of:
            out[part].add(claim.id)
    return out


def above(claim: str, over: Mapping[str, set[str]]) -> set[str]:
    """Return all that a claim is part of, near and far."""
    found: set[str] = set()
    waiting = list(over[claim])
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += over[one]
    return found


@settings(max_examples=400, deadline=None)
@given(texts)
@example("")
@example("\ud800 mines killed 5 people")
@example("\u202e5 mines were found")
@example("İİİ 350 mines were found in İzmir")
@example("Mines killed ٥ people, ۴ of them children, and １２ more.")
def test_whatever_the_text_every_part_of_a_claim_stands_in_it(text: str) -> None:
    hold_together(text, *read(text))


@pytest.mark.parametrize("language", [code for code in available() if code != "en"])
def test_every_part_of_a_claim_stands_in_its_text_in_every_language(language: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(foreign(language))
    def holds(text: str) -> None:
        hold_together(text, *read(text, language))

    holds()


def test_a_clitic_before_digits_and_letters_makes_no_number_of_them() -> None:
    """A code written onto "and" in Arabic was once taken for a number with odd marks, and nothing could read it."""
    for code in ("4LBC5", "4لفت5", "12,5ب", "4٫٬5"):
        text = f"جرحت الألغام 268 مواطنا، و{code} منهم ماتوا."
        hold_together(text, *read(text, "ar"))


def test_a_hyphen_in_an_address_parts_nothing() -> None:
    """What stood behind the last hyphen of an address was once taken for a word, and could be spaces alone."""
    for address in ("https://mines.example/a-", "www.mines-and-more-", "http://-\u200f#قتلى", "a@b-c-d.example"):
        text = f"قتل 3 أشخاص في انفجار لغم، حسب {address} أمس."
        claims, problems = read(text, "ar")
        hold_together(text, claims, problems)
        assert [str(claim.figure.value) for claim in claims if claim.figure] == ["3"]


def hold_together(text: str, claims: list[Claim], problems: list[Problem]) -> None:
    for record in (*claims, *problems):
        assert all(span.stands_in(text) and span.start < span.end for span in spans(record)), record
    ids = [claim.id for claim in claims]
    assert len(set(ids)) == len(ids)
    assert [claim.order for claim in claims] == list(range(len(claims)))
    assert [claim.span.start for claim in claims] == sorted(claim.span.start for claim in claims)
    for claim in claims:
        assert {claim.part_of} - {None} | set(claim.total_of) <= set(ids)
        assert claim.found_by
        assert claim.report == Report.of(text).id
        assert claim.figure is None or claim.figure.value is None or claim.figure.value.is_finite()
        if claim.figure is not None and claim.figure.span is not None:
            assert claim.span.start <= claim.figure.span.start <= claim.figure.span.end <= claim.span.end
    over = wholes(claims)
    assert [claim.id for claim in claims if claim.id in above(claim.id, over)] == []


@settings(max_examples=100, deadline=None)
@given(texts, texts)
def test_a_text_is_read_the_same_whatever_was_read_before(text: str, other: str) -> None:
    first = read(text)
    read(other)
    assert read(text) == first


@settings(max_examples=100, deadline=None)
@given(texts, st.sampled_from(["2022-11-24", "2022", "x", ""]), st.sampled_from(["Orland Daily", "army"]))
def test_ids_hang_on_the_text_alone(text: str, published: str, source: str) -> None:
    plain, _ = read(text)
    dated, _ = read(text, published=published, source=source, url="https://orland.example/1", title="Three killed")
    assert [claim.id for claim in dated] == [claim.id for claim in plain]
    assert [claim.part_of for claim in dated] == [claim.part_of for claim in plain]


UNRELATED = ["The choir sang in the old hall.", "A song was heard.", "She likes tea with milk."]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3).map(" ".join),
    st.sampled_from(UNRELATED),
    st.sampled_from([" ", "\n", "\n\n"]),
)
def test_a_sentence_on_something_else_takes_no_claim_away(text: str, unrelated: str, between: str) -> None:
    before, after = read(text)[0], read(f"{text}{between}{unrelated}")[0]
    assert [_said(claim) for claim in before] == [_said(claim) for claim in after]


def _said(claim: Claim) -> tuple[Any, ...]:
    return claim.measure, claim.span, claim.figure, claim.part_of is None, len(claim.total_of)


@pytest.mark.parametrize("language", available())
def test_there_is_something_to_read_in_the_texts(language: str) -> None:
    """The properties would hold of an extraction that finds nothing: many proofs must bear claims."""
    assert sum(bool(read(text, language)[0]) for text in proven(language)) > 0.2 * len(proven(language))


READ_ALL = """
import json, sys, msgspec
from tallymark.extract import extract
from tallymark.model import Report
from tallymark.packs import load_packs
for language, texts in json.load(sys.stdin).items():
    read = [extract(Report.of(text, language=language), load_packs([language])) for text in texts]
    sys.stdout.buffer.write(msgspec.json.encode(read) + b"\\n")
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_reads_the_same(seed: str) -> None:
    """Nothing hangs on the order in which a process's sets and dictionaries happen to be."""
    all_texts = {language: proven(language)[::4] for language in available()}
    run = subprocess.run(
        [sys.executable, "-c", READ_ALL], input=json.dumps(all_texts).encode(), capture_output=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    for (language, texts), line in zip(all_texts.items(), run.stdout.splitlines(), strict=True):
        assert line == msgspec.json.encode([read(text, language) for text in texts]), language
