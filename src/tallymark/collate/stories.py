"""Which reports render one statement or one incident, and which only tell an old total again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tallymark.collate.blocking import Pair, candidate_pairs
from tallymark.collate.features import Features, features_of
from tallymark.collate.links import REPEATS, SAME, Scorer
from tallymark.collate.rarity import Rarity
from tallymark.collate.titles import kind_of, title_of
from tallymark.model import Claim, Link, Problem, Report, Story, content_id

# Two groups become one story when their reports are linked on average this strongly.
TOGETHER = 0.85 * SAME
# Of a large group so many members speak for all: more would compare every pair of a much-syndicated text.
SPEAKERS = 8


def collate(reports: Sequence[Report], claims: Mapping[str, Sequence[Claim]]) -> tuple[list[Story], list[Problem]]:
    """Group reports into stories; `claims` maps a report's id to its claims, and may lack some.

    Every report stands in one story, alone where no other renders the same. The stories come in the order of their
    ids and do not depend on the order of `reports`. There is nothing here that the program could fail to understand,
    so the list of problems is empty.
    """
    # Reports may be read from a store one at a time, so no text is held: what is compared of each is.
    told = {report.id: features_of(report, claims.get(report.id, ())) for report in reports}
    features = {name: told[name] for name in sorted(told)}
    rarity = Rarity.of(list(features.values()))
    words = {name: rarity.word_vector(each) for name, each in features.items()}
    names = {name: rarity.name_vector(each) for name, each in features.items()}
    scorer = Scorer(features, words, names, rarity)
    pairs = candidate_pairs(list(features.values()), words, names)
    links = {pair: scorer.link(*pair) for pair in pairs}
    group = grouped(sorted(features), links, scorer)
    inside: defaultdict[frozenset[str], list[Link]] = defaultdict(list)
    for pair, link in links.items():
        if group[pair[0]] is group[pair[1]]:
            inside[group[pair[0]]].append(_kept(link))
    for link in _repeats(pairs, group, scorer):
        inside[group[link.left]].append(link)
        inside[group[link.right]].append(link)
    stories = [
        _story({name: features[name].published for name in sorted(members)}, claims, inside[members])
        for members in set(group.values())
    ]
    return sorted(stories, key=lambda story: story.id), []


def grouped(reports: Iterable[str], links: Mapping[Pair, Link], scorer: Scorer) -> dict[str, frozenset[str]]:
    """Return the group of each report: the strongest links join first, and groups join that agree on average."""
    group = {name: frozenset((name,)) for name in reports}
    strong = [link for link in links.values() if link.kind != "apart"]
    for link in sorted(strong, key=lambda link: (-link.score, link.left, link.right)):
        one, other = group[link.left], group[link.right]
        if one is other or not _agree(one, other, links, scorer):
            continue
        joined = one | other
        group.update(dict.fromkeys(joined, joined))
    return group


def _agree(one: frozenset[str], other: frozenset[str], links: Mapping[Pair, Link], scorer: Scorer) -> bool:
    scores: list[float] = []
    for left in sorted(one)[:SPEAKERS]:
        for right in sorted(other)[:SPEAKERS]:
            pair = (left, right) if left < right else (right, left)
            scores.append((links.get(pair) or scorer.link(*pair)).score)
    return sum(scores) / len(scores) >= TOGETHER


def _kept(link: Link) -> Link:
    """Return a link inside a story: two of its reports that are not alike by themselves are still versions of it."""
    if link.kind != "apart":
        return link
    return Link(left=link.left, right=link.right, kind="same", score=link.score, met=link.met, against=link.against)


def _repeats(pairs: Sequence[Pair], group: Mapping[str, frozenset[str]], scorer: Scorer) -> list[Link]:
    """Return the links between stories of which the later tells figures of the earlier again: the strongest of each."""
    best: dict[tuple[frozenset[str], frozenset[str]], Link] = {}
    for pair in pairs:
        if group[pair[0]] is group[pair[1]]:
            continue
        score, met = scorer.repeats(*pair)
        if score < REPEATS:
            continue
        left, right = _later_first(*(scorer.features[name] for name in pair))
        link = Link(left=left, right=right, kind="repeats", score=round(score, 4), met=met)
        key = (group[left], group[right])
        if key not in best or (-link.score, left, right) < (-best[key].score, best[key].left, best[key].right):
            best[key] = link
    return sorted(best.values(), key=lambda link: (link.left, link.right))


def _later_first(one: Features, other: Features) -> tuple[str, str]:
    """Return the ids of two reports, the later first; undated ones by id, so that the answer is always the same."""
    if one.published is None or other.published is None or one.published == other.published:
        return (max(one.report, other.report), min(one.report, other.report))
    return (one.report, other.report) if one.published > other.published else (other.report, one.report)


def _story(published: Mapping[str, str | None], claims: Mapping[str, Sequence[Claim]], links: Iterable[Link]) -> Story:
    ids = tuple(published)
    told = [claim for name in ids for claim in claims.get(name, ())]
    kind = kind_of(told)
    return Story(
        id=content_id("story", ids),
        reports=ids,
        kind=kind,
        title=title_of(kind, published, told),
        links=tuple(sorted(links, key=lambda link: (link.left, link.right, link.kind))),
    )
