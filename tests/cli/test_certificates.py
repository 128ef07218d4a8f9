"""Certificates on the command line: judge, issue, refuse, decline, end, list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import CommandLine
from tests.support.small_municipality import (
    ENDING,
    PEOPLE,
    PROTECTED,
    TOO_YOUNG,
    UNCONFIRMED_AGE,
    WITH_YES,
    WITHOUT,
)

ENTITLED = """
reason = "Känd sedan länge"
[answers]
lives_in_special_housing = true
daily_personal_care = true
lasting_need = true
"""
NOT_ENTITLED = """
[answers]
lives_in_special_housing = false
daily_personal_care = false
lasting_need = false
severe_limitation = false
small_prospect_of_improvement = false
home_health_care = false
declines_help_lacking_insight = false
lss_decision = false
lives_in_lss_housing = false
assistance_allowance = false
relative_helps_disability = false
only_injections_or_dressings = false
only_during_hospital_stay = false
"""
DISCLOSED = (
    ENTITLED
    + """
[[disclosure]]
recipient = "vgr"
basis = "law"
details = "26 kap. 1 § OSL"
[[disclosure]]
recipient = "dental_provider"
basis = "consent"
details = "Personen själv, muntligt"
"""
)
LINE_KEYS = {
    *("number", "personal_identity_number", "ground", "issued", "valid_to", "ended", "valid"),
}


def test_issue_and_issue_again(everywhere: CommandLine) -> None:
    words = ("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22")
    done = everywhere.do(*words)
    assert done["certificate"].startswith("1490-2026-")
    assert done["event"]
    error = everywhere.refused(*words, status=1, code="certificate_overlap")
    assert done["certificate"] in error["message"]


def test_issue_by_criteria_says_what_is_missing(everywhere: CommandLine) -> None:
    criteria = everywhere.write("svar.toml", ENTITLED)
    done = everywhere.do(
        *("certificate", "issue", "194001079120", "--date", "2026-11-22"),
        *("--criteria", criteria),
    )
    assert {one["code"] for one in done["warnings"]} == {"disclosure_missing"}
    record = everywhere.ask("person", "show", WITHOUT.number)
    assert record["decisions"][0]["verdict"] == "entitled"
    assert record["certificates"][0]["ground"] == "2a"


def test_disclosures_in_the_criteria_file_are_kept(boras: CommandLine) -> None:
    criteria = boras.write("svar.toml", DISCLOSED)
    done = boras.do(
        *("certificate", "issue", WITHOUT.number, "--date", "2026-11-22", "--criteria", criteria)
    )
    assert done["warnings"] == []
    record = boras.ask("person", "show", WITHOUT.number)
    assert {one["recipient"] for one in record["disclosures"]} == {"vgr", "dental_provider"}


def test_under_age_is_refused_with_the_year_it_becomes_possible(everywhere: CommandLine) -> None:
    error = everywhere.refused(
        *("certificate", "issue", TOO_YOUNG.number, "--ground", "1", "--date", "2026-11-22"),
        status=1,
        code="under_age_limit",
    )
    assert "2030" in error["message"]


def test_an_unconfirmed_age_needs_judgement(everywhere: CommandLine) -> None:
    words = (
        *("certificate", "issue", UNCONFIRMED_AGE.number, "--ground", "1"),
        *("--date", "2026-11-22"),
    )
    error = everywhere.refused(*words, status=1, code="needs_judgement")
    assert "VGR" in error["message"]
    assert everywhere.do(*words, "--reason", "VGR har svarat ja 2026-11-20")["certificate"]


def test_issuing_against_the_rules_takes_a_reason(boras: CommandLine) -> None:
    criteria = boras.write("svar.toml", NOT_ENTITLED)
    words = ("certificate", "issue", WITHOUT.number, "--ground", "2c", "--date", "2026-11-22")
    boras.refused(*words, "--criteria", criteria, status=1, code="not_entitled")
    assert boras.do(*words, "--criteria", criteria, "--reason", "Läkarintyg finns")["certificate"]


def test_assess_answers_with_rule_and_source_and_writes_nothing(everywhere: CommandLine) -> None:
    criteria = everywhere.write("svar.toml", ENTITLED)
    said = everywhere.ask("certificate", "assess", WITHOUT.number, "--criteria", criteria)
    assert (said["verdict"], said["ground"]) == ("entitled", "2a")
    assert all(set(one) == {"rule", "sentence", "source"} for one in said["because"])
    assert all(one["source"] for one in said["because"])
    assert everywhere.ask("person", "show", WITHOUT.number)["decisions"] == []
    young = everywhere.ask("certificate", "assess", TOO_YOUNG.number, "--criteria", criteria)
    assert (young["verdict"], young["possible_from_year"]) == ("not_entitled", 2030)
    unsure = everywhere.ask("certificate", "assess", UNCONFIRMED_AGE.number, "--criteria", criteria)
    assert unsure["verdict"] == "needs_judgement"


def test_assess_for_another_ground_and_day(boras: CommandLine) -> None:
    criteria = boras.write("svar.toml", ENTITLED)
    words = ("certificate", "assess", WITHOUT.number, "--criteria", criteria)
    assert boras.ask(*words, "--ground", "1")["verdict"] == "needs_judgement"
    young = ("certificate", "assess", TOO_YOUNG.number, "--criteria", criteria)
    assert boras.ask(*young, "--date", "2034-01-01")["verdict"] == "entitled"


def test_a_decision_not_to_issue_is_kept_and_printed(everywhere: CommandLine) -> None:
    criteria = everywhere.write("svar.toml", NOT_ENTITLED)
    words = ("certificate", "assess", WITHOUT.number, "--decline")
    done = everywhere.do(*words, "--criteria", criteria)
    assert done["event"]
    assert done["verdict"] == "not_entitled"
    assert done["reasons"]
    everywhere.refused(*words, status=1, code="reason_missing")
    outside = everywhere.do(*words, "--reason", "Behovet är tillfälligt")
    assert outside["reasons"] == ["Behovet är tillfälligt"]
    out = everywhere.folder / "underlag.pdf"
    assert everywhere.do("print", "basis", WITHOUT.number, "--out", out)["pages"] >= 1


def test_assess_asks_for_what_it_needs(boras: CommandLine) -> None:
    words = ("certificate", "assess", WITHOUT.number)
    boras.refused(*words, status=2, code="criteria_missing")
    criteria = boras.write("svar.toml", ENTITLED)
    boras.refused(
        *words, "--criteria", criteria, "--reason", "x", status=2, code="reason_without_decline"
    )
    boras.refused(*words, "--decline", "--ground", "1", status=2, code="ground_with_decline")


@pytest.mark.parametrize(
    "text",
    [
        "[answers",
        "svar = 1",
        "[answers]\nlasting_need = 3",
        "answers = 1",
        "reason = 3",
        "disclosure = 1",
        "[[disclosure]]\nrecipient = 'vgr'\nbasis = 'law'\ndetails = 3",
        "[[disclosure]]\nmottagare = 'vgr'",
    ],
)
def test_a_criteria_file_that_is_not_right(boras: CommandLine, text: str) -> None:
    criteria = boras.write("svar.toml", text)
    boras.refused(
        *("certificate", "issue", WITHOUT.number, "--date", "2026-11-22"),
        *("--criteria", criteria),
        status=4,
        code="criteria_invalid",
    )


def test_a_criteria_file_that_cannot_be_read(boras: CommandLine, tmp_path: Path) -> None:
    words = ("certificate", "issue", WITHOUT.number, "--date", "2026-11-22", "--criteria")
    boras.refused(*words, tmp_path / "finns-inte.toml", status=4, code="criteria_unreadable")
    boras.refused(*words, tmp_path, status=4, code="criteria_unreadable")
    latin = tmp_path / "latin.toml"
    latin.write_bytes("reason = 'Känd'".encode("latin-1"))
    boras.refused(*words, latin, status=4, code="criteria_invalid")


def test_unknown_answers_and_values_are_refused_by_rule(boras: CommandLine) -> None:
    def issue(text: str, code: str) -> dict[str, object]:
        criteria = boras.write("svar.toml", text)
        words = ("--date", "2026-11-22", "--criteria", criteria)
        return boras.refused("certificate", "issue", WITHOUT.number, *words, status=1, code=code)

    issue("[answers]\nfinns_inte = true", "criteria_unknown_answer")
    issue("[[disclosure]]\nrecipient = 'x'\nbasis = 'law'", "value_unknown")


def test_wrong_values_of_an_issue(boras: CommandLine) -> None:
    def issue(*words: str, code: str) -> dict[str, object]:
        return boras.refused("certificate", "issue", WITHOUT.number, *words, status=1, code=code)

    day = ("--date", "2026-11-22")
    assert issue(*day, "--ground", "3", code="value_unknown")["field"] == "ground"
    assert issue("--date", "i dag", code="date_invalid")["field"] == "date"
    assert issue(*day, code="ground_missing")["field"] == "ground"
    issue("--date", "2027-03-01", "--ground", "2a", code="issued_too_far_ahead")
    issue(*day, "--ground", "2a", "--valid-to", "2026-11-01", code="valid_to_before_issued")
    issue(*day, "--ground", "2a", "--issued-by", "grannen", code="value_unknown")


def test_end_by_identity_number_and_by_certificate_number(everywhere: CommandLine) -> None:
    number = everywhere.ask("person", "show", WITH_YES.number)["certificates"][0]["number"]
    done = everywhere.do(
        *("certificate", "end", WITH_YES.number, "--date", "2026-11-21"),
        *("--reason", "moved_out"),
    )
    assert done["certificate"] == number
    assert done["event"]
    everywhere.refused(
        *("certificate", "end", number, "--date", "2026-11-21", "--reason", "moved_out"),
        status=1,
        code="certificate_already_ended",
    )
    line = next(
        one
        for one in everywhere.ask("certificate", "list")["certificates"]
        if one["number"] == number
    )
    assert set(line) == LINE_KEYS
    assert (line["ended"], line["valid"]) == ("2026-11-21", False)


def test_wrong_values_of_an_end(boras: CommandLine) -> None:
    day = ("--date", "2026-11-21")
    boras.refused(
        *("certificate", "end", WITH_YES.number, *day, "--reason", "trött"),
        status=1,
        code="value_unknown",
    )
    boras.refused(
        *("certificate", "end", "1490-2026-9999", *day, "--reason", "moved_out"),
        status=1,
        code="certificate_not_found",
    )


def test_list_is_masked_and_can_be_of_a_day(everywhere: CommandLine) -> None:
    certificates = everywhere.ask("certificate", "list")["certificates"]
    assert len(certificates) == sum(bool(one.issued) for one in PEOPLE)
    numbers = [one["personal_identity_number"] for one in certificates]
    assert WITH_YES.number in numbers
    assert PROTECTED.number not in numbers
    then = everywhere.ask("certificate", "list", "--valid-on", "2024-02-15")["certificates"]
    assert [one["personal_identity_number"] for one in then] == [WITH_YES.number]
    later = everywhere.ask("certificate", "list", "--valid-on", "2026-12-21")["certificates"]
    assert ENDING.number not in [one["personal_identity_number"] for one in later]
    shown = everywhere.run("certificate", "list").out
    assert "6987" not in shown
