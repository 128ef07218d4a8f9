"""The rules that come with the program, and what a damaged rule file is answered with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree

import pytest

from munhalsa.adapters.municipalities import load_municipalities
from munhalsa.adapters.rules import load_rules
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.domain.certificate import EndReason, Ground
from munhalsa.domain.eligibility import AgeStatus, Assessment, Verdict, age_gate, assess
from munhalsa.domain.refusal import FileUnusable
from munhalsa.domain.rules import RuleBook

DAY = date(2026, 11, 22)
AT_HOME = {
    "lives_in_special_housing": False,
    "daily_personal_care": True,
    "lasting_need": True,
    "severe_limitation": True,
    "small_prospect_of_improvement": True,
}
NO_OTHER_WAY = {
    "lss_decision": False,
    "assistance_allowance": False,
    "relative_helps_disability": False,
}


@pytest.fixture(scope="module")
def rules() -> RuleBook:
    return load_rules()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rules that a test may damage."""
    with as_file(files("munhalsa.resources") / "rules") as source:
        return Path(copytree(source, tmp_path / "rules"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def fault_of(folder: Path) -> str:
    with pytest.raises(FileUnusable) as caught:
        load_rules(folder)
    assert caught.value.code == "rules_unusable"
    return caught.value.message


def judged(
    rules: RuleBook, answers: Mapping[str, bool | str], *, ground: Ground | None = None
) -> Assessment:
    return assess(
        rules=rules,
        day=DAY,
        birth_year=1936,
        answers=answers,
        ground=ground,
    )


class TestWhatTheRulesSay:
    @pytest.mark.parametrize(
        ("day", "years", "confirmed"),
        [
            (date(1999, 1, 1), 20, True),
            (date(2020, 12, 31), 20, True),
            (date(2021, 1, 1), 24, True),
            (date(2024, 12, 31), 24, True),
            (date(2025, 1, 1), 20, False),
            (date(2035, 1, 1), 20, False),
        ],
    )
    def test_the_age_limit(self, rules: RuleBook, day: date, years: int, confirmed: bool) -> None:
        limit = rules.age_limit_on(day)
        assert (limit.years, limit.confirmed) == (years, confirmed)

    @pytest.mark.parametrize(
        ("day", "birth_year", "status"),
        [
            (date(2020, 12, 31), 2000, AgeStatus.OK),
            (date(2021, 1, 1), 2000, AgeStatus.TOO_YOUNG),
            (date(2026, 1, 1), 2006, AgeStatus.UNCONFIRMED),
            (date(2026, 1, 1), 2002, AgeStatus.OK),
            (date(2026, 12, 31), 2007, AgeStatus.TOO_YOUNG),
        ],
    )
    def test_who_is_old_enough(
        self, rules: RuleBook, day: date, birth_year: int, status: AgeStatus
    ) -> None:
        assert age_gate(rules=rules, day=day, birth_year=birth_year).status is status

    def test_special_housing_with_daily_need(self, rules: RuleBook) -> None:
        found = judged(
            rules,
            {"lives_in_special_housing": True, "daily_personal_care": True, "lasting_need": True},
        )
        assert (found.verdict, found.ground) == (Verdict.ENTITLED, Ground.CARE_HOUSING)
        assert found.criterion == "vgr_1"
        assert found.because[-1].source == "Tandvårdslagen (1985:125) 8 a § 2 a"

    @pytest.mark.parametrize(
        ("home_health_care", "ground"),
        [(True, Ground.HOME_HEALTH_CARE), (False, Ground.AT_HOME)],
    )
    def test_at_home_with_daily_need(
        self, rules: RuleBook, home_health_care: bool, ground: Ground
    ) -> None:
        found = judged(rules, {**AT_HOME, "home_health_care": home_health_care})
        assert (found.verdict, found.ground, found.criterion) == (
            Verdict.ENTITLED,
            ground,
            "vgr_2",
        )

    def test_a_moderate_limitation_at_home_is_not_enough(self, rules: RuleBook) -> None:
        found = judged(rules, {**AT_HOME, **NO_OTHER_WAY, "severe_limitation": False})
        assert found.verdict is Verdict.NOT_ENTITLED

    @pytest.mark.parametrize(
        ("change", "rule"),
        [
            ({"only_injections_or_dressings": True}, "injections_or_dressings"),
            ({"lasting_need": False}, "temporary_need"),
            ({"only_during_hospital_stay": True}, "hospital_stay"),
        ],
    )
    def test_what_is_not_enough(self, rules: RuleBook, change: dict[str, bool], rule: str) -> None:
        found = judged(rules, {**AT_HOME, **NO_OTHER_WAY, **change})
        assert found.verdict is Verdict.NOT_ENTITLED
        assert rule in [because.rule for because in found.because]

    def test_lack_of_insight_is_considered(self, rules: RuleBook) -> None:
        declines = {"declines_help_lacking_insight": True, "lasting_need": True}
        found = judged(
            rules,
            {**NO_OTHER_WAY, **declines, "lives_in_special_housing": False}
            | {"daily_personal_care": False},
        )
        assert (found.verdict, found.ground) == (Verdict.NEEDS_JUDGEMENT, Ground.AT_HOME)
        assert (found.criterion, found.unanswered) == ("vgr_3", ())

    def test_lss_housing_fits_two_grounds_and_the_issuer_may_choose(self, rules: RuleBook) -> None:
        answers: dict[str, bool | str] = {"lss_decision": True, "lives_in_lss_housing": True}
        found = judged(rules, answers)
        assert found.grounds == (Ground.LSS, Ground.CARE_HOUSING)
        assert (found.verdict, found.ground) == (Verdict.ENTITLED, Ground.LSS)
        chosen = judged(rules, answers, ground=Ground.CARE_HOUSING)
        assert (chosen.verdict, chosen.ground) == (Verdict.ENTITLED, Ground.CARE_HOUSING)

    def test_lss_wants_no_lasting_need_besides(self, rules: RuleBook) -> None:
        found = judged(rules, {"lss_decision": True, "lasting_need": False})
        assert (found.verdict, found.ground) == (Verdict.ENTITLED, Ground.LSS)

    @pytest.mark.parametrize(
        ("answers", "ground"),
        [
            ({"assistance_allowance": True}, Ground.LSS),
            ({"relative_helps_disability": True, "lasting_need": True}, Ground.AT_HOME),
        ],
    )
    def test_the_fifth_criterion_is_an_assumption(
        self, rules: RuleBook, answers: dict[str, bool | str], ground: Ground
    ) -> None:
        found = judged(rules, answers)
        assert (found.verdict, found.ground) == (Verdict.ENTITLED, ground)
        assert found.because[1].source.endswith("(antagande)")

    def test_what_must_be_answered(self, rules: RuleBook) -> None:
        assert judged(rules, {}).unanswered == (*AT_HOME, *NO_OTHER_WAY)

    def test_every_criterion_says_what_it_assumes_or_where_it_was_read(
        self, rules: RuleBook
    ) -> None:
        for row in (*rules.questions, *rules.criteria, *rules.exclusions, *rules.grounds):
            assert row.source
        assumed = {row.id for row in rules.criteria if not row.confirmed}
        assert assumed == {"vgr_5_assistance", "vgr_5_relative"}

    def test_words_for_an_end_are_those_of_the_lists(self, rules: RuleBook) -> None:
        choices = load_kind("personer").column("end_reason").choices
        read = {choice.code: choice.word for choice in choices}
        assert {row.reason: row.word for row in rules.end_reasons_on(DAY)} == read
        assert read == {
            EndReason.DECEASED: "Avliden",
            EndReason.MOVED_OUT: "Flyttat",
            EndReason.NOT_ENTITLED: "Ej längre berättigad",
            EndReason.ISSUED_IN_ERROR: "Felaktigt utfärdat",
            EndReason.REPLACED: "Ersatt",
        }

    def test_the_target_is_kept_as_an_assumption_from_2027(self, rules: RuleBook) -> None:
        agreed = rules.coverage_target_on(date(2026, 12, 31))
        kept = rules.coverage_target_on(date(2027, 1, 1))
        assert agreed.share == kept.share == Fraction(3, 100)
        assert (agreed.confirmed, kept.confirmed) == (True, False)
        assert agreed.persons_wanted(10_000) == 300

    def test_what_was_told_is_asked_for_with_to_whom_and_in_which_language(
        self, rules: RuleBook
    ) -> None:
        (question,) = [row for row in rules.questions if row.id == "information_given"]
        for word in ("Vilken information", "till vem", "vilket språk"):
            assert word in question.text

    @pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 1, 1)])
    def test_every_figure_is_defined_and_says_what_the_agreement_leaves_open(
        self, rules: RuleBook, day: date
    ) -> None:
        figures = {row.id: row for row in rules.figures_on(day)}
        numbered = {f"{kind}{n}" for kind, most in (("M", 7), ("K", 3), ("A", 3))
                    for n in range(1, most + 1)}  # fmt: skip
        assert figures.keys() == numbered | {"T1"} | {f"D{n}" for n in range(9)}
        assert all(row.version and row.source for row in figures.values())
        assert {key for key, row in figures.items() if row.note} == {
            *("M3", "M4", "M5", "M6", "M7", "T1")
        }

    @pytest.mark.parametrize(
        ("age", "key"),
        [(23, "under_24"), (24, "24_64"), (64, "24_64"), (65, "65_79"), (80, "80_and_over")],
    )
    def test_age_groups(self, rules: RuleBook, age: int, key: str) -> None:
        assert rules.age_group_of(age, day=DAY).key == key

    def test_every_setting_starts_from_a_value_it_can_have(self, rules: RuleBook) -> None:
        for row in rules.settings:
            if row.default:
                row.check(row.default)
            assert rules.setting(row.key, day=DAY) == row


