"""What the page says of a ledger, and that nothing in a report can add to it, take from it or leave it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tallymark.ledger import Ledger
from tallymark.model import Claim, Point, Report, Series
from tallymark.run.pipeline import run
from tallymark.web import page
from tallymark.web.escape import representable
from tests.web.hostile import ALL, LINK, TEXT, hostile
from tests.web.nouns_by_hand import BAD, GOOD, claim, made, several, statement, story_of, tally
from tests.web.recording import Element, elements, recorded

LARGEST_OF_200 = 3_000_000
"""A page of 200 stories must open on a phone: about 15 kB for a story of two versions with six claims."""


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    with recorded(several(), tmp_path_factory.mktemp("several")) as ledger:
        return page(ledger)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> str:
    with recorded(hostile(), tmp_path_factory.mktemp("hostile")) as ledger:
        return page(ledger)


def texts(html: str) -> list[str]:
    return [one.text for one in elements(html, "div", "text")]


def test_every_story_stands_once_and_every_report_in_full(html: str) -> None:
    given = several()
    titles = {one.text for one in elements(html, "h2")}
    assert {story.title for story in given.stories()} <= titles
    assert len(elements(html, "article", "story")) == len(list(given.stories()))
    assert sorted(texts(html)) == sorted(representable(report.text) for report in given.reports())


def test_every_claim_is_lit_in_exactly_its_words(html: str) -> None:
    assert_claims_stand_in_their_words(html, list(several().claims()))


def assert_claims_stand_in_their_words(html: str, claims: list[Claim]) -> None:
    found: dict[tuple[str, str], str] = {}
    for mark in elements(html, "mark"):
        story = next(one.attributes["id"] for one in mark.around if one.tag == "article")
        for number in mark.attributes["data-c"].split():
            found[story, number] = found.get((story, number), "") + mark.text
    assert sorted(found.values()) == sorted(representable(one.span.quote) for one in claims)


def test_the_same_ledger_in_any_order_gives_the_same_page() -> None:
    turned = made(**{kind: list(reversed(nouns)) for kind, nouns in several().of.items()})
    assert page(turned) == page(several())


def test_an_empty_ledger_has_a_page(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "tallymark.db") as ledger:
        html = page(ledger)
    assert "No report tells a story yet." in html
    assert elements(html, "article") == []


def test_every_link_inside_the_page_leads_to_one_place(html: str) -> None:
    assert_links_lead_somewhere(html)


def assert_links_lead_somewhere(html: str) -> None:
    ids = [one.attributes["id"] for one in elements(html) if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    targets = {one.attributes["href"] for one in elements(html, "a") if one.attributes["href"].startswith("#")}
    named = {f"#{name}" for one in elements(html) for name in one.attributes.get("aria-labelledby", "").split()}
    assert {target for target in targets | named if target[1:] not in ids} == set()


# What must not run, load or break out.


def test_the_policy_lets_only_the_pages_own_style_and_script_run(html: str) -> None:
    (policy,) = [one.attributes["content"] for one in elements(html, "meta") if "http-equiv" in one.attributes]
    assert policy.startswith("default-src 'none'; ")
    assert re.findall(r"'sha256-[A-Za-z0-9+/]{43}='", policy)
    assert "unsafe" not in policy
    assert "http" not in policy
    before = html.index("Content-Security-Policy")
    assert before < html.index("<style>") < html.index("<script>")


@pytest.mark.parametrize("which", ["html", "attacked"])
def test_the_markup_loads_nothing(which: str, request: pytest.FixtureRequest) -> None:
    html = request.getfixturevalue(which)
    loading = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "xlink:href", "style"}
    found = elements(html)
    assert {one.tag for one in found} & {"img", "iframe", "object", "embed", "link", "base", "video", "audio"} == set()
    assert [one for one in found if loading & one.attributes.keys()] == []
    (style,) = elements(html, "style")
    assert re.findall(r"url\(|@import|image-set|@font-face", style.text) == []
    outside = [one.attributes["href"] for one in elements(html, "a") if not one.attributes["href"].startswith("#")]
    assert all(address.startswith("https://") for address in outside)


def test_nothing_hostile_becomes_markup(attacked: str, html: str) -> None:
    """The same tags and attributes as on an innocent page, and one script: the page's own."""
    known = {(one.tag, name) for one in elements(html) for name in one.attributes}
    assert {(one.tag, name) for one in elements(attacked) for name in one.attributes} - known <= {
        ("bdi", "class"),
        ("bdi", "title"),
    }
    assert [name for one in elements(attacked) for name in one.attributes if name.startswith("on")] == []
    assert [one.text for one in elements(attacked, "script")] == [one.text for one in elements(html, "script")]
    assert [one.text for one in elements(attacked, "style")] == [one.text for one in elements(html, "style")]


