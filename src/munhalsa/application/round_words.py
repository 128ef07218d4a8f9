"""What rounds are called: their states, deeds and results, and their fields in the history."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from munhalsa.domain.round import RoundDeed, RoundState, Side

STATE_WORDS: Mapping[RoundState, str] = MappingProxyType(
    {
        RoundState.PLANNED: "planerad",
        RoundState.HELD: "hållen",
        RoundState.CANCELLED: "inställd",
    }
)
SIDE_WORDS: Mapping[Side, str] = MappingProxyType(
    {Side.PROVIDER: "tandvården", Side.UNIT: "enheten"}
)
ROUND_CODE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{one.value: words for one, words in STATE_WORDS.items()},
        **{one.value: words for one, words in SIDE_WORDS.items()},
        RoundDeed.MOVED.value: "flyttad",
    }
)
ROUND_FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "by_side": "av",
        "cancelled_on": "struken",
        "confirmed_by": "bekräftad av",
        "confirmed_on": "bekräftad",
        "deed": "vad som hände",
        "from_day": "från",
        "hygienist": "tandhygienist",
        "noticed_on": "besked",
        "to_day": "till",
    }
)
