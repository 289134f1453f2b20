"""Whether the house is open: opening hours, public holidays, and China's make-up working days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from callcenter.model.company import Hours


def is_open(hours: Hours, now: datetime) -> bool:
    """`now` is aware. Hours that end no later than they begin run past midnight, and belong to that day."""
    there = now.astimezone(ZoneInfo(hours.zone))
    clock = there.time().replace(tzinfo=None)
    today = there.date()
    if hours.opens < hours.closes:
        return hours.opens <= clock < hours.closes and _works_on(hours, today)
    if clock >= hours.opens:
        return _works_on(hours, today)
    return clock < hours.closes and _works_on(hours, today - timedelta(days=1))


def _works_on(hours: Hours, day: date) -> bool:
    if hours.holidays is None:
        return day.weekday() in hours.days
    calendar = _calendar(hours.holidays, day.year)
    if day in calendar:
        return False
    make_up_day = day in getattr(calendar, "weekend_workdays", ())
    return day.weekday() in hours.days or make_up_day


@lru_cache(maxsize=64)
def _calendar(country: str, year: int) -> holidays.HolidayBase:
    return holidays.country_holidays(country, years=year)