def test_what_is_hostile_is_shown_as_it_was_written(attacked: str) -> None:
    assert sorted(texts(attacked)) == sorted(representable(report.text) for report in hostile().reports())
    assert_claims_stand_in_their_words(attacked, list(hostile().claims()))
    (whole,) = elements(attacked, "body")
    calm = re.sub("[\u202a-\u202e\u2066-\u2069]", "", ALL)
    given = ("Title", "Source", "Holder", "Within", "Anchor", "Story", "Subject", "Spot", "Sentence", "Suggests")
    for field in (*given, "Total", "Baseline", "By", "Why", "Reason", "File", "Name"):
        assert f"{field} {calm}" in whole.text, field


def test_only_addresses_of_the_web_become_links(attacked: str) -> None:
    assert not [one for one in elements(attacked, "a") if "javascript" in one.attributes["href"][:12]]
    assert LINK in [one.text for one in elements(attacked, "span", "address")]
    (plain,) = [one for one in elements(attacked, "a") if one.attributes["href"].startswith("https://post.example")]
    assert {"noreferrer", "noopener", "nofollow"} <= set(plain.attributes["rel"].split())


def test_an_override_of_the_direction_turns_only_itself_around(attacked: str) -> None:
    """Everywhere but in a report's own words it is taken out; there it stands alone in an isolate that says so."""
    holding = [one for one in elements(attacked) if "\u202e" in "".join(one.words)]
    innermost = [one for one in holding if not any(one in other.around for other in holding)]
    assert innermost
    assert {(one.tag, one.text, one.attributes.get("title")) for one in innermost} == {
        ("bdi", "\u202e", "U+202E right-to-left override")
    }
    assert all(one.inside("text") for one in innermost)
    assert not [value for one in elements(attacked) for value in one.attributes.values() if "\u202e" in value]


def test_words_of_reports_find_their_own_direction(html: str) -> None:
    lines = [one for one in elements(html, "p") if one.around[-1].classes == ["text"]]
    assert lines
    assert {one.attributes.get("dir") for one in lines} == {"auto"}
    assert {one.attributes.get("dir") for one in elements(html, "q")} == {"auto"}
    arabic = [one for one in elements(html) if "صحيفة الوادي" in one.words]
    assert {one.tag for one in arabic if not any(one in other.around for other in arabic)} <= {"bdi", "span", "p"}


def test_line_separators_stay_in_the_text_and_out_of_the_script(attacked: str) -> None:
    assert "\u2028" in TEXT
    assert any("one\u2028two\u2029three\r\nfour" in text for text in texts(attacked))
    assert "\u2028" not in elements(attacked, "script")[0].text


def test_what_html_cannot_carry_is_replaced_and_breaks_nothing() -> None:
    report = Report.of("3 mines\x00 were found \ud800here\x1b[31m.\ufffe", source="A\x00B", published="2023-01-01")
    html = page(made(reports=[report], stories=[story_of(report)], claims=[claim(report, "found", "3 mines\x00", "3")]))
    html.encode("utf-8")
    assert texts(html) == ["3 mines\ufffd were found \ufffdhere\ufffd[31m.\ufffd"]
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f]", html)


# What it must say, and must not.


def test_victims_names_stay_in_the_text(tmp_path: Path) -> None:
    """Read by the real rules: the names are in the report's words, and in no table, list, label or attribute."""
    names = ("Ilyas", "Marden", "Temur", "Sava", "Orlin")
    source = tmp_path / "toll.txt"
    source.write_text(
        "Three people died when a mine exploded near Harsen on 4 May, police said. The dead were named as Ilyas "
        "Marden, his son Temur and their neighbour Sava Orlin. Two farmers were wounded by the same mine.\n",
        encoding="utf-8",
    )
    with Ledger.open(tmp_path / "tallymark.db") as ledger:
        run([str(source)], ledger)
        assert {one.measure for one in ledger.claims()} == {"killed", "injured"}
        html = page(ledger)
    assert all(name in texts(html)[0] for name in names)
    everywhere, in_the_text = elements(html, "body")[0].text, texts(html)[0]
    assert [name for name in names if everywhere.count(name) > in_the_text.count(name)] == []
    assert not [value for one in elements(html) for value in one.attributes.values() if any(n in value for n in names)]


