"""Web pages: the text, what the page says of itself, and that nothing of a hostile page but its words comes in."""

from __future__ import annotations

import msgspec
import pytest

from tallymark.read import Metadata, read_bytes

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Two killed by mine - Example News</title>
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2022-11-24T10:00:00Z">
<link rel="canonical" href="https://news.example.org/2022/two-killed"></head>
<body><nav>Home 111 Sport 112</nav><article><h1>Two killed by mine</h1>
<p>Two deminers were killed near the village of Harsen on 3 March 2021, the ministry said in a statement.</p>
<p>Since August 350 mines were found and cleared by the army there.</p></article>
<footer>Copyright 1999</footer></body></html>"""

HOSTILE = """<html><head><script>var a = "101 mines"</script><style>p:after{content:"102 mines"}</style></head>
<body onload="alert(103)"><script src="//evil.example/104.js"></script><noscript>105 mines</noscript>
<p onclick="alert(106)">Two <script>document.write("107")</script>mines were found
<img src="x" onerror="alert(108)" alt="109 mines">in the field.</p>
<svg><script>110</script><text>111 mines</text></svg><template>112 mines</template>
<iframe srcdoc="<p>113 mines</p>"></iframe><a href="javascript:alert(114)">A link.</a>
<textarea>115 mines</textarea><object data="116">117 mines</object><select><option>118</select>
<!-- 119 mines --><![CDATA[ 120 ]]><math><mtext>121</mtext></math>
<p>The tag &lt;script&gt;alert(1)&lt;/script&gt; was printed in the paper.</p></body></html>"""


def test_a_page_gives_its_main_text_and_what_it_says_of_itself() -> None:
    ((report, origin),), problems = read_bytes("in/a.html", PAGE.encode())
    assert problems == []
    assert "Two deminers were killed near the village of Harsen" in report.text
    assert "350 mines" in report.text
    assert not any(furniture in report.text for furniture in ("111", "Copyright"))
    assert (report.title, report.source) == ("Two killed by mine", "Example News")
    assert (report.published, report.url) == ("2022-11-24", "https://news.example.org/2022/two-killed")
    assert report.extractor.startswith("trafilatura 2.")
    assert "include_comments=no" in report.extractor
    assert (origin.stem, origin.published) == ("a", "2022-11-24")


def test_what_the_caller_knows_counts_before_what_the_page_says() -> None:
    defaults = Metadata(source="Agency", published="2022-11-25", url="https://other.example/", title="T")
    ((report, _),), _ = read_bytes("a.html", PAGE.encode(), defaults=defaults)
    assert (report.source, report.published) == ("Agency", "2022-11-25")
    assert (report.url, report.title) == ("https://other.example/", "T")


def test_the_date_of_the_event_is_never_taken_for_the_date_of_the_page() -> None:
    page = "<html><body><article><p>On 3 March 2021 two mines were found near the village.</p></article></body></html>"
    ((report, _),), _ = read_bytes("a.html", page.encode())
    assert report.published is None


def test_of_a_page_with_scripts_in_every_place_only_the_words_come_in() -> None:
    ((report, _),), _ = read_bytes("a.html", HOSTILE.encode())
    assert "Two mines were found" in " ".join(report.text.split())
    assert "<script>alert(1)</script>" in report.text, "words that look like a tag are words of the report"
    assert [number for number in range(101, 122) if str(number) in report.text] == []


def test_an_address_that_no_browser_opens_is_no_address() -> None:
    page = PAGE.replace("https://news.example.org/2022/two-killed", "javascript:alert(1)")
    ((report, _),), _ = read_bytes("a.html", page.encode())
    assert report.url is None


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><script>1</script></body></html>",
        "<html><body>" + "<div>" * 20_000 + "</body></html>",
    ],
)
def test_a_page_without_text_is_a_problem(page: str) -> None:
    pairs, problems = read_bytes("a.html", page.encode())
    assert pairs == []
    assert [p.kind for p in problems] == ["no_text"]


def test_a_page_that_breaks_the_extractor_is_a_problem_and_its_text_is_kept() -> None:
    pairs, problems = read_bytes("a.html", b"<math><html")
    assert (pairs, [p.kind for p in problems]) == ([], ["no_text"])
    page = b"<math><html><body><p>Two mines were found near the village.</p></body></html>"
    ((report, _),), problems = read_bytes("a.html", page)
    assert report.text == "Two mines were found near the village."
    assert [(p.kind, p.report) for p in problems] == [("damaged", report.id)]


def test_half_a_pair_hidden_in_the_data_of_a_page_reaches_no_store() -> None:
    body = "Two mines were found \\ud83d near the village of Harsen, the ministry said in a statement on Monday. " * 3
    data = f'{{"@type": "NewsArticle", "headline": "Mines \\udc00 found", "articleBody": "{body}"}}'
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><b>x</b></body></html>'
    ((report, _),), _ = read_bytes("a.html", page.encode())
    assert "Two mines were found near" in report.text
    msgspec.json.encode(report)  # fails for what cannot be stored


def test_a_fragment_and_a_page_with_an_xml_declaration_are_read() -> None:
    ((fragment, _),), _ = read_bytes("a.html", b"<p>Two mines were found.</p>")
    assert fragment.text == "Two mines were found."
    xml = '<?xml version="1.0" encoding="windows-1251"?><html><body><p>Найдены две мины.</p></body></html>'
    ((declared, _),), _ = read_bytes("a.html", xml.encode("cp1251"))
    assert declared.text == "Найдены две мины."


def test_marks_that_turn_the_writing_direction_are_no_words_of_a_page() -> None:
    ((report, _),), _ = read_bytes(
        "a.html", "<html><body><p>Two \u202emines\u202c were found.</p></body></html>".encode()
    )
    assert report.text == "Two mines were found."
