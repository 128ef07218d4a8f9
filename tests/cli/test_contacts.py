"""Contacts, dentist, notes and language on the command line."""

from __future__ import annotations

from tests.support.commands import CommandLine
from tests.support.small_municipality import WITH_YES


def test_a_contact_from_first_to_last(everywhere: CommandLine) -> None:
    contact = ("person", "contact", WITH_YES.number)
    everywhere.do(
        *(*contact, "add", "--name", "Karin Ek", "--relation", "god_man", "--letters", "ja"),
        *("--mandate", "bevaka rätt", "--phone", "031-12 34 56", "--from", "2026-01-01"),
        *("--address", "Storgatan 1, Borås", "--may-be-told", "tider", "--to", "2028-12-31"),
    )
    everywhere.do(*contact, "change", "--phone", "070-111 22 33", "--to", "")
    done = everywhere.do(*contact, "replace", "--name", "Per Ek", "--from", "2026-12-01")
    contacts = everywhere.ask("person", "show", WITH_YES.number)["contacts"]
    known = {one["name"]: one for one in contacts}
    assert (known["Karin Ek"]["phone"], known["Karin Ek"]["to_day"]) == (
        "070-111 22 33",
        "2026-11-30",
    )
    assert (known["Per Ek"]["authority"], known["Per Ek"]["gets_letters"]) == ("represents", True)
    shown = everywhere.run("person", "show", WITH_YES.number).out
    assert "God man: Per Ek, företräder personen, bevaka rätt, får veta: tider" in shown
    everywhere.do("undo", done["event"])
    ended = everywhere.do(*contact, "end", "--to", "2026-11-22")
    assert ended["contact"]["to_day"] == "2026-11-22"
    assert [one["code"] for one in ended["warnings"]] == ["letters_to_person"]


def test_what_is_refused_is_refused_at_its_field(boras: CommandLine) -> None:
    contact = ("person", "contact", WITH_YES.number)
    named = ("--name", "Per Ek", "--relation", "narstaende")
    for more, code, field in (
        (("--from", "2026-02-02", "--to", "2026-02-01"), "end_before_start", "to"),
        (("--from", "2126-02-02"), "date_too_far_ahead", "from"),
        (("--authority", "allt"), "value_unknown", "authority"),
        (("--letters", "kanske"), "value_unknown", "letters"),
    ):
        error = boras.refused(*contact, "add", *named, *more, status=1, code=code)
        assert error["field"] == field
    boras.refused(*contact, "byt", status=2, code="wrong_usage")


def test_dentist_note_and_language(boras: CommandLine) -> None:
    person = ("person", "show", WITH_YES.number)
    boras.do("person", "dentist", WITH_YES.number, "--name", "Åsens Tandvård", "--from", "261101")
    note = boras.do("person", "note", WITH_YES.number, "--text", "Ring först")
    assert [one["code"] for one in note["warnings"]] == ["no_health_details"]
    boras.do("person", "language", WITH_YES.number, "--language", "finska", "--interpreter")
    answer = boras.ask(*person)
    assert [one["name"] for one in answer["dentists"]] == ["Åsens Tandvård"]
    assert [one["text"] for one in answer["notes"]] == ["Ring först"]
    shown = boras.run(*person).out
    for line in ("Språk: finska, tolk behövs", "Behandlare: Åsens Tandvård, från 2026-11-01"):
        assert line in shown
    assert "Ring först" in shown
