"""What kind of unit a name tells plainly."""

from __future__ import annotations

import pytest

from munhalsa.domain.unit import UnitType, type_in_name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("LSS Hasselbacken", UnitType.LSS_HOUSING),
        ("LSS-boende Linden", UnitType.LSS_HOUSING),
        ("Gruppbostaden Tallstigen", UnitType.LSS_HOUSING),
        ("Daglig verksamhet LSS", UnitType.DAY_ACTIVITY),
        ("Daglig verksamhet Snickeriet", UnitType.DAY_ACTIVITY),
        ("Hemtjänst Norr", UnitType.HOME_HELP),
        ("Norra hemsjukvården", UnitType.HOME_HEALTH_CARE),
        ("Korttiden Svalan", UnitType.SHORT_STAY),
        ("Äldreboende Eken", UnitType.NURSING_HOME),
        ("Sällsskapet", None),
        ("Ekbacken", None),
    ],
)
def test_the_kind_in_a_name(name: str, told: UnitType | None) -> None:
    assert type_in_name(name) is told
