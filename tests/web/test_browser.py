"""The page in a real browser: it lights, jumps, narrows, prints, and lets nothing of a report run or be fetched."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tallymark.ledger import Ledger
from tallymark.model import Claim
from tallymark.run.pipeline import run
from tallymark.web import page
from tests.web.hostile import SCRIPT, hostile
from tests.web.nouns_by_hand import Made, several, statement
from tests.web.recording import recorded

pytestmark = pytest.mark.browser

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
LAPTOP, PHONE = {"width": 1366, "height": 900}, {"width": 375, "height": 812}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium, as the system has it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing: pip install playwright")
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium on the path: install the package chromium (Debian: apt install chromium)")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


def written(nouns: Made, folder: Path, name: str) -> Path:
    """Return a page made of a ledger that holds the nouns."""
    (folder / name).mkdir()
    path = folder / f"{name}.html"
    with recorded(nouns, folder / name) as ledger:
        path.write_text(page(ledger), encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="module")
def four(folder: Path) -> Path:
    """Four stories, one of them a statement in two versions, one in Arabic."""
    return written(several(), folder, "four")


@pytest.fixture(scope="module")
def two_versions(folder: Path) -> Path:
    return written(statement(), folder, "statement")


@pytest.fixture(scope="module")
def attacked(folder: Path) -> Path:
    return written(hostile(), folder, "hostile")


@pytest.fixture(scope="module")
def samples(folder: Path, root: Path) -> tuple[Path, dict[str, list[Claim]]]:
    """The page of the sample reports, read by the real rules, and the claims by report text."""
    path = folder / "samples.html"
    with Ledger.open(folder / "samples.db") as ledger:
        run([str(root / "samples")], ledger)
        path.write_text(page(ledger), encoding="utf-8", newline="")
        texts = {report.id: report.text for report in ledger.reports()}
        claims: dict[str, list[Claim]] = {text: [] for text in texts.values()}
        for claim in ledger.claims():
            claims[texts[claim.report]].append(claim)
    return path, claims


class Visit:
    """One opened page, with everything it asked for, logged or threw."""

    def __init__(self, context: Any, path: Path) -> None:
        self.requests: list[str] = []
        self.trouble: list[str] = []
        self.dialogs: list[str] = []
        self.address = path.as_uri()
        context.route(re.compile("^(?!file:|data:)"), lambda route: route.abort())
        context.on("request", lambda request: self.requests.append(request.url))
        self.page = context.new_page()
        self.page.on("console", lambda message: self.trouble.append(message.text))
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("dialog", self._dismissed)
        self.page.goto(self.address)

    def _dismissed(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    @property
    def left(self) -> list[str]:
        """What was asked for besides the file itself and what the file holds."""
        return [url for url in self.requests if url != self.address and not url.startswith("data:")]


Opener = Callable[..., Visit]


@pytest.fixture
def visit(browser: Any) -> Iterator[Opener]:
    """Opens a page in a context of its own: no cookies, nothing kept, motion reduced so that scrolling is at once."""
    contexts = []

    def opened(path: Path, size: dict[str, int] = LAPTOP, **options: Any) -> Visit:
        context = browser.new_context(**{"viewport": size, "reduced_motion": "reduce", **options})
        contexts.append(context)
        return Visit(context, path)

    yield opened
    for context in contexts:
        context.close()


def lit(page: Any) -> dict[str, list[str]]:
    """Return the words that are lit, by how they are lit, without the small numbers beside them."""
    return {
        name: page.eval_on_selector_all(f".version mark.{name}", "nodes => nodes.map((node) => node.textContent)")
        for name in ("lit", "kin")
    }


def words(page: Any, text: str) -> Any:
    return page.locator(".version mark").get_by_text(text, exact=True)


def marker(page: Any, text: str) -> Any:
    """Return the mark right after some words."""
    return words(page, text).locator("xpath=following-sibling::a[1]")


def eventually(page: Any, condition: str) -> None:
    """Wait until a condition holds; the page's own policy forbids the browser driver's way of waiting."""
    ends = time.monotonic() + 5
    while not page.evaluate(condition):
        assert time.monotonic() < ends, f"never came true: {condition}"
        page.wait_for_timeout(20)


def in_focus(page: Any) -> str:
    """Return what is said of the element that has the focus."""
    said = page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")
    return str(said)


def version_in_focus(page: Any) -> str:
    return str(page.evaluate("document.activeElement.closest('.version')?.querySelector('h4 bdi').textContent"))


# It renders.


def test_every_story_of_the_samples_renders_without_a_word_of_complaint(
    visit: Opener, samples: tuple[Path, dict[str, list[Claim]]]
) -> None:
    path, _ = samples
    seen = visit(path)
    listed = seen.page.locator(".list [data-story]").count()
    assert seen.page.locator("article.story").count() == listed > 30
    assert seen.page.locator("article.story h2").count() == listed
    assert (seen.trouble, seen.dialogs, seen.left) == ([], [], [])


def test_every_claim_of_the_samples_is_lit_in_its_words(
    visit: Opener, samples: tuple[Path, dict[str, list[Claim]]]
) -> None:
    """What a browser makes of the markup is what the reports say, to the letter."""
    path, claims = samples
    seen = visit(path).page.eval_on_selector_all(
        ".version .text",
        """nodes => nodes.map((node) => {
            const quotes = {};
            for (const mark of node.querySelectorAll("mark"))
                for (const n of mark.dataset.c.split(" ")) quotes[n] = (quotes[n] || "") + mark.textContent;
            return [node.textContent, Object.values(quotes)];
        })""",
    )
    assert len(seen) > 40
    for text, quotes in seen:
        assert text in claims
        assert sorted(quotes) == sorted(one.span.quote for one in claims[text])


# Lighting and walking.


def test_pointing_at_a_claim_lights_it_in_the_other_version_and_leaving_puts_it_out(
    visit: Opener, two_versions: Path
) -> None:
    page = visit(two_versions).page
    words(page, "812 mines").hover()
    assert lit(page) == {"lit": ["812 mines"], "kin": ["812 minutes"]}
    assert "812 minutes" in page.locator("#slip .elsewhere").inner_text()
    words(page, "1,190 minutes").hover()
    assert lit(page) == {"lit": ["1,190 minutes"], "kin": ["1,190"]}
    page.locator("h2").first.hover()
    eventually(page, "!document.querySelector('.lit, .kin')")
    assert page.locator("#slip").is_hidden()


def test_a_claim_inside_another_lights_alone(visit: Opener, two_versions: Path) -> None:
    page = visit(two_versions).page
    words(page, "two journalists").hover()
    assert lit(page) == {"lit": ["two journalists"], "kin": ["2 journalists"]}
    marker(page, ", have died").focus()
    assert "".join(lit(page)["lit"]) == "31 people, including two journalists, have died"
    assert "".join(lit(page)["kin"]) == "31 of them, including 2 journalists, died"


def test_the_keyboard_goes_to_the_other_version_and_comes_back(visit: Opener, two_versions: Path) -> None:
    page = visit(two_versions).page
    marker(page, "812 mines").focus()
    assert lit(page) == {"lit": ["812 mines"], "kin": ["812 minutes"]}
    assert version_in_focus(page) == "Harsen Courier"
    page.keyboard.press("Enter")
    assert version_in_focus(page) == "Marn Wire"
    assert lit(page) == {"lit": ["812 minutes"], "kin": ["812 mines"]}
    page.keyboard.press("Escape")
    assert version_in_focus(page) == "Harsen Courier"
    assert lit(page)["lit"] == ["812 mines"]
    page.keyboard.press("Escape")
    assert lit(page) == {"lit": [], "kin": []}


def test_tab_walks_from_claim_to_claim_and_each_is_said(visit: Opener, two_versions: Path) -> None:
    page = visit(two_versions).page
    marker(page, "812 mines").focus()
    page.keyboard.press("Tab")
    assert in_focus(page).endswith(": 1,190 found")
    eventually(page, "document.getElementById('live').textContent.includes('1,190 found')")
    assert "Also in one other place: press Enter to go there." in page.locator("#live").inner_text()


def test_a_finding_leads_to_its_words_and_escape_back_to_it(visit: Opener, two_versions: Path) -> None:
    page = visit(two_versions).page
    link = page.locator(".finding.w2 a.jump").get_by_text("812 minutes")
    link.click()
    assert lit(page) == {"lit": ["812 minutes"], "kin": ["812 mines"]}
    assert words(page, "812 minutes").is_visible()
    page.wait_for_timeout(500)
    assert lit(page)["lit"] == ["812 minutes"], "what scrolled under the resting pointer put it out"
    page.keyboard.press("Escape")
    assert "812 minutes" in in_focus(page)
    assert page.evaluate("document.activeElement.closest('.finding') !== null")


def test_words_that_scroll_under_a_resting_pointer_are_not_pointed_at(visit: Opener, two_versions: Path) -> None:
    page = visit(two_versions).page
    place = words(page, "812 minutes")
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    across, above = box["x"] + 10, box["y"] - 60
    page.mouse.move(across, above)
    eventually(page, "!document.querySelector('.lit')")
    page.evaluate("(down) => scrollBy({ top: down, behavior: 'instant' })", 60 + box["height"] / 2)
    page.wait_for_timeout(200)
    assert page.evaluate(f"document.elementFromPoint({across}, {above}).textContent") == "812 minutes"
    assert lit(page) == {"lit": [], "kin": []}
    page.mouse.move(across + 2, above)
    assert lit(page) == {"lit": ["812 minutes"], "kin": ["812 mines"]}


def test_an_address_with_a_claim_opens_its_story_at_its_words(visit: Opener, four: Path) -> None:
    seen = visit(four).page
    anchor = seen.locator("article.story").last.locator("a.m").first.get_attribute("id")
    assert not seen.locator("article.story").last.locator(".body[open]").count()
    seen.goto(f"{four.as_uri()}#{anchor}")
    eventually(seen, "document.activeElement.matches('a.m')")
    assert seen.evaluate("document.activeElement.id") == anchor
    assert seen.locator(f"#{anchor}").is_visible()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_on_a_phone_the_claim_in_focus_is_not_under_the_slip(visit: Opener, two_versions: Path, motion: str) -> None:
    page, edge = visit(two_versions, PHONE, reduced_motion=motion).page, "getBoundingClientRect()"
    for label in ("812 mines", "1,190", "two journalists"):
        marker(page, label).focus()
        eventually(page, f"document.activeElement.{edge}.bottom <= document.getElementById('slip').{edge}.top")
        page.wait_for_timeout(0 if motion == "reduce" else 700)
        assert page.evaluate(f"document.activeElement.{edge}.bottom <= document.getElementById('slip').{edge}.top")
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0


# What a report must not do.


def test_the_page_asks_for_nothing_but_itself(visit: Opener, four: Path, attacked: Path) -> None:
    for path in (four, attacked):
        seen = visit(path)
        seen.page.locator("article.story .text").first.hover()
        seen.page.wait_for_load_state("networkidle")
        assert seen.left == []
        assert seen.address in seen.requests


def test_nothing_in_a_hostile_report_runs(visit: Opener, attacked: Path) -> None:
    seen = visit(attacked)
    seen.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for one in seen.page.locator("a.m").all():
        one.focus()
        seen.page.keyboard.press("Enter")
    for one in seen.page.locator(".version mark").all():
        one.hover(force=True)
    assert seen.page.evaluate("window.hacked") is None
    assert (seen.dialogs, seen.left, seen.trouble) == ([], [], [])
    assert seen.page.evaluate("document.querySelectorAll('script').length") == 1
    assert seen.page.evaluate("document.querySelectorAll('img, iframe, object, embed, link, base').length") == 0
    schemes = seen.page.eval_on_selector_all("a", "nodes => nodes.map((node) => node.protocol)")
    assert set(schemes) == {"file:", "https:"}


def test_a_hostile_report_is_shown_as_it_was_written(visit: Opener, attacked: Path) -> None:
    seen = visit(attacked).page
    shown = seen.eval_on_selector_all(".version .text", "nodes => nodes.map((node) => node.textContent)")
    assert sorted(shown) == sorted(report.text.replace("\x85", "\ufffd") for report in hostile().reports())
    for place in ("h2", ".version h4", ".subject", ".sentence", ".who"):
        assert SCRIPT in seen.locator(place).first.inner_text(), place
    quoted = seen.locator("#s1 .all dl").first
    assert SCRIPT in quoted.text_content()


def test_an_override_turns_no_neighbouring_word_around(visit: Opener, attacked: Path) -> None:
    """The words after an override still stand to the right of the words before it."""
    order = visit(attacked).page.evaluate(
        """() => {
            const bdi = document.querySelector(".version bdi.override"), range = document.createRange();
            const after = document.createTreeWalker(bdi.closest(".text"), NodeFilter.SHOW_TEXT);
            after.currentNode = bdi.firstChild;
            const next = after.nextNode(), place = (from) => {
                range.setStart(next, from); range.setEnd(next, from + 1); return range.getBoundingClientRect().left;
            };
            return [next.textContent.slice(0, 8), place(0), place(1), getComputedStyle(bdi).unicodeBidi];
        }"""
    )
    assert order[0].startswith("12 senim")
    assert order[1] < order[2]
    assert "isolate" in order[3]


def test_the_policy_stops_a_script_that_got_in_all_the_same(visit: Opener, four: Path) -> None:
    seen = visit(four)
    seen.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.hacked = 1";
            document.body.append(script);
            const image = '<img src="https://tracker.example/x.png" onerror="window.hacked = 2">';
            document.body.insertAdjacentHTML("beforeend", image);
        }"""
    )
    seen.page.wait_for_timeout(100)
    assert seen.page.evaluate("window.hacked") is None
    assert seen.trouble, "the browser says that it refused"


