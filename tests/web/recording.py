"""Nouns made by hand put into a real ledger, and the HTML that comes of them taken apart again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path

from tallymark.ledger import Ledger
from tallymark.model import Origin
from tests.web.nouns_by_hand import Made

VOID = frozenset({"meta", "input", "br", "link", "img", "hr", "source", "base", "area", "col", "embed", "track", "wbr"})


@contextmanager
def recorded(nouns: Made, folder: Path) -> Iterator[Ledger]:
    """Yield a ledger in the folder that holds the nouns; a report without an origin came in under its id."""
    with Ledger.open(folder / "tallymark.db") as ledger:
        for report in nouns.reports():
            origins = list(nouns.origins(report.id)) or [Origin(report=report.id, name=report.id, stem=report.id)]
            ledger.record_reports((report, origin) for origin in origins)
            found = [claim for claim in nouns.claims() if claim.report == report.id]
            unclear = [problem for problem in nouns.problems() if problem.report == report.id]
            ledger.record_claims(report.id, found, unclear, pack="b1946ac92492d234")
        ledger.record_problems([problem for problem in nouns.problems() if problem.report is None])
        ledger.record_stories(nouns.stories())
        ledger.record_tallies(nouns.tallies())
        ledger.record_series(nouns.series())
        ledger.record_findings(nouns.findings())
        for judgement in nouns.judgements():
            ledger.record_judgement(judgement)
        yield ledger


class Element:
    """An element: its tag, its attributes, the elements around it, and the text inside it in order."""

    def __init__(self, tag: str, attributes: dict[str, str], around: tuple[Element, ...]) -> None:
        self.tag, self.attributes, self.around = tag, attributes, around
        self.words: list[str] = []

    @property
    def text(self) -> str:
        """Everything written inside."""
        return "".join(self.words)

    @property
    def classes(self) -> list[str]:
        """The names of its classes."""
        return self.attributes.get("class", "").split()

    def inside(self, name: str) -> bool:
        """Tell whether an element of this class is around it."""
        return any(name in one.classes for one in self.around)


class _Parser(HTMLParser):
    """Reads elements in order; one that is closed in the wrong order fails the test."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words.append(data)


def elements(html: str, tag: str | None = None, name: str | None = None) -> list[Element]:
    """Return the elements of some HTML in order, or those of one tag or class; all must be closed in order."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert parser.open == [], "an element is left open"
    return [one for one in parser.elements if tag in (None, one.tag) and (name is None or name in one.classes)]
