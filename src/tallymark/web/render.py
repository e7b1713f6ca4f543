"""The page as one file: templates, style and script put together, and the policy that lets nothing else run."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources

import jinja2
from markupsafe import Markup

from tallymark.web.build import build
from tallymark.web.charts import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH
from tallymark.web.escape import calm
from tallymark.web.nouns import Nouns, Readable
from tallymark.web.view import PageView

_STYLES = ("base.css", "story.css", "versions.css", "wide.css", "print.css")
_SCRIPTS = ("claims.js", "filter.js", "print.js")


def page(ledger: Readable) -> str:
    """Return everything a ledger holds as one HTML file that needs no network; write it as UTF-8."""
    return render(build(Nouns.read(ledger)))


def render(view: PageView) -> str:
    """Return the HTML of a page."""
    style, script = _asset(_STYLES), _asset(_SCRIPTS)
    policy = (
        f"default-src 'none'; style-src '{_sha256(style)}'; script-src '{_sha256(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _templates()
        .get_template("page.html")
        .render(
            page=view,
            policy=policy,
            style=Markup(style),
            script=Markup(script),
            chart={"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": RIGHT, "bottom": BOTTOM},
        )
    )


@functools.cache
def _templates() -> jinja2.Environment:
    """Return the templates; every value they show is escaped, and calmed where it is not a report's own text."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("tallymark.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=calm,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def _asset(names: tuple[str, ...]) -> str:
    """Return source files as one text, in the order given."""
    room = resources.files("tallymark.web") / "assets"
    return "\n".join((room / name).read_text(encoding="utf-8") for name in names)


def _sha256(source: str) -> str:
    """Return the source expression that lets exactly this text run."""
    return f"sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}"