# On every screen and on paper.


@pytest.mark.parametrize("which", ["samples", "four", "attacked"])
def test_a_phone_needs_no_sideways_scrolling(which: str, visit: Opener, request: pytest.FixtureRequest) -> None:
    given = request.getfixturevalue(which)
    page = visit(given[0] if isinstance(given, tuple) else given, PHONE).page
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    wide, inner = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= inner


def test_light_and_dark_both_can_be_read(visit: Opener, two_versions: Path) -> None:
    """Words stand out from their ground by 4.5 to 1 at least, lit or not."""
    grounds = set()
    for scheme in ("light", "dark"):
        page = visit(two_versions, color_scheme=scheme).page
        words(page, "812 mines").hover()
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        poor = page.evaluate(CONTRAST, 4.5)
        assert poor == []
    assert len(grounds) == 2


CONTRAST = """(least) => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = numbers(colour).slice(0, 3).map((one) => one / 255).map(
            (one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (node) => {
        for (let up = node; up; up = up.parentElement) {
            const colour = getComputedStyle(up).backgroundColor, alpha = numbers(colour)[3];
            if (alpha === undefined || alpha === 1) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const poor = new Set();
    for (const node of document.querySelectorAll("body *")) {
        const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
        if (!own || node.matches("option, script, .unseen, .skip") || !node.checkVisibility()) continue;
        const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x);
        const ratio = (a + 0.05) / (b + 0.05);
        if (ratio < least) poor.add(`${node.tagName}.${node.className}: ${ratio.toFixed(2)}`);
    }
    return [...poor];
}"""


