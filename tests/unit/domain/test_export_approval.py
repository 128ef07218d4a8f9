"""One asks, another approves, and it holds for a day and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from munhalsa.domain.export_approval import TERMS, ExportApproval
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.two_people import ApprovalState, check_approves, check_used_by

_NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
_ASKED = ExportApproval(
    id="r", recipient="Arkivet", purpose="leverans", requested_by="kim", requested_at=_NOW
)
_APPROVED = replace(_ASKED, approved_by="eva", approved_at=_NOW)
_USED = replace(_APPROVED, used_at=_NOW)
_DAY = timedelta(hours=24)


def test_how_far_a_request_has_come() -> None:
    assert _ASKED.state(_NOW + _DAY) is ApprovalState.WAITING
    assert _APPROVED.state(_NOW + _DAY - timedelta(seconds=1)) is ApprovalState.APPROVED
    assert _APPROVED.state(_NOW + _DAY) is ApprovalState.LAPSED
    assert _USED.state(_NOW + _DAY) is ApprovalState.USED


def test_somebody_else_approves_what_waits() -> None:
    check_approves(_ASKED, TERMS, account="eva", now=_NOW)
    for approval, account, code in (
        (_ASKED, "kim", "own_request"),
        (_APPROVED, "eva", "request_settled"),
        (_USED, "eva", "request_settled"),
    ):
        with pytest.raises(Rejected) as caught:
            check_approves(approval, TERMS, account=account, now=_NOW)
        assert caught.value.code == code


def test_who_asked_uses_it_once_while_it_holds() -> None:
    check_used_by(_APPROVED, TERMS, account="kim", now=_NOW)
    for approval, account, now, code in (
        (_APPROVED, "eva", _NOW, "request_of_another"),
        (_ASKED, "kim", _NOW, "not_approved"),
        (_APPROVED, "kim", _NOW + _DAY, "approval_lapsed"),
        (_USED, "kim", _NOW, "approval_used"),
    ):
        with pytest.raises(Rejected) as caught:
            check_used_by(approval, TERMS, account=account, now=now)
        assert caught.value.code == code
