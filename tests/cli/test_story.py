"""The whole life of a certificate as commands: every list and figure right after every step."""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields, replace
from typing import Any

import pytest

from munhalsa.domain.due import DueList
from tests.support.commands import CommandLine, Outcome
from tests.support.deeds import identity
from tests.support.opened import answers
from tests.support.small_municipality import WITHOUT

HER = WITHOUT.number
TWIN = identity(HER[:8], 871)
INSATSER = f"Personnummer;Insats;Enhet;Från\n{HER};Omvårdnad;A1;2026-10-01\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed(CommandLine):
    """The same person, with each command a process of its own."""

    def run(self, *words: object, bare: bool = False) -> Outcome:
        return self.installed(*words, bare=bare)


@pytest.fixture(
    params=[
        "boras",
        pytest.param("shared", marks=pytest.mark.long),
        pytest.param("installed", marks=pytest.mark.long),
    ]
)
def line(request: pytest.FixtureRequest) -> CommandLine:
    """In this process on each engine, and as the installed program."""
    as_processes = request.param == "installed"
    found = request.getfixturevalue("boras" if as_processes else request.param)
    assert isinstance(found, CommandLine)
    if not as_processes:
        return found
    return Installed(**{one.name: getattr(found, one.name) for one in fields(found)})


@dataclass
class Story:
    """Somebody's life, told by commands."""

    line: CommandLine
    _told: dict[str, Any] | None = None

    @property
    def before(self) -> dict[str, Any]:
        """What lists and figures say after the latest step; asked for when it is looked at."""
        if self._told is None:
            self._told = self.told()
        return self._told

    def on(self, day: str) -> None:
        """Let time pass."""
        self.line = replace(self.line, today=day)
        self._told = None

    def told(self) -> dict[str, Any]:
        """Every list, by number with reason, days and contacts, and the quarter's figures."""
        year, month = self.line.today.split("-")[:2]
        quarter = str((int(month) + 2) // 3)
        *lists, metrics = answers(
            self.line,
            *(["due", which.value] for which in DueList),
            ["metrics", "--year", year, "--quarter", quarter],
        )
        found: dict[str, Any] = {
            which.value: {
                one["personal_identity_number"]: (one["reason"], one["since"], one["contacts"])
                for one in answer["persons"]
            }
            for which, answer in zip(DueList, lists, strict=True)
        }
        figures = metrics["figures"]
        return found | {"M1": figures["M1"], "M2": figures["M2"], "T1": figures["T1"]}

    def where(self, number: str = HER) -> dict[str, str]:
        """The lists that somebody is on, with the reason."""
        return {
            which.value: self.before[which.value][number][0]
            for which in DueList
            if number in self.before[which.value]
        }

    def does(self, *words: str) -> dict[str, Any]:
        """One step."""
        done = self.line.do(*words)
        self._told = None
        return done

    def registered(self) -> list[dict[str, str]]:
        """Tell VGR what waits; the rows of the file."""
        out = self.line.folder / f"{self.line.today}.csv"
        self.line.do("export", "intygsbestallningen", "--out", out)
        self.does("registered", str(out))
        with out.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))


DUE = {
    "assessment": "Aldrig bedömd",
    "late": "Intyg sedan 2026-11-22, ingen bedömning än",
}
"""What waits about her for as long as nobody has come."""


def m2(story: Story) -> tuple[int, int, int]:
    """Yes, no and not asked."""
    told = story.before["M2"]
    return told["yes"], told["no"], told["not_asked"]


