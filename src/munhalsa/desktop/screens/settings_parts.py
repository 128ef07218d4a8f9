"""Inställningar, part by part: the heading of each, and what else somebody may call it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from munhalsa.desktop.view import ViewPart
from munhalsa.domain.account import Permission

translate = QCoreApplication.translate


def settings_parts() -> tuple[ViewPart, ...]:
    """In the order of the page."""
    tr = translate
    name = "SettingsParts"
    return (
        ViewPart(
            title=tr(name, "Utseende"),
            about="appearance",
            words=tr(name, "färger mörkt läge tema kontrast textstorlek större text bokstäver"),
        ),
        ViewPart(
            title=tr(name, "Lås"),
            about="lock",
            words=tr(name, "låsa skärmen automatiskt minuter inaktiv overksam tid"),
        ),
        ViewPart(
            title=tr(name, "Användare"),
            about="users",
            words=tr(name, "konto roller behörighet rättigheter lägga till ny användare avsluta"),
            permission=Permission.MANAGE_USERS,
        ),
        ViewPart(
            title=tr(name, "Kontaktpersoner"),
            about="contacts",
            words=tr(name, "kommunens kontaktperson VGR telefon e-post"),
            permission=Permission.EDIT_UNITS,
        ),
        ViewPart(
            title=tr(name, "Vårdgivare med avtal"),
            about="provider",
            words=tr(name, "vårdgivaren tandvård avtal folktandvården tandhygienist leverantör"),
            permission=Permission.EDIT_UNITS,
        ),
        ViewPart(
            title=tr(name, "Organisationsdelar"),
            about="districts",
            words=tr(name, "stadsdel område distrikt förvaltning del av kommunen"),
            permission=Permission.EDIT_UNITS,
        ),
        ViewPart(
            title=tr(name, "Blanketternas avsändare"),
            about="sender",
            words=tr(name, "logotyp logga avsändare adress avdelning brevhuvud telefon"),
            permission=Permission.CHANGE_SETTINGS,
            everywhere=False,
        ),
        ViewPart(
            title=tr(name, "Brevens språk"),
            about="texts",
            words=tr(name, "översättning finska engelska informationsbrev svarsblankett text"),
            permission=Permission.CHANGE_SETTINGS,
        ),
        ViewPart(
            title=tr(name, "Kommunens val"),
            about="rules",
            words=tr(name, "regler åldersgräns dagar månader påminnelse gräns valen"),
            permission=Permission.CHANGE_SETTINGS,
            everywhere=False,
        ),
        ViewPart(
            title=tr(name, "Registrets säkerhet"),
            about="keeping",
            words=tr(
                name,
                "säkerhetskopia backup återställningskod lösenfras lösenord kryptering nyckel "
                "kontroll ta bort gammal logg",
            ),
        ),
        ViewPart(
            title=tr(name, "Granska loggen"),
            about="log",
            words=tr(name, "loggutdrag stickprov vem har sett åtkomst granskning loggkontroll"),
            permission=Permission.SEE_AUDIT,
        ),
        ViewPart(
            title=tr(name, "Hela kommunen ut"),
            about="whole",
            words=tr(name, "export av allt flytta registret lämna ut hela registret arkiv"),
            permission=Permission.APPROVE_EXPORT,
        ),
        ViewPart(
            title=tr(name, "Gallring"),
            about="disposal",
            words=tr(name, "gallra ta bort personer radera arkivera leverans kvitto"),
            permission=Permission.SEE_DISPOSALS,
        ),
        ViewPart(
            title=tr(name, "Om munhalsa"),
            about="about",
            words=tr(name, "version licens program"),
        ),
    )
