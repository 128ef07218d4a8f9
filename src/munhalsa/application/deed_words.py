"""What an event of the log is called for people; each action of the program has its words here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DEED_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "access.refused": "Nekad åtkomst",
        "audit.list": "Loggen läst",
        "backup.made": "Säkerhetskopia gjord",
        "candidate.add": "Tillagd bland möjligen berättigade",
        "candidate.assess": "Möjligen berättigad bedömd",
        "certificate.copy": "Kopia på brev beställd",
        "certificate.end": "Intyg avslutat",
        "certificate.ground": "Personkrets ändrad",
        "certificate.handover": "Ansvar överlämnat till annan kommun",
        "certificate.issue": "Intyg utfärdat",
        "certificate.list": "Lista över intyg visad",
        "certificate.refuse": "Bedömd, inget intyg utfärdat",
        "certificate.renew": "Intyg förnyat",
        "certificate.validity": "Giltighet ändrad",
        "certificate.void": "Intyg makulerat",
        "disclosure.record": "Sekretessprövning registrerad",
        "disclosure.withdraw": "Sekretessprövning återkallad",
        "district.add": "Organisationsdel tillagd",
        "district.rename": "Organisationsdel bytte namn",
        "due.list": "Lista över vad som väntar visad",
        "event.undone": "Ändring ångrad",
        "export.write": "Utlämnad i fil",
        "municipality.contact_add": "Kontaktperson tillagd",
        "municipality.contact_end": "Kontaktperson avslutad",
        "municipality.provider": "Vårdgivare med avtal registrerad",
        "municipality.change": "Kommunens uppgifter ändrade",
        "offer.record": "Erbjudande registrerat",
        "passphrase.changed": "Lösenfras bytt",
        "passphrase.recovered": "Lösenfras satt med återställningskoden",
        "person.contact_add": "Kontakt tillagd",
        "person.contact_change": "Kontakt ändrad",
        "person.contact_end": "Kontakt avslutad",
        "person.contact_replace": "Kontakt bytt",
        "person.death": "Dödsfall registrerat",
        "person.dentist": "Behandlare ändrad",
        "person.duplicates": "Möjliga dubbletter visade",
        "person.language": "Språk och tolk ändrat",
        "person.leave": "Flytt från regionen registrerad",
        "person.list": "Lista visad",
        "person.merge": "Sammanslagen med en dubblett",
        "person.move": "Flyttad",
        "person.note": "Anteckning skriven",
        "person.number_copied": "Personnummer kopierat",
        "person.number_shown": "Personnummer visat",
        "person.open": "Kort öppnat",
        "person.paper_printed": "Pappersansökan utskriven",
        "person.paper_step": "Steg på papper noterat",
        "person.protect": "Skyddade uppgifter ändrade",
        "person.register": "Registrerad",
        "person.responsible": "Ansvarig enhet ändrad",
        "person.search": "Visad i sökning",
        "person.unmerge": "Sammanslagning återställd",
        "person.visiting_place": "Besöksplats ändrad",
        "print.answer_list": "Svarslista utskriven",
        "print.basis": "Underlag utskrivet",
        "print.certificate": "Intyg utskrivet",
        "print.handover": "Överlämnande utskrivet",
        "print.letter": "Brev utskrivet",
        "recovery_code.printed": "Återställningskod utskriven",
        "registration.mark": "Markerad som registrerad hos VGR",
        "report.view": "Uppföljning visad",
        "response.list": "Svarslista visad",
        "response.record": "Svar registrerat",
        "session.began": "Inloggad",
        "session.ended": "Utloggad",
        "setting.set": "Inställning ändrad",
        "store.founded": "Register skapat",
        "store.rekeyed": "Register omkrypterat",
        "table.imported": "Intagen från lista",
        "unit.add": "Enhet tillagd",
        "unit.change": "Enhetens uppgifter ändrade",
        "unit.close": "Enheten stängd",
        "unit.move_residents": "Boende flyttade",
        "unit.rename": "Enheten bytte namn",
        "unit.verify": "Kontaktuppgifter bekräftade",
        "user.add": "Användare tillagd",
        "user.end": "Användare avslutad",
        "user.grant": "Rättighet given",
        "user.handover": "Ärenden överlämnade",
        "user.revoke": "Rättighet återtagen",
    }
)

_UNKNOWN = "Ändrad"


def deed_words(action: str, *, undone: bool = False) -> str:
    """The event in words; one from a newer program is called a change. Undone: it was corrected."""
    words = DEED_WORDS.get(action, _UNKNOWN)
    return f"Rättad: {words[0].lower()}{words[1:]}" if undone else words
