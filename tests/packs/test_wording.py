"""The words of the program's own sentences."""

from __future__ import annotations

from tallymark.packs.wording import apart, listed, phrase, sentence


def test_names_that_run_from_right_to_left_stay_where_they_are_put() -> None:
    place = phrase("title_place", place="صور")
    assert place == "at \u2068صور\u2069"
    assert phrase("title_said_by", who="\u202eevil") == ", according to \u2068\u202eevil\u2069"
    assert listed(["Radio Orlava", "سانا"]) == "Radio Orlava and \u2068سانا\u2069"
    assert listed([apart("سانا")]) == apart("سانا")
    assert sentence("title_statement", what="2 mines found", where="") == "Statement with 2 mines found"
