"""That every link can be asked why, in words that a reader understands."""

from __future__ import annotations

import re

from tallymark.collate import collate
from tallymark.web.reasons import why
from tests.collate.statement import faithful, repeated, spoilt
from tests.collate.telling import by_report

# What only the program writes: kinds and ids as they are kept.
_RAW = re.compile(r"geonames|[a-z]:[a-z0-9]|figure harm|_|one side:")


def test_every_reason_of_a_link_is_said_in_words_with_its_weight() -> None:
    tellings = [faithful(), spoilt(), repeated()]
    claims = by_report(tellings)
    links = {link for story in collate([each.report for each in tellings], claims)[0] for link in story.links}
    assert {link.kind for link in links} == {"same", "repeats"}
    for link in links:
        told = why(link, [*claims[link.left], *claims[link.right]])
        assert told.startswith("Met: ")
        assert "the figure " in told
        assert not _RAW.search(told), told
        assert len(re.findall(r"\(\d+\.\d\d\)", told)) == len(link.met) + len(link.against)


def test_what_spoke_against_is_told_apart() -> None:
    tellings = [faithful(), spoilt()]
    (story,) = collate([each.report for each in tellings], by_report(tellings))[0]
    told = why(story.links[0], ())
    assert "Against: no date of publication is known of one of them (0.30)." in told
