"""What a file is read as, told and overruled; mappings given once and remembered."""

from __future__ import annotations

from tests.support.commands import CommandLine
from tests.support.small_municipality import NOT_ASKED

MAPPING = """
[columns]
"Vem" = "Personnummer"
"När" = "Svarsdatum"
"Vill" = "Önskar munhälsobedömning"
[values."Vill"]
"gärna" = "Ja"
"""
TABLE = "Svar i mars\nVem;När;Vill;Sko\n{0};2026-02-03;gärna;39\n"


def test_a_mapping_given_once_is_remembered_shown_and_forgotten(boras: CommandLine) -> None:
    path = boras.write("svar.csv", TABLE.format(NOT_ASKED.number))
    mapping = boras.write("val.toml", MAPPING)
    boras.refused("import", "svar", path, status=4, code="headings_missing")
    looked = boras.ask("mapping", "look", "svar", path)
    assert looked["columns"][0] == {"heading": "Vem", "column": None}
    assert looked["missing"] == ["Personnummer", "Svarsdatum", "Önskar munhälsobedömning"]
    wrong = ("--save-mapping", "--dry-run")
    boras.refused("import", "svar", path, *wrong, status=2, code="mapping_missing")
    boras.ask("import", "svar", path, "--mapping", mapping, "--save-mapping", "--dry-run")
    assert boras.ask("mapping", "list")["mappings"] == []
    done = boras.do("import", "svar", path, "--mapping", mapping, "--save-mapping")
    assert (done["new"], done["file"]["header_row"], done["file"]["delimiter"]) == (1, 2, ";")
    (kept,) = boras.ask("mapping", "list")["mappings"]
    assert kept["words"] == {"wants": {"gärna": "Ja"}}
    boras.write("svar.csv", "vill;VEM;När;sko\ngärna;" + NOT_ASKED.number + ";2026-02-03;41\n")
    again = boras.ask("import", "svar", path)
    assert (again["unchanged"], again["file"]["remembered_mapping"]) == (1, kept["mapping"])
    anew = ("import", "svar", path, "--no-remembered-mapping")
    boras.refused(*anew, status=4, code="headings_missing")
    assert boras.ask("mapping", "show", kept["mapping"])["columns"]["Vem"] == "identity"
    boras.do("mapping", "forget", kept["mapping"])
    boras.refused("mapping", "show", kept["mapping"], status=1, code="mapping_not_found")
    boras.refused("import", "svar", path, status=4, code="headings_missing")


def test_how_a_file_is_read_can_be_said(boras: CommandLine) -> None:
    path = boras.write("h.csv", "Namn|Typ|Ansvarig|Telefon\nEkbo|LSS|Eva Ek|033-10 00 00\n")
    boras.refused("import", "boendeenheter", path, "--dry-run", status=4, code="headings_missing")
    piped = boras.ask("import", "boendeenheter", path, "--dry-run", "--delimiter", "lodstreck")
    assert (piped["new"], piped["file"]["encoding"]) == (1, "utf-8")
    lines = boras.run("mapping", "look", "boendeenheter", path, "--delimiter", "|").out
    assert "Läst som textfil (csv), UTF-8, lodstreck mellan kolumnerna, rubriker på rad 1." in lines
    assert "Ansvarig: Ansvarig" in lines
    wrong = ("import", "boendeenheter", path, "--encoding", "ebcdic")
    boras.refused(*wrong, status=2, code="word_unknown")
