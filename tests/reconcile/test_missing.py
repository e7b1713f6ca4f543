"""What a version lacks of a statement that others render too."""

from __future__ import annotations

from tallymark.model import Finding
from tests.reconcile.test_renderings import findings

WHOLE = (
    "The Landmine Observatory counted 6,112 casualties in 2023. Of these 1,904 were killed and 4,208 were injured, its "
    "report says. Clearance teams destroyed 92,300 mines."
)
OTHER = (
    "In 2023 mines claimed 6,112 victims, the Observatory writes in a report out on Monday: 1,904 people lost their "
    "lives and 4,208 were hurt. In the same year 92,300 mines were destroyed."
)
SHORT = "Mines claimed 6,112 victims in 2023, the Observatory says, and left many wounded."


def missing(*texts: str, kind: str = "statement") -> list[Finding]:
    given = findings(*texts, kind=kind, languages=("en",) * len(texts))
    return [each for each in given if each.kind == "claim_missing"]


def test_what_every_other_version_tells_is_missing_where_one_does_not() -> None:
    (told,) = missing(WHOLE, OTHER, SHORT)
    assert told.sentence.startswith("Outlet 2 does not tell what all other versions do: ")
    assert {"1,904", "4,208", "92,300"} <= {
        word for word in told.sentence.replace("(", " ").split() if word[0].isdigit()
    }
    assert told.weight == 1


def test_one_other_version_alone_makes_nothing_missing_from_a_short_one() -> None:
    assert missing(WHOLE, SHORT) == []  # one count of four


def test_what_a_version_lacks_that_has_some_of_another_is_told_for_the_record() -> None:
    (told,) = missing(WHOLE, OTHER.partition("In the same year")[0].replace("and 4,208 were hurt", "in all"))
    assert told.sentence.startswith("Outlet 1 tells some of what Outlet 0 tells, but not: ")
    assert told.weight == 0


def test_of_an_incident_nothing_is_missing() -> None:
    assert missing(WHOLE, OTHER, SHORT, kind="incident") == []