class TestVersion:
    def test_it_changes_with_the_rules_but_not_with_line_ends(
        self, rules: RuleBook, folder: Path
    ) -> None:
        assert load_rules(folder).version == rules.version
        for path in folder.iterdir():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert load_rules(folder).version == rules.version
        change(folder, "age_limits.toml", "years = 24", "years = 23")
        changed = load_rules(folder).version
        assert changed != rules.version
        assert changed.split("-")[0] == rules.version.split("-")[0]


class TestDamage:
    def test_a_missing_file(self, folder: Path) -> None:
        (folder / "grounds.toml").unlink()
        assert "grounds.toml: går inte att läsa" in fault_of(folder)

    @pytest.mark.parametrize("content", [b"years = = 3", b"\xff\xfe"])
    def test_a_file_that_is_no_toml(self, folder: Path, content: bytes) -> None:
        (folder / "grounds.toml").write_bytes(content)
        assert "grounds.toml: är ingen giltig TOML-fil" in fault_of(folder)

    @pytest.mark.parametrize(
        ("name", "old", "new", "fault"),
        [
            ("age_limits.toml", "years = 20", "yers = 20", "age_limit 1: years saknas"),
            ("age_limits.toml", "years = 20", 'years = "20"', "years har fel slags värde"),
            ("age_limits.toml", "years = 20", "years = true", "years har fel slags värde"),
            ("age_limits.toml", "years = 24", "years = 24\nage = 3", "age_limit 2: okänd nyckel"),
            ("age_limits.toml", "[[age_limit]]", "[[agelimit]]", "okänd nyckel agelimit"),
            ("age_limits.toml", "2020-12-31", "2021-12-31", "två rader gäller samma dag"),
            ("age_limits.toml", "1999-01-01", "1999-01-01T00:00:00", "har fel slags värde"),
            ("age_limits.toml", 'source = "Prop', 'source = ""\nnote = "Prop', "source saknas"),
            (
                "criteria.toml",
                'first_for = ["own_home"]',
                'first_for = ["tent"]',
                "first_for har ett okänt värde",
            ),
            (
                "criteria.toml",
                "at_home = { own_home",
                "at_home = { tent",
                "at_home har ett okänt värde",
            ),
            ("grounds.toml", 'ground = "2c"', 'ground = "3"', "ground har ett okänt värde"),
            (
                "deviation_categories.toml",
                '["Munhälsobedömning ej',
                '[7, "',
                "synonyms ska vara en lista med texter",
            ),
            ("targets.toml", '"0.03"', '"tre"', "share ska vara ett decimaltal"),
            ("targets.toml", '"0.03"', '"1/0"', "share ska vara ett decimaltal"),
            ("targets.toml", '"0.03"', '"3"', "share ska ligga mellan 0 och 1"),
            ("criteria.toml", "= { lasting_need = false }", "= {}", "precis en fråga"),
            ("criteria.toml", "lasting_need = false }", "lasting_need = 0 }", "true eller false"),
            ("criteria.toml", "lasting_need = false }", "nobody = false }", "ingen ja- eller nej"),
            ("criteria.toml", "precedence = 20 }]", "precedens = 20 }]", "precedence saknas"),
            (
                "criteria.toml",
                '[{ ground = "2a", precedence = 20 }]',
                '["2a"]',
                "ska vara en tabell",
            ),
            ("settings.toml", "highest = 13", "", "lowest och highest hör till"),
            ("settings.toml", 'choices = ["from_24", "over_24"]', "", "choices hör till ett val"),
            ("settings.toml", ', "över 24 år"]', "]", "choice_names ska ha ett namn"),
            ("settings.toml", 'default = "13"', 'default = "14"', "default går inte"),
        ],
    )
    def test_a_fault_is_named_with_its_place(
        self, folder: Path, name: str, old: str, new: str, fault: str
    ) -> None:
        change(folder, name, old, new)
        assert fault in fault_of(folder)


def test_the_municipalities_of_the_county() -> None:
    municipalities = load_municipalities()
    assert len(municipalities) == 49
    assert municipalities["1490"] == "Borås"
    assert all(code.isdigit() and code.startswith("14") for code in municipalities)
