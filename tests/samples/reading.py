"""The sample reports as Tallymark reads them, with their labels."""

from __future__ import annotations

from tallymark.model import Origin, Report
from tests.labelled import SAMPLES, Labelled, label_sample, read_sample_labels


def read_samples() -> dict[str, tuple[Report, Origin]]:
    """Return every sample report by its stem or id; a sample that cannot be read fails whoever asks."""
    from tallymark.read import Metadata
    from tallymark.run.intake import take_in

    out: dict[str, tuple[Report, Origin]] = {}
    for row in take_in([str(SAMPLES)], defaults=Metadata(), stdin=None):
        assert isinstance(row, tuple), row
        report, origin = row
        assert origin.stem not in out, origin.stem
        out[origin.stem] = (report, origin)
    return out


def labelled_samples() -> dict[str, Labelled]:
    """Return every sample report with its labels put to their words."""
    labels = read_sample_labels()
    return {stem: label_sample(stem, report.text, labels[stem]) for stem, (report, _) in read_samples().items()}
