"""What each list of people who wait is called, what it is for, and what to do when it is empty."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from munhalsa.domain.due import DueList

translate = QCoreApplication.translate

_SWEDISH = QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden)


def due_title(which: DueList) -> str:
    """The name of the list."""
    return {
        DueList.CANDIDATES: translate("DueWords", "Möjligen berättigade utan intyg"),
        DueList.OFFER: translate("DueWords", "Fråga igen"),
        DueList.NEVER_ASKED: translate("DueWords", "Aldrig tillfrågade"),
        DueList.ENDING: translate("DueWords", "Intyg som går ut"),
        DueList.UNREGISTERED: translate("DueWords", "Att registrera i Intygsbeställningen"),
        DueList.NO_DENTIST: translate("DueWords", "Utan känd behandlare"),
    }[which]


def due_purpose(which: DueList) -> str:
    """What the list is for, and what makes somebody leave it."""
    return {
        DueList.CANDIDATES: translate(
            "DueWords",
            "De har insatser men inget intyg. Bedöm var och en: ett intyg, eller ett skäl och en "
            "dag att titta igen.",
        ),
        DueList.OFFER: translate(
            "DueWords",
            "De önskade inte munhälsobedömning för ett år sedan eller mer. Ställ frågan igen: "
            "registrera svaret, eller erbjudandet om svaret dröjer.",
        ),
        DueList.NEVER_ASKED: translate(
            "DueWords",
            "De har ett giltigt intyg, men ingen har frågat om de önskar munhälsobedömning.",
        ),
        DueList.ENDING: translate(
            "DueWords",
            "Intyget är tidsbegränsat och tar snart slut. Bedöm om det ska förnyas.",
        ),
        DueList.UNREGISTERED: translate(
            "DueWords",
            "Något har ändrats som Intygsbeställningen inte känner till. Skriv in det där och "
            "markera det som registrerat.",
        ),
        DueList.NO_DENTIST: translate(
            "DueWords",
            "Personalen behöver veta vem som behandlar. Fråga personen och fyll i behandlaren.",
        ),
    }[which]


def due_empty(which: DueList) -> str:
    """What an empty list says."""
    return {
        DueList.CANDIDATES: translate(
            "DueWords",
            "Alla som finns i listorna över insatser är bedömda. Ta in en ny lista under Ta in och "
            "lämna ut, så visas de som ingen har sett.",
        ),
        DueList.OFFER: translate(
            "DueWords", "Ingen som har tackat nej väntar på att få frågan igen."
        ),
        DueList.NEVER_ASKED: translate(
            "DueWords", "Alla som har intyg har fått frågan om munhälsobedömning."
        ),
        DueList.ENDING: translate("DueWords", "Inget intyg går ut den närmaste tiden."),
        DueList.UNREGISTERED: translate(
            "DueWords", "Intygsbeställningen känner till allt som har ändrats."
        ),
        DueList.NO_DENTIST: translate(
            "DueWords", "Alla som har intyg har en behandlare som personalen känner till."
        ),
    }[which]


def persons_of(count: int) -> str:
    """So many persons."""
    if count == 1:
        return translate("DueWords", "1 person")
    return translate("DueWords", "{0} personer").format(spaced(count))


def spaced(count: int) -> str:
    """A number as Swedes write it: 1 284."""
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")


def long_day(day: date) -> str:
    """Söndag 22 november 2026."""
    words = _SWEDISH.toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")
    return words[0].upper() + words[1:]


def since_words(day: date, today: date) -> str:
    """Since when somebody has waited: the month, with the year where it is another."""
    month = _SWEDISH.standaloneMonthName(day.month)
    if day.year == today.year:
        return translate("DueWords", "längst sedan {0}").format(month)
    return translate("DueWords", "längst sedan {0} {1}").format(month, day.year)
