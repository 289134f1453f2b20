"""Where a number is from [归属地]: province and city apart, in both languages."""

from __future__ import annotations

import sys

import pytest

from callcenter.numbers.places import Place, learn, place_of, province_of, provinces, same_city


@pytest.fixture(scope="module", autouse=True)
def _learnt() -> None:
    learn("CN")


def test_a_number_tells_province_and_city_in_both_languages():
    assert place_of("+8653288880000", "CN") == Place(
        name={"zh-CN": "山东省青岛市", "en": "Qingdao, Shandong"},
        province={"zh-CN": "山东", "en": "Shandong"},
        city={"zh-CN": "青岛市", "en": "Qingdao"},
    )


@pytest.mark.parametrize(
    ("who", "province", "city"),
    [
        ("+8613905321234", "山东", "青岛市"),  # a mobile
        ("+8613800138000", "北京", "北京市"),
        ("+862288880000", "天津", "天津市"),
        ("+864718880000", "内蒙古", "呼和浩特市"),
        ("+8613999123456", "新疆", "乌鲁木齐市"),
        ("+8613507711234", "广西", "南宁市"),
    ],
)
def test_provinces_have_one_short_name(who: str, province: str, city: str):
    place = place_of(who, "CN")
    assert place is not None
    assert place.province is not None
    assert place.city is not None
    assert (place.province["zh-CN"], place.city["zh-CN"]) == (province, city)


def test_from_abroad_the_country_is_known():
    assert place_of("+12065550100", "CN") == Place(name={"zh-CN": "美国", "en": "United States"})


@pytest.mark.parametrize("who", ["", "10086", "4008001234", "alice", "+", "+999123456789", "+86"])
def test_what_is_from_nowhere_has_no_place(who: str):
    assert place_of(who, "CN") is None


def test_before_the_area_codes_are_read_nothing_is_said_and_nothing_waits():
    assert place_of("+442079460123", "GB") is None


def test_facts_name_a_province_in_one_way():
    assert province_of("+8653288880000", "CN") == "CN-SD"
    assert province_of("+12065550100", "CN") is None


def test_every_province_a_number_can_be_from_can_be_named():
    named = provinces("CN")
    assert len(named) == 31
    assert named["CN-NM"] == {"zh-CN": "内蒙古", "en": "Inner Mongolia"}
    assert provinces("GB") == {}


def test_two_numbers_of_one_city():
    assert same_city("+8613905321234", "+8653288880000", "CN")
    assert not same_city("+8613800138000", "+8653288880000", "CN")
    assert not same_city("10086", "+8653288880000", "CN")


def test_the_worlds_area_codes_are_not_kept():
    assert "phonenumbers.geodata" not in sys.modules
