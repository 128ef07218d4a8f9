"""Training on the command line."""

from __future__ import annotations

from tests.support.commands import CommandLine


def test_training_from_plan_to_wheel(boras: CommandLine) -> None:
    boras.do("training", "kind", "add", "Munvård vid stroke")
    added = boras.do(
        *("training", "add", "--date", "2026-12-01", "--kind", "Munvård vid stroke"),
        *("--hours", "1,5", "--unit", "A1", "--unit", "B2", "--trainer", "Eva Ek"),
    )
    session = added["training"]
    assert (session["hours"], session["state"]) == (1.5, "planned")
    assert [one["code"] for one in session["units"]] == ["A1", "B2"]
    boras.do(
        *("training", "change", session["id"], "--date", "2026-11-20", "--hours", "2"),
        *("--kind", "practical", "--unit", "A1", "--participants", "4", "--trainer", ""),
        *("--place", "Sal 1", "--note", "Ta med lampa"),
    )
    held = boras.do("training", "hold", session["id"], "--participants", "Anna Ek; Bo Ås")
    assert (held["training"]["participants"], held["training"]["hours"]) == (2, 2.0)
    assert held["training"]["named"] == ["Anna Ek", "Bo Ås"]
    assert held["training"]["trainer"] is None
    wheel = {one["code"]: one for one in boras.ask("training", "units")["units"]}
    assert wheel["A1"]["due"] == "2029-11-20"
    assert boras.ask("unit", "show", "A1")["training"]["due"] == "2029-11-20"
    shown = boras.run("unit", "show", "A1").out
    assert "Personalen utbildad: senast 2026-11-20, dags 2029-11-20" in shown
    assert (wheel["B2"]["trained"], wheel["B2"]["due"]) == (False, None)
    shown = boras.run("training", "list", "--year", "2026", "--state", "held", "--unit", "A1").out
    assert "Praktisk träning" in shown
    assert session["id"] in shown
    assert "2029-11-20" in boras.run("training", "units").out
    boras.do("undo", held["event"])
    off = boras.do(
        *("training", "cancel", session["id"], "--by", "provider", "--reason", "sjukdom"),
        *("--date", "2026-11-19", "--deviation"),
    )
    assert off["training"]["cancelled_on"] == "2026-11-19"
    assert off["deviation"]["category"] == off["offered_deviation"]["category"]
    boras.do("training", "kind", "end", "Munvård vid stroke", "--date", "2026-11-01")
    assert "Munvård vid stroke" not in boras.run("training", "kind", "list").out


def test_what_is_wrong_with_a_session_is_told_at_its_field(boras: CommandLine) -> None:
    least = ("--date", "2026-11-20", "--kind", "practical", "--hours", "2")
    for more, code, field in (
        (("--hours", "2,555"), "hours_invalid", "hours"),
        (("--participants", "-1"), "participants_out_of_range", "participants"),
        (("--unit", "Okänd"), "unit_not_found", "unit"),
        (("--kind", "okänd"), "kind_unknown", "kind"),
        (("--state", "gone"), "value_unknown", "state"),
        (("--date", "2026-11-23", "--state", "held"), "held_in_future", "day"),
    ):
        error = boras.refused("training", "add", *least, *more, status=1, code=code)
        assert error["field"] == field
    boras.refused("training", "hold", "okänd", status=1, code="not_found")


def test_the_register_of_issuers(boras: CommandLine) -> None:
    added = boras.do(
        *("issuer", "add", "Eva Ek", "--email", "eva@exempel.se", "--workplace", "Stadshuset"),
        *("--authorised-by", "Maj Lind", "--authorised-on", "2026-11-01", "--from", "2020-01-01"),
    )
    assert added["issuer"]["authorised_on"] == "2026-11-01"
    boras.do("issuer", "change", "eva ek", "--ordered-on", "2026-11-02", "--authorised-on", "")
    (one,) = boras.ask("issuer", "list")["issuers"]
    assert one["needs"] == ["training", "idle"]
    assert (one["checklist"]["ordered"], one["checklist"]["authorised"]) == (True, False)
    boras.do(
        *("training", "add", "--date", "2026-11-20", "--kind", "issuer_training", "--hours", "2"),
        *("--participants", "Eva Ek"),
    )
    told = boras.run("issuer", "list").out
    assert "inget intyg på ett år" in told
    assert "Kommunen har ingen kontaktperson." in told
    ended = boras.do("issuer", "end", "Eva Ek", "--date", "2026-11-21")
    assert [one["code"] for one in ended["warnings"]] == ["account_open"]
    assert "slutade 2026-11-21" in boras.run("issuer", "list").out
    boras.do("undo", ended["event"])
    assert boras.ask("issuer", "list")["issuers"][0]["active"]
