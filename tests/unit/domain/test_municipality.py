"""What a municipality is called, as its own people write it."""

from __future__ import annotations

import pytest

from munhalsa.domain.municipality import whole_name


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Göteborg", "Göteborgs kommun"),
        ("Lilla Edet", "Lilla Edets kommun"),
        ("Dals-Ed", "Dals-Eds kommun"),
        ("Borås", "Borås kommun"),
        ("Skövde", "Skövde kommun"),
        ("Tranemo", "Tranemo kommun"),
        ("Orust", "Orust kommun"),
    ],
)
def test_the_name_takes_an_s_where_custom_has_one(name: str, whole: str) -> None:
    assert whole_name(name) == whole