def test_the_life_of_a_certificate(line: CommandLine) -> None:
    story = Story(line=line)
    # Four certificates hold at the end of the year; hers is not among them.
    assert story.where() == {"candidates": "Inte bedömd än"}, "she came in the list of persons"
    assert (story.before["M1"], m2(story)) == (4, (1, 1, 2))
    assert story.before["T1"]["certificates"] == 4

    story.does("import", "insatser", str(line.write("insatser.csv", INSATSER)))
    assert story.where() == {"candidates": "Inte bedömd än (omvårdnad)"}
    assert story.before["M1"] == 4

    day = ("--date", "2026-11-22")
    number = story.does("certificate", "issue", HER, "--ground", "2a", *day)["certificate"]
    assert story.where() == {
        "never-asked": "Har intyg men har inte fått frågan",
        "unregistered": "Nytt intyg",
        "no-dentist": "Ingen behandlare är känd",
    }
    assert (story.before["M1"], m2(story)) == (5, (1, 1, 3))
    assert story.before["T1"] == {
        "certificates": 5,
        "population": 150,
        "share": 5 / 150,
        "missing_to_target": 0,
    }

    story.does("person", "dentist", HER, "--name", "Folktandvården Brämhult")
    (row,) = story.registered()
    assert (row["Åtgärd"], row["Önskar munhälsobedömning"]) == ("Nytt intyg", "Ej tillfrågad")
    assert list(story.where()) == ["never-asked"]

    story.does("response", "add", HER, *day, "--wants", "no", "--by", "self")
    assert list(story.where()) == ["unregistered"]
    assert (story.before["M1"], m2(story)) == (5, (1, 2, 2))
    (row,) = story.registered()
    assert (row["Åtgärd"], row["Önskar munhälsobedömning"]) == ("Ändrat svar", "Nej")
    assert story.where() == {}

    story.on("2027-11-21")
    assert story.where() == {}
    story.on("2027-11-22")
    assert story.where() == {"offer": "Önskade inte 2026-11-22"}
    assert story.before["offer"][HER][1:] == ("2027-11-22", 0)
    story.does("offer", "add", HER, "--date", "2027-11-22", "--channel", "phone")
    assert story.where() == {}
    story.on("2027-12-22")
    assert story.before["offer"][HER][1:] == ("2027-11-22", 1)
    assert m2(story) == (1, 2, 2)
    story.does("response", "add", HER, "--date", "2027-12-22", "--wants", "yes", "--by", "self")
    assert list(story.where()) == ["assessment", "unregistered", "late"]
    assert story.where()["assessment"] == "Aldrig bedömd"
    assert m2(story) == (2, 1, 2)
    assert story.registered()[0]["Önskar munhälsobedömning"] == "Ja"

    story.on("2028-02-01")
    coverage = story.before["T1"]
    assert coverage is None, "nobody has taken in how many they are now"
    people = "Kommunkod;År;Ålder från;Antal\n1490;2027;24;200\n"
    story.does("import", "befolkning", str(line.write("befolkning.csv", people)))
    assert (story.before["T1"]["certificates"], story.before["T1"]["missing_to_target"]) == (5, 1)
    story.does("certificate", "validity", number, "--valid-to", "2028-04-30")
    story.does("person", "move", HER, "--unit", "B2", "--date", "2028-02-01")
    assert list(story.where()) == ["assessment", "unregistered", "late"]
    (row,) = story.registered()
    assert (row["Boendeenhet"], row["Giltigt till"]) == ("Åsens LSS-boende", "2028-04-30")
    assert "Ändrad boendeenhet" in row["Åtgärd"] + row["Ändringar"]
    story.on("2028-03-01")
    assert story.where() == DUE | {"ending": "Intyget gäller till och med 2028-04-30"}
    of_unit = answers(story.line, ["due", "ending", "--unit", "B2"])[0]["persons"]
    assert [one["personal_identity_number"] for one in of_unit] == [HER]

    _a_double_comes_and_goes(story)
    _a_death_that_was_a_mistake(story, number)
    assert line.ask("verify")["ok"] is True
    assert line.ask("audit", "verify")["ok"] is True


def _a_double_comes_and_goes(story: Story) -> None:
    alone = story.before
    names = ("--given", WITHOUT.given_name, "--family", f"{WITHOUT.family_name}h")
    story.does("person", "add", "--number", TWIN, *names, "--unit", "B2")
    story.does("certificate", "issue", TWIN, "--ground", "1", "--date", "2028-03-01")
    assert story.before["M1"] == alone["M1"] + 1, "counted twice, for two they are to the register"
    assert list(story.where(TWIN)) == ["never-asked", "unregistered", "no-dentist"]
    story.registered()
    (pair,) = story.line.ask("person", "duplicates")["pairs"]
    two = story.before
    merge = story.does("person", "merge", HER, TWIN)["merge"]
    assert story.where(TWIN) == {}
    assert story.line.ask("person", "duplicates")["pairs"] == []
    assert (story.before["M1"], story.before["M2"]) == (alone["M1"], alone["M2"])
    waits = ["assessment", "ending", "unregistered", "late"]
    assert list(story.where()) == waits, "the double's is void at VGR"
    story.does("person", "unmerge", merge)
    assert story.before == two
    assert story.line.ask("person", "duplicates")["pairs"] == [pair]


def _a_death_that_was_a_mistake(story: Story, number: str) -> None:
    story.on("2028-03-10")
    alive = story.before
    record = story.line.ask("person", "show", HER)
    event = story.does("person", "died", HER, "--date", "2028-03-08")["event"]
    assert story.where() == {"unregistered": "Avslutat intyg"}
    yes, no, not_asked = alive["M2"].values()
    assert (story.before["M1"], m2(story)) == (alive["M1"] - 1, (yes - 1, no, not_asked))
    assert story.before["T1"]["certificates"] == alive["T1"]["certificates"] - 1
    (row,) = story.registered()
    assert (row["Personnummer"], row["Åtgärd"]) == (HER, "Avslutat intyg")
    assert story.where() == {}
    story.does("undo", event)
    again = story.line.ask("person", "show", HER)
    assert again["person"]["died_on"] is None
    assert again["residences"][-1]["to_day"] is None
    assert {one["number"]: one["last_day"] for one in again["certificates"]}[number] == "2028-04-30"
    assert len(again["certificates"]) == len(record["certificates"])
    # VGR was told of the end, so it must be told that there was none.
    assert list(story.where()) == ["assessment", "ending", "unregistered", "late"]
    assert {name: story.before[name] for name in ("M1", "M2", "T1")} == {
        name: alive[name] for name in ("M1", "M2", "T1")
    }
    (row,) = story.registered()
    assert row["Personnummer"] == HER
    assert story.before == alive