def rows(html: str, words: str) -> list[Element]:
    return [one for one in elements(html, "tbody", "tally") if words in one.text]


def test_an_implied_figure_is_marked_and_worked_out() -> None:
    (row,) = [one for one in rows(page(statement()), "injured") if "implied" in one.classes]
    assert "implied, stated by nobody" in row.text
    assert "= 154 − 31" in row.text
    assert "123, implied" in row.text, "a screen reader hears it too"
    assert "Nobody. It follows from the figures of others." in row.text


def test_a_tally_says_its_range_and_each_source_with_its_figure(html: str) -> None:
    (row,) = (
        rows(html, "people killed1")[:1]
        or rows(html, "people killedat least")[:1]
        or [one for one in rows(html, "people killed") if "hospital" in one.text]
    )
    assert "at least 1" in row.text
    assert "at least 3 the district hospital in Evening Post" in row.text
    assert "3 the regional governor in Morning Line" in row.text
    assert "headline" in row.text
    assert "Words in 3 of 3 versions" in row.text


def test_parts_hang_under_their_wholes() -> None:
    depths = {
        one.text: int(next(part for part in around.classes if part.startswith("depth"))[5:])
        for one in elements(page(statement()), "span", "subject")
        for around in one.around
        if around.tag == "tbody"
    }
    assert depths["casualties since the end of the 2019 war"] == 0
    assert depths["people killed"] == 1
    assert depths["journalists killed"] == 2
    assert depths["mines found, Lower Marn"] == 1


def test_findings_name_the_gravest_first_and_lead_to_their_words() -> None:
    html = page(statement())
    assert [one.classes[1] for one in elements(html, "li", "finding")] == ["w2", "w1", "w0"]
    jumps = [one for one in elements(html, "a", "jump") if one.inside("sides")]
    ids = {one.attributes["id"]: one for one in elements(html, "span", "at")}
    assert len(jumps) == 5
    assert all(one.attributes["href"][1:] in ids for one in jumps)
    assert "The other versions and the sums suggest: mines" in elements(html, "p", "suggests")[0].text


def test_a_judgement_stands_with_what_it_is_about() -> None:
    said = {one.text for one in elements(page(statement()), "p", "judged")}
    assert said == {"Judged wrong by an editor, 2023-05-15T09:00:00Z: a slip of the translation"}


def test_a_chart_has_a_sentence_and_a_table_beside_it(html: str) -> None:
    (chart,) = elements(html, "svg", "chart")
    assert chart.attributes["role"] == "img"
    assert chart.attributes["aria-label"].endswith(
        "6 values, from 612 (31 January 2023) to 812 (8 June 2023); 1 without a date; it goes down 1 time."
    )
    cells = [one.text for one in elements(html, "td") if one.inside("values")]
    assert [cells[at] for at in range(0, len(cells), 3)] == [
        *("31 January 2023", "28 February 2023", "March 2023", "30 April 2023", "8 June 2023", "date not known")
    ]
    assert [cells[at] for at in range(1, len(cells), 3)] == [*("612", "655", "701", "688 goes down", "812", "640")]


def test_values_of_one_day_are_told_and_not_drawn_as_if_time_went_on() -> None:
    points = tuple(Point(said="2023-06-08", value=Decimal(value), claims=()) for value in ("120", "812"))
    html = page(made(series=[Series(id="series-2", measure="cleared", subject="mines", baseline=None, points=points)]))
    assert elements(html, "svg", "chart") == []
    (table,) = elements(html, "details", "values")
    assert "open" in table.attributes
    assert [one.text for one in elements(html, "td", "num")] == ["120", "812"]


def test_values_too_large_to_draw_are_told_and_not_drawn(attacked: str) -> None:
    assert "nan" not in "".join(one.attributes.get("d", "") for one in elements(attacked, "path")).lower()
    assert not [one for one in elements(attacked) for value in one.attributes.values() if value in ("nan", "inf")]
    assert "1E+999" in [one.text for one in elements(attacked, "td") if one.inside("values")]


def test_a_denial_never_reads_as_the_denied_thing(html: str) -> None:
    (shown,) = [one for one in elements(html, "ul", "others") if "denied that it had laid" in one.text]
    assert "Stance denied" in re.sub(r"\s+", " ", shown.text).replace("Stancedenied", "Stance denied")


