"""What kinds of units are called, where no window translates it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from munhalsa.domain.unit import UnitType

UNIT_TYPE_WORDS: Mapping[UnitType, str] = MappingProxyType(
    {
        UnitType.NURSING_HOME: "särskilt boende",
        UnitType.SHORT_STAY: "korttidsboende",
        UnitType.LSS_HOUSING: "bostad med särskild service (LSS)",
        UnitType.HOME_HELP: "hemtjänst",
        UnitType.HOME_HEALTH_CARE: "hemsjukvård",
        UnitType.DAY_ACTIVITY: "daglig verksamhet (LSS)",
        UnitType.DAY_CARE: "dagverksamhet (SoL)",
    }
)
