"""Sample checks of the log: drawn among all there is, judged once, and kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from munhalsa.adapters.clock import MachineClock
from munhalsa.application.context import Context
from munhalsa.application.log_samples import (
    CheckSample,
    DrawSample,
    check_sample,
    draw_sample,
    list_samples,
    show_sample,
)
from munhalsa.application.view_person import open_card
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import latest, register
from tests.support.stores import on_day


@pytest.fixture
def context(context: Context) -> Context:
    """On the machine's own day: the log has its times by the machine's clock."""
    return on_day(context, MachineClock().today())


def drawn(context: Context, **more: int) -> str:
    command = DrawSample(first=context.today - timedelta(days=7), last=context.today, **more)
    return draw_sample(context, command).sample.id


def test_from_the_draw_to_the_result(context: Context) -> None:
    person = register(context)
    for _ in range(5):
        open_card(context, person.id)
    sample = drawn(context, size=4)
    shown = show_sample(context, sample)
    assert (shown.sample.drawn_from, len(shown.lines)) == (6, 4)
    assert {line.action for line in shown.lines} <= {"person.register", "person.open"}
    assert [line.event for line in shown.lines] == list(shown.sample.event_ids)
    done = check_sample(context, CheckSample(sample=sample, remarks=1, result=" En  fel "))
    assert (done.sample.result, done.sample.checked_by) == ("En fel", context.session.name)
    with pytest.raises(Rejected, match="Resultatet skrevs redan"):
        check_sample(context, CheckSample(sample=sample, remarks=0, result="Inget"))
    other = drawn(context)
    assert len(show_sample(context, other).lines) == 6
    assert [one.id for one in list_samples(context)] == [other, sample]
    assert [one.action for one in latest(context, 2)] == ["log_sample.view", "log_sample.draw"]


def test_what_cannot_be_drawn_or_written(context: Context) -> None:
    with pytest.raises(Rejected) as empty:
        drawn(context)
    assert empty.value.code == "log_empty"
    register(context)
    day = context.today
    for command, code in (
        (DrawSample(first=day, last=day - timedelta(days=1)), "days_reversed"),
        (DrawSample(first=day, last=day + timedelta(days=1)), "day_ahead"),
        (DrawSample(first=day, last=day, size=0), "sample_size"),
    ):
        with pytest.raises(Rejected) as refused:
            draw_sample(context, command)
        assert refused.value.code == code
    sample = drawn(context)
    for remarks, result, code in ((0, " ", "result_missing"), (2, "Fel", "remarks_wrong")):
        with pytest.raises(Rejected) as refused:
            check_sample(context, CheckSample(sample=sample, remarks=remarks, result=result))
        assert refused.value.code == code


def test_only_whoever_may_read_the_log(context: Context) -> None:
    session = replace(context.session, roles=frozenset({Role.ISSUER}))
    issuer = replace(context, session=session)
    with pytest.raises(NotAllowed):
        list_samples(issuer)
    with pytest.raises(NotAllowed):
        drawn(issuer)
