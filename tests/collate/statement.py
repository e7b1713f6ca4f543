"""One invented statement in two translations: a faithful one, and one that a machine spoilt in known ways."""

from __future__ import annotations

from tests.collate.telling import Scope, Telling

_FAITHFUL = (
    "The Foreign Ministry of Ostravia has spoken of new finds near the border, the Tarnik Gazette writes.\n\n"
    '"The Ministry of Defence reports that 260 anti-personnel mines of the PMN-2 type were found on the slope of Mount '
    'Velm," it said. "Since May of this year 1,307 mines were found and cleared towards Soro and Pelna, and 2,094 '
    'mines in the Upper Istra district (3,401 in total)."\n\n'
    "Colonel Marek Sund inspected the ground on October 6. The ministry called it contrary to point 3 of the border "
    "accord of 2019.\n\n"
    '"Since the end of the war 190 citizens have suffered from mines; 52 of them, among them two journalists, died. '
    'Of the 52 dead, 40 are civilians," the ministry recalled.'
)
_SPOILT = (
    "Ministry of Ostravia: threat is continuing\n\n"
    "On data of the Ministry of Defence 260 anti-personnel mines such as PMN-2 are revealed, and from May of this year "
    "on directions of Soro and Pelna 1,307 minutes were found and neutralized, and 2,094 minutes (only 3,401).\n\n"
    "Colonel Marek Sund examined on October 6 the mined section. This contradicts the 3 -sided accord of the "
    "border.\n\n"
    "We remind, from the end of the war 190 citizens have suffered, 52 of them, including 2 journalists, died. From 52 "
    'dead 40 are civilians," the Foreign Ministry of Ostravia said.'
)


def faithful(**metadata: str) -> Telling:
    """Return the faithful translation, published in October 2023 by the Tarnik Gazette."""
    told = Telling(_FAITHFUL, **{"source": "Tarnik Gazette", "published": "2023-10-08", **metadata})
    by = [("ministry", "The Ministry of Defence"), ("ministry", "Foreign Ministry of Ostravia")]
    ministry = [("ministry", "Foreign Ministry of Ostravia"), ("outlet", "Tarnik Gazette")]
    told.says(
        "found",
        "260 anti-personnel mines",
        "260",
        item=("anti_personnel_mine", "anti-personnel mines"),
        model=("PMN-2", "PMN-2"),
        places=[("VELM", "Mount Velm")],
        attribution=by,
    )
    since = ("2023-05/..", "May of this year", "publication")
    running = {"scope": Scope.RUNNING_TOTAL, "period": since, "attribution": ministry}
    first = told.says(
        "found",
        "1,307 mines",
        "1,307",
        item=("mine", "mines"),
        places=[("SORO", "Soro"), ("PELNA", "Pelna")],
        **running,
    )
    second = told.says(
        "found", "2,094 mines", "2,094", item=("mine", "mines"), places=[("ISTRA", "Upper Istra district")], **running
    )
    told.says("found", "3,401 in total", "3,401", item=("mine", "mines"), total_of=[first, second], **running)
    told.says(
        "inspected",
        "inspected the ground on October 6",
        period=("2023-10-06", "October 6", "publication"),
        inspection=["Marek Sund"],
        attribution=ministry,
    )
    told.says(
        "violated",
        "contrary to point 3 of the border accord of 2019",
        violation=("border accord of 2019", ("point:3", "point 3")),
        attribution=ministry,
    )
    _casualties(told, ministry, "two journalists", "two")
    return told


def spoilt(**metadata: str) -> Telling:
    """Return the spoilt translation: undated, without places for the first find, and with three known confusions."""
    told = Telling(_SPOILT, **{"source": "Border Echo", **metadata})
    ministry = [("ministry", "Foreign Ministry of Ostravia")]
    told.says(
        "found",
        "260 anti-personnel mines",
        "260",
        item=("anti_personnel_mine", "anti-personnel mines"),
        model=("PMN-2", "PMN-2"),
        attribution=[("ministry", "the Ministry of Defence"), *ministry],
    )
    since = ("XXXX-05/..", "May of this year", "open")
    running = {"scope": Scope.RUNNING_TOTAL, "period": since, "attribution": ministry}
    places = [("SORO", "Soro"), ("PELNA", "Pelna")]
    first = told.says("found", "1,307 minutes", "1,307", item=(None, "minutes"), places=places, **running)
    second = told.says("found", "2,094 minutes", "2,094", item=(None, "minutes"), **running)
    told.says("found", "only 3,401", "3,401", total_of=[first, second], **running)
    told.says(
        "inspected",
        "examined on October 6 the mined section",
        period=("XXXX-10-06", "October 6", "open"),
        inspection=["Marek Sund"],
        attribution=ministry,
    )
    told.says(
        "violated",
        "contradicts the 3 -sided accord of the border",
        violation=("accord of the border", (None, "3 -sided")),
        attribution=ministry,
    )
    _casualties(told, ministry, "2 journalists", "2")
    return told


def _casualties(told: Telling, by: list[tuple[str, str]], journalists: str, numeral: str) -> None:
    """Add what both translations tell of casualties: 190, of whom 52 dead, of whom 2 journalists and 40 civilians."""
    since = {"scope": Scope.RUNNING_TOTAL, "attribution": by}
    whole = told.says("casualties", "190 citizens have suffered", "190", people=[("person", "citizens")], **since)
    dead = told.says("killed", "52 of them", "52", part_of=whole, **since)
    told.says("killed", journalists, 2, people=[("journalist", "journalists")], part_of=dead, numeral=numeral, **since)
    told.says("killed", "52 dead", "52", **since) if "52 dead" in told.report.text else None
    told.says("killed", "40 are civilians", "40", people=[("civilian", "civilians")], part_of=dead, **since)


def repeated(**metadata: str) -> Telling:
    """Return a later report that tells the total of the statement again, beside news of its own."""
    text = (
        "The minister spoke at a conference in Soro about schools, roads and the price of grain. He thanked the donors "
        "and promised that work on the railway would begin. In passing he recalled that since May 3,401 mines had been "
        "found in Ostravia, and said that 77 villages are waiting for water."
    )
    told = Telling(text, **{"source": "Railway Times", "published": "2023-12-19", **metadata})
    told.says(
        "found",
        "3,401 mines had been found",
        "3,401",
        item=("mine", "mines"),
        places=[("OSTRAVIA", "Ostravia")],
        scope=Scope.RUNNING_TOTAL,
        period=("2023-05/..", "since May", "publication"),
        attribution=[("official", "The minister")],
    )
    return told