def test_on_paper_every_story_stands_open_and_nothing_is_to_be_pressed(visit: Opener, four: Path) -> None:
    page = visit(four).page
    assert not page.locator("article.story").last.locator(".version .text").first.is_visible()
    page.emulate_media(media="print")
    stories = page.locator("article.story").all()
    assert len(stories) == 4
    for story in stories:
        assert story.locator(".version .text").first.is_visible()
        assert story.locator(".version .text").first.bounding_box()["height"] > 20
    for gone in ("#filter", ".nav", "#slip", ".skip"):
        assert page.locator(gone).first.is_hidden(), gone
    clipped = "nodes => nodes.filter((node) => node.scrollHeight > node.clientHeight + 1).length"
    assert page.eval_on_selector_all(".version .text", clipped) == 0, "a text scrolls, and paper does not"


def test_printing_opens_what_is_folded_and_folds_it_again(visit: Opener, four: Path) -> None:
    page = visit(four).page
    before = page.locator(".body[open]").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".body[open]").count() == 4
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".body[open]").count() == before == 1


def test_colours_that_the_reader_forces_leave_the_lit_claim_marked(visit: Opener, two_versions: Path) -> None:
    page = visit(two_versions, forced_colors="active").page
    words(page, "812 mines").hover()
    assert page.locator(".version mark.lit").evaluate("node => getComputedStyle(node).outlineStyle") == "solid"


