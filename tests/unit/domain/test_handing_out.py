"""For whom and why is told in short, before anything goes out."""

from __future__ import annotations

import pytest

from munhalsa.domain.handing_out import purpose_for, told
from munhalsa.domain.refusal import Rejected


def test_for_whom_and_why_must_be_told_in_short() -> None:
    assert told("  Arkivet  i Borås ", field="recipient") == "Arkivet i Borås"
    for text, field, code in (
        (" ", "recipient", "recipient_missing"),
        ("", "purpose", "purpose_missing"),
        ("x" * 201, "purpose", "purpose_too_long"),
    ):
        with pytest.raises(Rejected) as caught:
            told(text, field=field)
        assert caught.value.code == code


def test_both_stand_in_the_one_line_of_the_log() -> None:
    assert purpose_for("Arkivet", "leverans") == "leverans (mottagare: Arkivet)"
