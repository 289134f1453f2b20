"""Where a number is from [归属地]: province and city of one's own country, the country of a number from abroad.

    learn("CN")                                  # reads the area codes, which takes seconds: once, in a thread
    place_of("+8653288880000", "CN").province    # {"zh-CN": "山东", "en": "Shandong"}; None before they are read

`phonenumbers` would load every country of the world for this, 190 MB for good. Here its files are read one by one, and
of one's own country's prefixes a table is kept in two arrays: for China 130,000 prefixes in 2 MB.
"""

from __future__ import annotations

import importlib.util
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import phonenumbers

Names = Mapping[str, str]
"""In both languages of the screens: zh-CN and en."""

SHORTEST_PREFIX, LONGEST_PREFIX = 3, 9

_FILES = Path(phonenumbers.__file__).parent / "geodata"
_PROVINCES = {
    zh: (en, f"CN-{code}")
    for code, zh, en in (
        line.split(" ", 2)
        for line in """\
BJ 北京 Beijing
TJ 天津 Tianjin
HE 河北 Hebei
SX 山西 Shanxi
NM 内蒙古 Inner Mongolia
LN 辽宁 Liaoning
JL 吉林 Jilin
HL 黑龙江 Heilongjiang
SH 上海 Shanghai
JS 江苏 Jiangsu
ZJ 浙江 Zhejiang
AH 安徽 Anhui
FJ 福建 Fujian
JX 江西 Jiangxi
SD 山东 Shandong
HA 河南 Henan
HB 湖北 Hubei
HN 湖南 Hunan
GD 广东 Guangdong
GX 广西 Guangxi
HI 海南 Hainan
CQ 重庆 Chongqing
SC 四川 Sichuan
GZ 贵州 Guizhou
YN 云南 Yunnan
XZ 西藏 Tibet
SN 陕西 Shaanxi
GS 甘肃 Gansu
QH 青海 Qinghai
NX 宁夏 Ningxia
XJ 新疆 Xinjiang
""".splitlines()
    )
}
"""name → English name, ISO 3166-2"""
_KIND = re.compile(r"(壮族自治区|维吾尔自治区|回族自治区|自治区|特别行政区|省)")


class Place(msgspec.Struct, frozen=True):
    name: Names  #: in one text
    province: Names | None = None
    city: Names | None = None


class _Table:
    """prefix → place. A prefix is a number with a 1 ahead, so that its length is seen."""

    def __init__(self, told: Iterator[tuple[str, Mapping[str, str]]], country: str) -> None:
        places: dict[tuple[str, str], int] = {}
        rows = sorted((int(f"1{prefix}"), self._at(names, places)) for prefix, names in told)
        self._prefixes = array("q", (prefix for prefix, _ in rows))
        self._which = array("H", (which for _, which in rows))
        self._places = [_place(chinese, english, country) for chinese, english in places]

    @staticmethod
    def _at(names: Mapping[str, str], places: dict[tuple[str, str], int]) -> int:
        english = names.get("en", "")
        return places.setdefault((names.get("zh") or english, english), len(places))

    def find(self, digits: str) -> Place | None:
        for length in range(min(LONGEST_PREFIX, len(digits)), SHORTEST_PREFIX - 1, -1):
            prefix = int(f"1{digits[:length]}")
            at = bisect_left(self._prefixes, prefix)
            if at < len(self._prefixes) and self._prefixes[at] == prefix:
                return self._places[self._which[at]]
        return None


class _World(msgspec.Struct):
    tables: dict[str, _Table] = {}
    countries: dict[str, Names] = {}


_known = _World()


def learn(country: str) -> None:
    """Read the area codes of this country, and the names of all. Takes seconds the first time."""
    if country not in _known.tables:
        _known.countries = {region: names for region, names in _countries()}
        _known.tables[country] = _Table(_prefixes(country), country)


def place_of(who: str, country: str) -> Place | None:
    """Of an identity; None when that cannot be said, or not yet."""
    table = _known.tables.get(country)
    if table is None or not who.startswith("+"):
        return None
    code = str(phonenumbers.country_code_for_region(country))
    if who[1:].startswith(code) and (found := table.find(who[1:])):
        return found
    abroad = phonenumbers.region_code_for_number(phonenumbers.parse(who)) if _is_possible(who) else None
    names = _known.countries.get(abroad) if abroad is not None and abroad != country else None
    return Place(names) if names is not None else None


def same_city(one: str, other: str, country: str) -> bool:
    """Whether both numbers are from one city, as far as is known."""
    here, there = place_of(one, country), place_of(other, country)
    return here is not None and there is not None and here.name == there.name


def province_of(who: str, country: str) -> str | None:
    """The province by its code of ISO 3166-2, as notices, flows and queues use it."""
    place = place_of(who, country)
    if place is None or place.province is None or country != "CN":
        return None
    return _PROVINCES[place.province["zh-CN"]][1]


def provinces(country: str) -> dict[str, Names]:
    """All there are, by their codes; none for a country whose codes are not known here."""
    if country != "CN":
        return {}
    return {code: {"zh-CN": chinese, "en": english} for chinese, (english, code) in _PROVINCES.items()}


def place_in(province: str, country: str) -> Place | None:
    """A province by its code, as where somebody lives."""
    names = provinces(country).get(province)
    return None if names is None else Place(names, province=names)


def _is_possible(who: str) -> bool:
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(who))
    except phonenumbers.NumberParseException:
        return False


# ---------------------------------------------------------------------- the names


def _place(chinese: str, english: str, country: str) -> Place:
    name = {"zh-CN": chinese, "en": english}
    city, _, province = english.partition(", ")
    if country != "CN":
        return Place(name, _both(province) if province else None, _both(city))
    short = next((zh for zh, (en, _) in _PROVINCES.items() if chinese.startswith(zh) or (province or city) == en), None)
    if short is None:
        return Place(name)
    whole = {"zh-CN": short, "en": _PROVINCES[short][0]}
    rest = _KIND.sub("", chinese.removeprefix(short), count=1)
    if not province:  # a city that is its own province; or nothing but the province is known
        return Place(name, whole, {"zh-CN": chinese, "en": english} if rest == "市" else None)
    return Place(name, whole, {"zh-CN": rest.rpartition(", ")[0] or rest, "en": city})


def _both(text: str) -> Names:
    return {"zh-CN": text, "en": text}


# ---------------------------------------------------------------------- what phonenumbers brings


def _prefixes(country: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    code = str(phonenumbers.country_code_for_region(country))
    for file in sorted(_FILES.glob("data*.py")):
        yield from ((prefix, names) for prefix, names in _read(file, "data").items() if prefix.startswith(code))


def _countries() -> Iterator[tuple[str, Names]]:
    told: dict[str, dict[str, str]] = _read(_FILES / "locale.py", "LOCALE_DATA")
    for region, names in told.items():
        english = _in(names, "en")
        if english:
            yield region, {"zh-CN": _in(names, "zh") or english, "en": english}


def _in(names: Mapping[str, str], language: str) -> str:
    """`*aa` stands for: as in the language aa."""
    name = names.get(language, "")
    return names.get(name[1:], "") if name.startswith("*") else name


def _read(file: Path, name: str) -> dict[str, dict[str, str]]:
    """One file by itself: importing it the usual way would read all of them."""
    spec = importlib.util.spec_from_file_location(f"phonenumbers.geodata.{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    read = getattr(module, name)
    assert isinstance(read, dict)
    return read
