"""The municipality's logo: kept in the register, shown on every form."""

from __future__ import annotations

import base64
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.ports import Changes, Deed
from munhalsa.application.printing import FormPrinter
from munhalsa.application.seen import check_shown
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable, Rejected
from munhalsa.domain.unit import Logo

LARGEST = 200_000
"""In bytes: it goes into each printed file, and into the log when it is changed."""

_BEGINS_AS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoChanged:
    """What it touched."""

    event: str
    changes: Changes


def set_logo(context: Context, printer: FormPrinter, picture: bytes) -> LogoChanged:
    """Keep a PNG or JPEG that the forms can show; FileUnusable where it cannot be read."""
    context.require_everywhere(Permission.CHANGE_SETTINGS)
    _check(picture)
    printer.check_logo(picture)
    text = base64.b64encode(picture).decode("ascii")
    return _keep(context, text)


def remove_logo(context: Context) -> LogoChanged:
    """Print without a logo."""
    context.require_everywhere(Permission.CHANGE_SETTINGS)
    return _keep(context, None)


def logos(context: Context) -> tuple[Logo, ...]:
    """The logo that the forms show, if there is one."""
    with context.read(Permission.CHANGE_SETTINGS) as reader:
        return tuple(reader.find(Logo))


def picture_in(path: Path) -> bytes:
    """The file's content, unless it is too large; FileUnusable where it cannot be read."""
    try:
        _check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError:
        raise FileUnusable(
            "file_unreadable",
            "Bildfilen går inte att läsa. Kontrollera namnet och att du har rätt till den.",
            field="file",
        ) from None


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise Rejected(
            "logo_too_large",
            f"Logotypen får vara högst {LARGEST // 1000} kB. Spara den i mindre storlek.",
            field="logo",
        )


def _check(picture: bytes) -> None:
    _check_size(len(picture))
    if not picture.startswith(_BEGINS_AS):
        raise Rejected(
            "logo_format", "Logotypen ska vara en bild i formatet PNG eller JPEG.", field="logo"
        )


def _keep(context: Context, picture: str | None) -> LogoChanged:
    with context.read(Permission.CHANGE_SETTINGS) as reader:
        municipality = the_municipality(reader)
    deed = Deed(action="municipality.logo", subject_kind="municipality", subject_id=municipality.id)
    with context.write(deed, Permission.CHANGE_SETTINGS) as work:
        known = work.find(Logo)
        if (known[0].picture if known else None) == picture:
            raise Rejected("nothing_to_change", "Det är redan så.", field="logo")
        for old in known:
            check_shown(context.seen, old, what="logotypen")
            work.remove(old)
        if picture is not None:
            work.add(Logo(id=context.new_id(), municipality_code=municipality.id, picture=picture))
        done = work.commit()
    return LogoChanged(event=done.event, changes=done.changes)
