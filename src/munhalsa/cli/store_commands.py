"""Making, checking and keeping stores on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from munhalsa.application.keep_store import (
    back_up,
    change_passphrase,
    renew_data_key,
    renew_recovery_code,
)
from munhalsa.application.ports_keeping import Check
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.domain.refusal import Refusal, StoreUnavailable, WrongUsage

_NOT_OK = 3


def _init(desk: Desk, asked: Namespace) -> Answer:
    made = desk.program.found(desk.which, municipality=asked.municipality)
    lines = [f"Registret är skapat: {made.store}", f"Första användaren: {made.user}"]
    if made.recovery_code is not None:
        lines += [
            "",
            f"Återställningskod: {made.recovery_code}",
            (
                "Skriv ut koden och lås in den. Den visas bara nu, och utan den finns ingen väg in "
                "om lösenfrasen glöms."
            ),
        ]
    return Answer(
        document={"store": made.store, "recovery_code": made.recovery_code, "user": made.user},
        lines=lines,
        warnings=(),
    )


def checked(checks: Sequence[Check], *, error: Refusal | None = None, **more: object) -> Answer:
    """The answer of a command that looks and says what it found; not ok is exit code 3.

    ``error`` is why nothing could be looked at.
    """
    wrong = [check for check in checks if not check.ok]
    if wrong and error is None:
        names = ", ".join(check.name for check in wrong)
        error = Refusal("check_failed", f"Kontrollen fann fel: {names}. Läs vad som står om dem.")
    return Answer(
        document={"ok": not wrong, "checks": checks, **more},
        lines=[f"{'OK ' if check.ok else 'FEL'} {check.name}: {check.detail}" for check in checks],
        status=_NOT_OK if wrong else 0,
        error=error,
    )


def not_opened(refusal: StoreUnavailable, **more: object) -> Answer:
    """The answer when a store that was to be checked does not open."""
    closed = Check(name="Registret", ok=False, detail=refusal.message)
    return checked([closed], error=refusal, **more)


def _verify(desk: Desk, asked: Namespace) -> Answer:
    try:
        return checked(desk.program.verify(desk.which))
    except StoreUnavailable as refusal:
        return not_opened(refusal)


def _doctor(desk: Desk, asked: Namespace) -> Answer:
    return checked(desk.program.doctor(desk.which))


def _backup(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        kept = back_up(
            workplace.context,
            workplace.keeper,
            to=None if asked.to is None else Path(asked.to),
        )
    return Answer(
        document={"file": kept.file, "taken": kept.taken, "rows": kept.rows},
        lines=[f"Säkerhetskopian är gjord och provad: {kept.file}"],
        warnings=(),
    )


def _restore(desk: Desk, asked: Namespace) -> Answer:
    store = desk.program.restore(desk.which, backup=Path(asked.file), to=Path(asked.to))
    return Answer(
        document={"store": store}, lines=[f"Registret är återläst till {store}."], warnings=()
    )


def change_own_passphrase(desk: Desk, asked: Namespace) -> Answer:
    """Another passphrase for whoever logs in."""
    with desk.open(confirm=True) as workplace:
        passphrase = desk.new_passphrase(asked.new_passphrase_file)
        change_passphrase(workplace.context, workplace.keeper, passphrase)
    return Answer(document={"changed": True}, lines=["Lösenfrasen är ändrad."], warnings=())


def _rekey(desk: Desk, asked: Namespace) -> Answer:
    with desk.open(confirm=True) as workplace:
        renew_data_key(workplace.context, workplace.keeper)
    return Answer(
        document={"rekeyed": True},
        lines=["Registret har fått en ny nyckel. Alla lösenfraser gäller som förut."],
        warnings=(),
    )


def _renew_code(desk: Desk, asked: Namespace) -> Answer:
    with desk.open(confirm=True) as workplace:
        code = renew_recovery_code(workplace.context, workplace.keeper)
    return Answer(
        document={"recovery_code": code},
        lines=[
            f"Återställningskod: {code}",
            "Skriv ner koden och lås in den. Den visas bara nu, och den tidigare gäller inte mer.",
        ],
        warnings=(),
    )


def _recover(desk: Desk, asked: Namespace) -> Answer:
    if desk.common.user is None:
        raise WrongUsage("user_missing", "Ange --user med användarens namn.", field="user")
    program = desk.program
    program.recover(
        desk.which,
        recovery_code=program.read_passphrase(Path(asked.recovery_file)),
        user=desk.common.user,
        passphrase=desk.new_passphrase(asked.new_passphrase_file),
    )
    return Answer(
        document={"recovered": True}, lines=["Användaren har fått en ny lösenfras."], warnings=()
    )


def _demo(desk: Desk, asked: Namespace) -> Answer:
    done = desk.program.demo(desk.which, folder=Path(asked.folder))
    return Answer(
        document={"store": done.store, "passphrase": done.passphrase, "files": done.files},
        lines=done.told,
        warnings=(),
    )


NEW_PASSPHRASE = option(
    "--new-passphrase-file", "fil med den nya lösenfrasen (annars frågas)", word="FIL"
)

COMMANDS = (
    Command(
        words="init",
        help="skapa ett nytt register och dess första användare",
        run=_init,
        arguments=(option("--municipality", "kommunens fyra siffror", word="KOD", required=True),),
        example="init --store register --municipality 1490 --user 'Kim Lind'",
    ),
    Command(
        words="verify",
        help="kontrollera registrets fil, logg, nycklar och säkerhetskopior",
        run=_verify,
        example="verify --store register",
    ),
    Command(
        words="backup",
        help="gör en säkerhetskopia och prova den",
        run=_backup,
        arguments=(option("--to", "mapp för kopian", word="MAPP"),),
        example="backup --to kopior",
    ),
    Command(
        words="restore",
        help="läs tillbaka en säkerhetskopia till ett nytt register",
        run=_restore,
        arguments=(
            word("file", "säkerhetskopian", shown="KOPIA"),
            option("--to", "mappen för det nya registret", word="MAPP", required=True),
        ),
        example="restore kopia.mhbackup --to aterlast",
    ),
    Command(
        words="passphrase",
        help="byt den egna lösenfrasen",
        run=change_own_passphrase,
        arguments=(NEW_PASSPHRASE,),
        example="passphrase --new-passphrase-file ny.txt",
    ),
    Command(
        words="rekey",
        help="ge registret en ny nyckel; alla lösenfraser gäller som förut",
        run=_rekey,
        example="rekey",
    ),
    Command(
        words="recovery-code",
        help="ge registret en ny återställningskod; den tidigare slutar gälla",
        run=_renew_code,
        example="recovery-code",
    ),
    Command(
        words="recover",
        help="ge en användare en ny lösenfras med återställningskoden",
        run=_recover,
        arguments=(
            option("--recovery-file", "fil med återställningskoden", word="FIL", required=True),
            NEW_PASSPHRASE,
        ),
        example="recover --recovery-file kod.txt --user 'Kim Lind' --new-passphrase-file ny.txt",
    ),
    Command(
        words="doctor",
        help="visa versioner, platser och vad som är fel, och hur det rättas",
        run=_doctor,
        example="doctor",
    ),
    Command(
        words="demo",
        help="gör hela arbetet på en påhittad kommun, i en mapp",
        run=_demo,
        arguments=(word("folder", "mappen", shown="MAPP"),),
        example="demo demo-output",
    ),
)
