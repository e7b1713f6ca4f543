"""How extracted claims are paired with labels, and what share of them is right.

A claim is right when its span overlaps the label's, its measure is one that the label's words support, and its value
is equal. Each label and each claim counts once. A further claim on the same words with another right measure ("found
and cleared" may be one claim or two) counts neither for nor against, and so does whatever meets an uncertain label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tallymark.model import Claim
from tests.labelled import NUMERIC, Label, Labelled


@dataclass
class Share:
    """How many of something were right."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        self.of += 1
        self.right += right

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 1.0


@dataclass
class Score:
    """Right claims against what was found and what was to be found, and the share of right attributes."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    on_other_topics: int = 0
    bad_spans: int = 0
    attributes: dict[str, Share] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def lines(self) -> str:
        """Say the score in a few lines."""
        rows = [f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"]
        rows += [f"{name:12} {s.right}/{s.of} {s.share:.3f}" for name, s in sorted(self.attributes.items())]
        return "\n".join([*rows, *self.missed, *self.wrong])


def shared(label: Label, claim: Claim) -> int:
    """Return how many code points a label and a claim have in common."""
    return max(0, min(label.end, claim.span.end) - max(label.start, claim.span.start))


def pair(labels: Sequence[Label], claims: Sequence[Claim]) -> tuple[dict[int, int], set[int]]:
    """Return which claim each label got (by index), and the claims that count neither for nor against."""
    candidates = []
    for i, label in enumerate(labels):
        for j, claim in enumerate(claims):
            width = shared(label, claim)
            value = None if claim.figure is None else claim.figure.value
            if width and claim.measure in label.measures and (not label.numeric or value == label.value):
                candidates.append((claim.measure != label.measure, -width, i, j))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in sorted(candidates):
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    neutral = {
        j for _, _, i, j in candidates if j not in used and i in pairs and claims[j].measure != claims[pairs[i]].measure
    }
    return pairs, neutral | {pairs[i] for i, label in enumerate(labels) if label.uncertain and i in pairs}


def _attributes(label: Label, claim: Claim) -> Iterable[tuple[str, bool]]:
    """Yield which of a label's stated parts the claim has right, by the lenient reading: a word that begins alike."""
    stated = label.expects
    if bound := stated.get("bound"):
        yield (
            "bound",
            claim.figure is None or claim.figure.bound.value in ([bound] if isinstance(bound, str) else bound),
        )
    elif label.value is not None:
        yield "bound", claim.figure is not None and claim.figure.bound.value == "exactly"
    if "part" in stated or "part_of" in stated:
        yield "part_of", (claim.part_of is not None) == bool(stated.get("part", True))
    texts = {
        "place": " ".join(p.name for p in claim.places),
        "model": "" if claim.model is None else claim.model.span.quote,
        "unit": "" if claim.figure is None else claim.figure.unit or "",
        "attribution": " ".join(h.name for h in claim.attribution),
    }
    for name, text in texts.items():
        if wanted := stated.get(name):
            words = " ".join([wanted] if isinstance(wanted, str) else wanted).casefold().replace(",", " ").split()
            yield name, any(word[:5] in text.casefold() for word in words if len(word) > 1)


def score_one(total: Score, report: Labelled, claims: Sequence[Claim]) -> None:
    """Add one report's claims to a score."""
    pairs, neutral = pair(report.labels, claims)
    total.bad_spans += sum(not claim.span.stands_in(report.text) for claim in claims)
    if report.other:
        total.on_other_topics += sum(claim.measure in NUMERIC for claim in claims)
    for i, label in enumerate(report.labels):
        if label.uncertain:
            continue
        total.wanted += 1
        if i not in pairs:
            total.missed.append(f"missed {report.id} | {label.measure} | {label.value} | {label.quote}")
            continue
        total.right += 1
        for name, right in _attributes(label, claims[pairs[i]]):
            total.attributes.setdefault(name, Share()).add(right)
    for j, claim in enumerate(claims):
        total.found += j not in neutral
        if j not in neutral and j not in pairs.values():
            value = None if claim.figure is None else claim.figure.value
            total.wrong.append(f"wrong {report.id} | {claim.measure} | {value} | {claim.span.quote}")


def b_cubed(wanted: dict[str, str], got: dict[str, str]) -> tuple[float, float]:
    """Return precision and recall of a grouping: for each member, the share of its group that belongs with it.

    >>> b_cubed({"a": "x", "b": "x"}, {"a": "1", "b": "2"})
    (1.0, 0.5)
    """
    wanted_sizes, got_sizes = Counter(wanted.values()), Counter(got.values())
    both = Counter((wanted[key], got[key]) for key in wanted)
    overlaps = [(both[wanted[key], got[key]], wanted[key], got[key]) for key in wanted]
    precision = sum(n / got_sizes[g] for n, _, g in overlaps) / len(overlaps)
    recall = sum(n / wanted_sizes[w] for n, w, _ in overlaps) / len(overlaps)
    return precision, recall