# Finding a story.


def shown(page: Any) -> list[str]:
    return [one.inner_text() for one in page.locator("article.story h2").all() if one.is_visible()]


def test_searching_narrows_the_stories_and_their_list(visit: Opener, four: Path) -> None:
    page = visit(four).page
    assert len(shown(page)) == 4
    page.get_by_label("Search the stories").fill("minibus")
    eventually(page, "document.getElementById('matched').textContent !== ''")
    assert shown(page) == ["A mine blast near Istra, 6 June 2023"]
    assert page.locator(".list [data-story]:visible").count() == 1
    assert page.locator("#matched").inner_text() == "1 of 4 stories"
    page.keyboard.press("Escape")
    assert len(shown(page)) == 4


def test_filters_narrow_by_measure_and_by_finding(visit: Opener, four: Path) -> None:
    page = visit(four).page
    page.get_by_label("Measure").select_option("denied")
    assert shown(page) == ["A denial"]
    page.get_by_label("Finding", exact=True).select_option("mistranslation")
    assert shown(page) == []
    assert page.locator("#no-match").is_visible()
    page.get_by_label("Measure").select_option("")
    assert len(shown(page)) == 1


# Without its script.


def test_without_javascript_the_words_and_the_tallies_are_there(visit: Opener, four: Path) -> None:
    seen = visit(four, java_script_enabled=False)
    page = seen.page
    assert page.locator("#filter").is_hidden(), "what does nothing is not shown"
    for story in page.locator("article.story").all():
        if not story.locator("details.body[open]").count():
            story.locator("details.body > summary").click()
        assert story.locator(".version .text").first.is_visible()
    for said in ("812 minutes", "At least three people died", "2,002", "implied, stated by nobody", "مقتل 3 أشخاص"):
        place = page.locator(".version mark, .c-fig b, .implied-word").get_by_text(said, exact=True).first
        place.scroll_into_view_if_needed()
        assert place.is_visible(), said
    link = page.locator(".finding.w2 a.jump").first
    target = str(link.get_attribute("href"))
    link.click()
    assert page.url.endswith(target)
    assert page.locator(target).count() == 1
