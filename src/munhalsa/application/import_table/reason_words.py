"""What the reasons of an import's plan are called, in few words: to filter and to count by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OTHER = "Annat skäl"

REASON_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "active_to_before_active_from": "Aktiv till ligger före aktiv från",
        "age_invalid": "Åldern går inte att läsa",
        "age_limit_unconfirmed": "Åldersgränsen är inte bekräftad",
        "age_not_single": "Åldern är en grupp av åldrar",
        "age_unknown": "Åldern är okänd",
        "answer_after_death": "Svar efter dödsdagen",
        "answer_contradicted": "Två rader ger olika svar samma dag",
        "answer_missing": "Svaret saknas",
        "answered_before_birth": "Svarsdatum före födelsen",
        "answered_in_future": "Svarsdatum i framtiden",
        "answered_missing": "Svarsdatum saknas",
        "before_birth": "Datum före födelsen",
        "care_ended": "Hemtjänstens ansvar slutar med flytten",
        "care_need_left_out": "Vårdbehov utan utförd bedömning",
        "cell_error": "Formel med fel",
        "certificate_overlap": "Två intyg gäller samma dagar",
        "certificate_void": "Intyget är makulerat här",
        "changed": "Uppgifter ändras",
        "choice_unknown": "Värdet är inte något av de tillåtna",
        "contact_name_missing": "Kontaktpersonens namn saknas",
        "date_in_future": "Datum i framtiden",
        "date_invalid": "Datumet går inte att läsa",
        "date_repaired": "Datum rättat",
        "day_assumed": "Dagen är antagen",
        "died_before_born": "Avliden före födelsen",
        "differs_from_newer_row": "Skiljer från en nyare rad",
        "duplicate": "Samma rad två gånger",
        "duplicate_differs": "Samma uppgift två gånger, olika",
        "end_before_issued": "Avslutat före utfärdandet",
        "end_reason_missing": "Avslutsorsak saknas",
        "ended_missing": "Slutdatum saknas",
        "example_row_left_out": "Mallens exempelrad",
        "ground_missing": "Grund saknas",
        "home_after_death": "Boende efter dödsdagen",
        "home_contradicted": "Två rader ger olika boende samma dag",
        "hours_invalid": "Timmarna går inte att läsa",
        "identity_number_checksum": "Fel kontrollsiffra",
        "identity_number_date": "Datumet i numret finns inte",
        "identity_number_format": "Numret går inte att läsa",
        "identity_number_repaired": "Personnummer rättat",
        "identity_number_rounded": "Numret är avrundat av Excel",
        "integer_invalid": "Inte ett helt tal",
        "issued_after_death": "Utfärdat efter dödsdagen",
        "issued_missing": "Utfärdandedag saknas",
        "issued_too_far_ahead": "Utfärdat för långt fram",
        "kept_here": "Behålls som det är här, efter val",
        "left_out": "Utelämnad efter val",
        "listed_as_candidate": "Inget intyg: möjligen berättigad",
        "moved_back": "Tillbaka efter utflyttning",
        "moves_within_region": "Flytt inom Västra Götaland",
        "municipality_code_invalid": "Kommunkoden går inte att läsa",
        "municipality_code_repaired": "Kommunkod rättad",
        "name_missing": "Namnet saknas",
        "name_not_whole": "Förnamn eller efternamn saknas",
        "name_parted": "Namnet delat på ett antagande",
        "no_certificate": "Inget giltigt intyg den dagen",
        "no_home": "Inget boende",
        "no_mandate": "Svarar utan uppdrag",
        "not_in_register": "Finns inte i registret",
        "number_invalid": "Talet går inte att läsa",
        "number_taken": "Det nya numret finns redan",
        "number_too_large": "Talet är för stort",
        "number_too_small": "Talet är för litet",
        "other_home": "Annat boende i registret",
        "participants_unknown": "Antalet deltagare är okänt",
        "passed_on": "Framfört utan uppdrag",
        "person_deceased": "Personen är avliden",
        "person_moved_out": "Personen har flyttat ut",
        "person_unknown": "Personen finns inte i registret",
        "phone_repaired": "Telefonnummer rättat",
        "population_classes": "Åldersgrupper i befolkningen",
        "population_classes_mixed": "Olika åldrar i filen och registret",
        "possible_duplicate": "Kan finnas under ett annat nummer",
        "protected_elsewhere": "Skydd i en annan kolumn",
        "protection_kept": "Skyddet ligger kvar",
        "protection_lifted": "Skyddet tas bort",
        "records_after_death": "Uppgifter efter dödsdagen",
        "records_after_move": "Uppgifter efter flytten",
        "regions_left_out": "Andra områden än kommuner",
        "row_too_long": "Fler celler än rubriker",
        "same_day": "Två bedömningar samma dag",
        "sum_row_left_out": "Summarad",
        "support_over": "Insatsen är avslutad",
        "text_too_long": "Texten är för lång",
        "to_before_from": "Slutar före den börjar",
        "under_age_limit": "Under åldersgränsen",
        "unit_added": "Enhet tillagd",
        "unit_ambiguous": "Flera enheter heter så",
        "unit_not_active": "Enheten var inte aktiv",
        "unit_still_lived_in": "Boende kvar på enhet som stängs",
        "unit_unknown": "Okänd enhet",
        "valid_to_before_issued": "Giltigt till före utfärdandet",
        "value_missing": "Obligatorisk uppgift saknas",
        "visit_ended": "Struken från en besöksdag",
        "word_unknown": "Okänt ord, tolkat som övrigt",
        "yes_no_unknown": "Varken ja eller nej",
    }
)


def reason_word(code: str) -> str:
    """The reason in few words."""
    return REASON_WORDS.get(code, OTHER)


def is_repair(code: str) -> bool:
    """Whether a notice tells that a value was put right."""
    return code.endswith("_repaired")
