"""Which measures may be taken for one another: killed for casualties, found for laid."""

from __future__ import annotations

HARM = ("killed", "injured", "casualties")
FAMILIES = (
    HARM,
    ("found", "cleared", "destroyed", "laid", "produced", "transferred"),
)


def family_of(measure: str) -> tuple[str, ...]:
    """Return the measures that may be taken for one another with this one.

    >>> family_of("injured"), family_of("inspected")
    (('killed', 'injured', 'casualties'), ('inspected',))
    """
    return next((family for family in FAMILIES if measure in family), (measure,))