def test_problems_and_reports_in_no_story_are_shown(html: str) -> None:
    (problems,) = elements(html, "ul", "problems")
    assert "empty The file holds no text. samples/empty.txt" in problems.text
    (loose,) = elements(html, "ul", "loose")
    assert "The council minutes were approved in eleven minutes." in loose.text


def test_the_footer_names_where_place_names_come_from(html: str) -> None:
    (foot,) = elements(html, "footer", "foot")
    assert re.sub(r"\s+", " ", foot.text).count("Place names from GeoNames, CC BY 4.0.") == 1
    assert [one.attributes["href"] for one in elements(html, "a") if one.inside("foot")] == [
        "https://www.geonames.org/"
    ]


def test_one_heading_of_the_first_rank_and_no_rank_is_skipped(html: str) -> None:
    ranks = [int(one.tag[1]) for one in elements(html) if re.fullmatch(r"h\d", one.tag)]
    assert ranks.count(1) == 1
    assert ranks[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks))


# How large it gets.


def many(stories: int) -> Iterator[tuple[Report, Report, list[Claim]]]:
    """Yield pairs of reports of about a kilobyte with six claims each."""
    for n in range(stories):
        pair = [Report.of(f"Number {n}. {one.text}", source=one.source, published=one.published) for one in (GOOD, BAD)]
        claims = [
            claim(report, measure, words, words.split()[0].replace(",", ""))
            for report in pair
            for measure, words in (
                ("found", "240 anti-personnel mines"),
                ("casualties", "154 of our citizens"),
                ("killed", "31"),
            )
        ]
        yield pair[0], pair[1], claims


def test_a_page_of_two_hundred_stories_stays_small() -> None:
    told = list(many(200))
    stories = [story_of(left, right, title=f"Story {n}") for n, (left, right, _) in enumerate(told)]
    html = page(
        made(
            reports=[report for left, right, _ in told for report in (left, right)],
            claims=[one for _, _, claims in told for one in claims],
            stories=stories,
            tallies=[
                tally(story.id, f"{at}", [claims[at], claims[at + 3]])
                for story, (_, _, claims) in zip(stories, told, strict=True)
                for at in range(3)
            ],
        )
    )
    assert len(elements(html, "article", "story")) == 200
    assert len(html.encode("utf-8")) < LARGEST_OF_200
    assert len([one for one in elements(html, "details", "body") if "open" in one.attributes]) == 1


def test_a_very_long_report_is_shown_around_its_claims() -> None:
    text = f"Start. {'rain ' * 20_000}9 mines were found. {'wind ' * 20_000}"
    report = Report.of(text, source="Long Post")
    html = page(made(reports=[report], stories=[story_of(report)], claims=[claim(report, "found", "9 mines", "9")]))
    (shown,) = texts(html)
    assert "9 mines were found" in shown
    assert len(shown) < 5_000
    (said,) = elements(html, "p", "left-out")
    assert said.text.startswith(f"{len(text) - len(shown):,} letters away from any claim are left out here")
    assert_claims_stand_in_their_words(html, [claim(report, "found", "9 mines", "9")])


def test_the_samples_pages_links_and_words_hold(tmp_path: Path, root: Path) -> None:
    """The page of everything that the project ships, read by the real rules."""
    with Ledger.open(tmp_path / "tallymark.db") as ledger:
        run([str(root / "samples")], ledger)
        html = page(ledger)
        told = {report for story in ledger.stories() for report in story.reports}
        assert_claims_stand_in_their_words(html, [one for one in ledger.claims() if one.report in told])
        assert sorted(texts(html)) == sorted(representable(report.text) for report in ledger.reports())
    assert_links_lead_somewhere(html)


def test_voices_that_stand_behind_several_lines_are_named_once() -> None:
    from tallymark.web.tallies import with_voices_once
    from tallymark.web.view import TallyView, Voice

    def line(n: int, *who: str) -> TallyView:
        voices = tuple(Voice(figure="", who=(name,), outlets=("The Post",), stances=()) for name in who)
        return TallyView(
            n=n, key=f"t{n}", id=f"tally-{n}", depth=0, group="people", measure="killed", subject="killed", best="3",
            spread="", spoken="3", mark=None, implied=not who, formula="", rule="", scope="", where=(), voices=voices,
            told_by="", claims=(),
        )  # fmt: skip

    lines = with_voices_once([line(1, "police"), line(2, "army"), line(3, "police"), line(4), line(5)])
    assert [one.as_in for one in lines] == [None, None, (1, "t1"), None, None]
