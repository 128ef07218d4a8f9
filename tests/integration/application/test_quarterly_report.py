"""The report of a quarter out of real stores."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.add_training import AddTraining, add_training
from munhalsa.application.context import Context
from munhalsa.application.figure_records import Row, records_of
from munhalsa.application.issuer_fields import IssuerDetails
from munhalsa.application.issuers import add_issuer
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.report_table import figure_values
from munhalsa.application.settings import set_setting
from munhalsa.domain.account import Permission, Role
from munhalsa.domain.metrics import Wishes
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy
from munhalsa.domain.unit import District, Population
from munhalsa.domain.work_figures import TrainedIssuers
from tests.support.deeds import add, assert_refused, born, issue, latest, register, unit, user
from tests.support.reports import counts

THIS, LAST = Quarter(year=2026, number=4), Quarter(year=2026, number=3)


def populate(context: Context, *, year: int = 2025, ages: dict[int, int]) -> None:
    rows = [
        Population(id=new_id(), municipality_code="1490", year=year, age=age, count=number)
        for age, number in ages.items()
    ]
    add(context, *rows)


def test_one_report(context: Context) -> None:
    add(context, unit("Ekbacken", "SB02"), unit())
    for year, home in ((1941, "SB01"), (1950, "SB02"), (2001, None)):
        register(context, born(year), unit=home)
        issue(context, born(year), issued=date(2026, 10, 1))
    answer = RecordResponse(
        number=born(1950), answered=date(2026, 10, 5), wants=True, answered_by=AnsweredBy.SELF
    )
    record_response(context, answer)
    populate(context, ages={0: 999, 24: 100, 25: 50})
    report = quarterly_report(user(context, Role.STATISTICS), THIS)
    assert (report.municipality_code, report.municipality) == ("1490", "Borås")
    assert (report.quarter, report.made_on) == (THIS, context.today)
    assert report.rules_version == context.rules.version
    assert {"M1", "M7", "K3", "T1", "A3", "D8"} < {row.id for row in report.definitions}
    assert (report.with_certificate, report.for_release) == (3, False)
    assert report.wishes == Wishes(yes=1, no=0, not_asked=2)
    assert report.coverage is not None
    assert (report.coverage.certificates, report.coverage.population) == (3, 150)
    # Björkgläntan before Ekbacken: the order of names, not of codes.
    assert counts(report.breakdowns["M1"]["unit"]) == {"SB01": 1, "SB02": 1, "unknown": 1}
    assert list(counts(report.breakdowns["M1"]["unit"])) == ["SB01", "SB02", "unknown"]
    assert counts(report.breakdowns["M2"]["unit"]) == {"SB02": 1}
    assert quarterly_report(context, LAST).with_certificate == 0
    (event, other) = latest(context, 2)
    assert (event.action, event.subject_id) == ("report.view", "2026-3")
    assert (other.action, other.user) == ("report.view", "Alex Berg")


@pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)
def test_it_is_computed_in_one_read(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    kind, opened = type(context.store), []
    read = kind.read

    def counted(*given: Any, **named: Any) -> Any:
        opened.append(given)
        return read(*given, **named)

    monkeypatch.setattr(kind, "read", counted)
    quarterly_report(context, THIS)
    assert len(opened) == 1


def test_a_protected_identity_is_counted(context: Context) -> None:
    register(context, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    issue(context)
    assert quarterly_report(context, THIS).with_certificate == 1


def test_who_is_behind_the_figure_in_name_order(context: Context) -> None:
    second = register(context)
    first = register(context, born(1950), family_name="Andersson")
    register(context, born(1960))
    issue(context)
    issue(context, born(1950))
    issue(context, born(1960), issued=context.today - timedelta(days=9), valid_to=context.today)
    with context.store.read() as reader:
        behind = reader.figures.persons_behind(THIS.last_day)
    assert list(behind) == [first.id, second.id]


def test_the_base_of_the_coverage_is_the_setting_of_the_quarter(context: Context) -> None:
    register(context, born(2002))
    issue(context, born(2002))
    populate(context, ages={24: 100, 25: 50})
    set_setting(context, key="coverage_base", value="over_24", valid_from=date(2026, 12, 1))
    over = quarterly_report(context, THIS).coverage
    assert over is not None
    assert (over.certificates, over.population, over.lowest_age) == (0, 50, 25)
    from_24 = quarterly_report(context, LAST).coverage
    assert from_24 is not None
    assert (from_24.population, from_24.lowest_age) == (150, 24)


@pytest.mark.parametrize(
    ("year", "ages"),
    [
        (2024, {24: 100}),
        (2025, {0: 999}),
        (2025, {0: 999, 20: 100, 65: 50}),
        (2025, {24: 0}),
    ],
    ids=["another year", "no class at the base", "classes that cross the base", "nobody"],
)
def test_an_unknown_population_is_missing(
    context: Context, year: int, ages: dict[int, int]
) -> None:
    populate(context, year=year, ages=ages)
    assert quarterly_report(context, THIS).coverage is None


def test_a_quarter_to_come_is_refused(context: Context) -> None:
    with pytest.raises(Rejected) as caught:
        quarterly_report(context, Quarter(year=2027, number=1))
    assert_refused(caught, "quarter_in_future", "quarter")


def test_a_quarter_before_the_agreement_is_refused(context: Context) -> None:
    with pytest.raises(Rejected) as caught:
        quarterly_report(context, Quarter(year=2016, number=4))
    assert_refused(caught, "no_rule_for_day", "date")


def test_the_figures_of_a_part_have_its_training_and_issuers(context: Context) -> None:
    north = District(id=new_id(), name="Norr", sort_key="norr")
    here, there = unit("Alm", "A", district_id=north.id), unit("Ek", "E")
    add(context, north, here, there)
    for name, where in (("Ada Ek", "A"), ("Bo Ek", "E"), ("Cia Ek", None)):
        add_issuer(context, IssuerDetails(name=name, unit=where))

    def hold(day: date, units: tuple[str, ...], count: int, **more: Any) -> None:
        values = {"kind": "practical", "hundredths": 150, "count": count, **more}
        add_training(context, AddTraining(day=day, units=units, **values))

    hold(date(2026, 10, 5), ("A", "E"), 9)
    hold(date(2026, 10, 6), ("E",), 30)
    names = ("Ada Ek", "Bo Ek", "Dan Okänd")
    hold(date(2026, 10, 7), (), 3, kind="issuer_training", participants=names)
    populate(context, ages={24: 100})
    part = user(context, Role.MAS, scopes={Role.MAS: frozenset({here.id})})
    report = quarterly_report(part, THIS)
    assert report.part == ("Norr",)
    assert (report.training.sessions, report.training.participants) == (1, 9)
    assert counts(report.breakdowns["M5"]["unit"]) == {"A": 1}
    assert (report.trained_units.units, report.trained_units.missing) == (1, ())
    assert report.trained_issuers == TrainedIssuers(trained=1, active=1)
    assert report.coverage is None
    assert figure_values(report, "T1")[0].label.endswith("inte för en del av den)")
    with part.read(Permission.SEE_FIGURES) as reader:
        behind = records_of(part, reader, "K2", LAST, Row()).ids
    assert behind == (here.id,)
    everything = quarterly_report(context, THIS)
    assert (everything.part, everything.training.sessions) == ((), 2)
    assert everything.trained_issuers == TrainedIssuers(trained=3, active=3)


@pytest.mark.parametrize("role", sorted(Role))
def test_who_sees_figures(context: Context, role: Role) -> None:
    if role in (Role.COORDINATOR, Role.MAS, Role.STATISTICS, Role.AUDITOR):
        assert quarterly_report(user(context, role), THIS).with_certificate == 0
        return
    with pytest.raises(NotAllowed) as caught:
        quarterly_report(user(context, role), THIS)
    assert_refused(caught, "not_allowed", None)
    assert latest(context)[0].subject_id == "see_figures"
