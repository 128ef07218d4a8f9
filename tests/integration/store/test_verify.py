"""`verify` finds whatever somebody with the data key does to the log, and every damaged byte."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from munhalsa.adapters.store.audit import HASHED, event_hash
from munhalsa.adapters.store.found import found_postgres
from munhalsa.adapters.store.opening import OpenStore, open_postgres, shared_anchors
from munhalsa.adapters.store.unlock import WayIn
from munhalsa.adapters.store.verify import (
    check_table,
    tables_to_check,
    verify_embedded,
    verify_open,
    verify_postgres,
)
from munhalsa.adapters.vault.anchors import AnchorReason
from munhalsa.application.ports_keeping import Check
from munhalsa.domain.refusal import StoreUnavailable
from tests.support.attack import cut_off, tamper
from tests.support.founded import CLOCK, FOUNDER, PASSPHRASE, make_store, open_store
from tests.support.people import register, somebody
from tests.support.postgres import Server


@dataclass(frozen=True, slots=True)
class Kept:
    """A store with five persons in it that can be opened again and again."""

    folder: Path
    address: str | None = None
    password: str | None = None

    @contextmanager
    def opened(self) -> Iterator[OpenStore]:
        if self.address is None:
            with open_store(self.folder) as opened:
                yield opened
        else:
            with open_postgres(
                self.address, password=self.password, clock=CLOCK, anchors_folder=self.folder
            ) as opened:
                yield opened

    def verified(self) -> tuple[Check, ...]:
        if self.address is None:
            way_in = WayIn(passphrase=PASSPHRASE)
            return verify_embedded(self.folder, way_in=way_in, clock=CLOCK)
        return verify_postgres(self.address, password=self.password, anchors_folder=self.folder)


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """What the embedded ones are copied from."""
    made = Kept(tmp_path_factory.mktemp("inbyggt") / "register")
    make_store(made.folder)
    return _with_persons(made)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, postgres_server: Server) -> tuple[Kept, str]:
    """What the shared ones are copied from, and the name of its database."""
    name = postgres_server.create()
    made = Kept(
        tmp_path_factory.mktemp("delat"), postgres_server.url(name), postgres_server.password
    )
    found_postgres(
        postgres_server.url(name),
        password=made.password,
        municipality="1490",
        clock=CLOCK,
        user=FOUNDER,
    )
    return _with_persons(made), name


def _with_persons(made: Kept) -> Kept:
    with made.opened() as opened:
        register(opened.store, [somebody() for _ in range(5)], session=opened.session)
    return made


@pytest.fixture(params=["sqlcipher", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    folder = tmp_path / "register"
    if request.param == "sqlcipher":
        shutil.copytree(request.getfixturevalue("embedded").folder, folder)
        yield Kept(folder)
        return
    made, name = request.getfixturevalue("shared")
    (anchors,) = made.folder.iterdir()
    with request.getfixturevalue("postgres_server").database(template=name) as url:
        shared_anchors(folder, url)
        (own,) = folder.iterdir()
        shutil.copytree(anchors, own, dirs_exist_ok=True)
        yield replace(made, folder=folder, address=url)


def _faults(checks: tuple[Check, ...]) -> dict[str, str]:
    return {check.name: check.detail for check in checks if not check.ok}


def _middle(engine: Engine) -> dict[str, object]:
    """The third event of the chain with the most events."""
    with engine.connect() as connection:
        row = connection.execute(
            text(
                "SELECT * FROM audit_event WHERE seq = 3 AND chain = "
                "(SELECT chain FROM audit_chain ORDER BY seq DESC, chain LIMIT 1)"
            )
        ).one()
    return dict(row._mapping)


def test_a_store_as_it_should_be(kept: Kept) -> None:
    checks = kept.verified()
    assert _faults(checks) == {}
    embedded = {"Filen", "Nycklarna", "Säkerhetskopian"} if kept.address is None else set()
    assert {check.name for check in checks} == embedded | {
        "Tabellerna",
        "Loggen",
        "Loggens ankare",
    }
    with kept.opened() as opened:
        assert _faults(verify_open(opened)) == {}


@pytest.mark.parametrize(
    "column", [*(name for name in HASHED if name not in ("chain", "seq", "entries")), "hash"]
)
def test_any_altered_part_of_an_event(kept: Kept, column: str) -> None:
    with kept.opened() as opened:
        event = _middle(opened.store.engine)
        value = "{}x" if column == "details" else f"{str(event[column] or '')[:30]}x"
        tamper(
            opened.store.engine,
            f"UPDATE audit_event SET {column} = '{value}' WHERE id = '{event['id']}'",
        )
        faults = _faults(verify_open(opened))
    assert "Loggen" in faults
    assert "3" in faults["Loggen"] or column == "id"


def test_an_altered_count_of_entries(kept: Kept) -> None:
    with kept.opened() as opened:
        event = _middle(opened.store.engine)
        tamper(
            opened.store.engine,
            f"UPDATE audit_event SET entries = entries + 1 WHERE id = '{event['id']}'",
        )
        assert "händelse 3 är ändrad" in _faults(verify_open(opened))["Loggen"]


def test_an_event_altered_and_hashed_again(kept: Kept) -> None:
    with kept.opened() as opened:
        event = _middle(opened.store.engine) | {"user_name": "Någon Annan"}
        tamper(
            opened.store.engine,
            f"UPDATE audit_event SET user_name = 'Någon Annan', hash = '{event_hash(event)}' "
            f"WHERE id = '{event['id']}'",
        )
        assert "händelse 4 följer inte på den före" in _faults(verify_open(opened))["Loggen"]


def test_a_removed_event(kept: Kept) -> None:
    with kept.opened() as opened:
        event = _middle(opened.store.engine)
        tamper(opened.store.engine, f"DELETE FROM audit_event WHERE id = '{event['id']}'")
        assert "händelse 3 saknas" in _faults(verify_open(opened))["Loggen"]


def test_two_events_that_changed_places(kept: Kept) -> None:
    with kept.opened() as opened:
        event = _middle(opened.store.engine)
        where = f"WHERE chain = '{event['chain']}' AND seq"
        tamper(
            opened.store.engine,
            f"UPDATE audit_event SET seq = 999 {where} = 3",
            f"UPDATE audit_event SET seq = 3 {where} = 4",
            f"UPDATE audit_event SET seq = 4 {where} = 999",
        )
        assert "Loggen" in _faults(verify_open(opened))


def test_a_log_cut_off_at_the_end(kept: Kept) -> None:
    with kept.opened() as opened:
        event = _middle(opened.store.engine)
        tamper(
            opened.store.engine,
            f"DELETE FROM audit_event WHERE chain = '{event['chain']}' AND seq > 3",
        )
        assert "slut" in _faults(verify_open(opened))["Loggen"]


def test_a_chain_gone_altogether(kept: Kept) -> None:
    with kept.opened() as opened:
        event = _middle(opened.store.engine)
        tamper(opened.store.engine, f"DELETE FROM audit_event WHERE chain = '{event['chain']}'")
        assert "saknas i slutet" in _faults(verify_open(opened))["Loggen"]


def test_a_log_cut_off_so_that_only_an_anchor_tells(kept: Kept) -> None:
    with kept.opened() as opened:
        chain = str(_middle(opened.store.engine)["chain"])
        tamper(opened.store.engine, *cut_off(chain, 4))
        faults = _faults(verify_open(opened))
        assert "saknas" in faults["Loggens ankare"]
        if kept.address is None:
            assert "Loggen" not in faults
        else:
            assert "intygar" in faults["Loggen"]


def test_a_log_begun_anew_so_that_only_an_anchor_tells(kept: Kept) -> None:
    with kept.opened() as opened:
        event = _middle(opened.store.engine)
        with opened.store.engine.connect() as connection:
            last = connection.execute(
                text("SELECT * FROM audit_event WHERE chain = :chain ORDER BY seq DESC LIMIT 1"),
                {"chain": event["chain"]},
            ).one()
        altered = dict(last._mapping) | {"user_name": "Någon Annan"}
        digest = event_hash(altered)
        tamper(
            opened.store.engine,
            f"UPDATE audit_event SET user_name = 'Någon Annan', hash = '{digest}' "
            f"WHERE id = '{last.id}'",
            f"UPDATE audit_chain SET hash = '{digest}' WHERE chain = '{last.chain}'",
        )
        assert "en annan än den som är förankrad" in _faults(verify_open(opened))["Loggens ankare"]


def test_content_taken_away_from_an_event_that_says_it_never_had_any(kept: Kept) -> None:
    with kept.opened() as opened:
        chain = str(_middle(opened.store.engine)["chain"])
        with opened.store.engine.connect() as connection:
            statement = (
                "SELECT * FROM audit_event WHERE chain = :chain AND entries > 0 "
                "ORDER BY seq DESC LIMIT 1"
            )
            last = connection.execute(text(statement), {"chain": chain}).one()
        digest = event_hash(dict(last._mapping) | {"entries": 0})
        tamper(
            opened.store.engine,
            *(
                f"DELETE FROM {table} WHERE event_id = '{last.id}'"
                for table in ("audit_payload", "audit_entry")
            ),
            f"UPDATE audit_event SET entries = 0, hash = '{digest}' WHERE id = '{last.id}'",
        )
        told = _faults(verify_open(opened))["Loggen"]
        assert f"händelse {last.seq} har blivit av med sitt innehåll" in told


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        ("UPDATE audit_entry SET subject_id = 'x' WHERE event_id = '{id}'", "innehåll ändrat"),
        ("UPDATE audit_entry SET digest = 'x' WHERE event_id = '{id}'", "innehåll ändrat"),
        ("DELETE FROM audit_entry WHERE event_id = '{id}'", "blivit av med sitt innehåll"),
        ("UPDATE audit_payload SET changes = '[]' WHERE event_id = '{id}'", "innehåll ändrat"),
        ("UPDATE audit_payload SET salt = 'x' WHERE event_id = '{id}'", "innehåll ändrat"),
        ("DELETE FROM audit_payload WHERE event_id = '{id}'", "en del av sitt innehåll"),
        (
            "INSERT INTO audit_payload VALUES ('{id}', 7, 'x', '[]')",
            "hör inte till någon händelse",
        ),
        (
            "INSERT INTO audit_entry VALUES ('{id}', 7, 'person', 'x', 'x')",
            "innehåll ändrat",
        ),
    ],
)
def test_any_altered_or_missing_content(kept: Kept, attack: str, said: str) -> None:
    with kept.opened() as opened:
        event = _middle(opened.store.engine)
        tamper(opened.store.engine, attack.format(id=event["id"]))
        assert said in _faults(verify_open(opened))["Loggen"]


def test_the_first_faults_are_told_and_the_rest_counted(kept: Kept) -> None:
    with kept.opened() as opened:
        tamper(opened.store.engine, "UPDATE audit_event SET role = 'x'")
        assert "fel till" in _faults(verify_open(opened))["Loggen"]


def test_what_came_after_the_last_anchor_is_said_and_no_fault(kept: Kept) -> None:
    with kept.opened() as opened:
        register(opened.store, [somebody()], session=opened.session)
        (check,) = [one for one in verify_open(opened) if one.name == "Loggens ankare"]
        assert check.ok
        assert "Ännu inte förankrat" in check.detail
        opened.anchor(AnchorReason.BACKUP)
        (check,) = [one for one in verify_open(opened) if one.name == "Loggens ankare"]
        assert "till slutet" in check.detail


def test_a_guard_that_was_taken_away(kept: Kept) -> None:
    with kept.opened() as opened:
        name = "audit_event_delete" if kept.address is None else "audit_event_append_only"
        place = "" if kept.address is None else " ON audit_event"
        opened.store.in_transaction(
            lambda connection: connection.execute(text(f"DROP TRIGGER {name}{place}")).close()
        )
        assert name in _faults(verify_open(opened))["Tabellerna"]


def test_a_column_that_was_added(kept: Kept) -> None:
    with kept.opened() as opened:
        opened.store.in_transaction(
            lambda connection: connection.execute(
                text("ALTER TABLE person ADD COLUMN tillagd TEXT")
            ).close()
        )
        assert "person" in _faults(verify_open(opened))["Tabellerna"]


class TestEmbedded:
    """What only a store in a folder has."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        make_store(tmp_path / "register")
        with open_store(tmp_path / "register") as opened:
            register(opened.store, [somebody() for _ in range(20)], session=opened.session)
        return tmp_path / "register"

    def _verified(self, folder: Path) -> tuple[Check, ...]:
        return verify_embedded(folder, way_in=WayIn(passphrase=PASSPHRASE), clock=CLOCK)

    @pytest.mark.parametrize("seed", range(12))
    def test_a_byte_changed_anywhere(self, folder: Path, seed: int) -> None:
        database = folder / "store.db"
        content = bytearray(database.read_bytes())
        content[random.Random(seed).randrange(len(content))] ^= 1
        database.write_bytes(content)
        assert "Filen" in _faults(self._verified(folder))

    def test_a_file_that_does_not_even_open(self, folder: Path) -> None:
        database = folder / "store.db"
        database.write_bytes(b"x" * 8192)
        (check,) = self._verified(folder)
        assert (check.name, check.ok) == ("Filen", False)
        assert "munhalsa restore" in check.detail

    def test_a_page_from_an_earlier_day(self, folder: Path) -> None:
        database = folder / "store.db"
        earlier = database.read_bytes()
        with open_store(folder) as opened:
            register(opened.store, [somebody() for _ in range(20)], session=opened.session)
        later = bytearray(database.read_bytes())
        page = next(
            at
            for at in range(8192, len(earlier), 4096)
            if earlier[at : at + 4096] != later[at : at + 4096]
        )
        later[page : page + 4096] = earlier[page : page + 4096]
        database.write_bytes(later)
        assert _faults(self._verified(folder)) != {}

    def test_a_row_that_belongs_to_nothing(self, folder: Path) -> None:
        with open_store(folder) as opened:
            with opened.store.engine.connect() as connection:
                cursor = connection.connection.cursor()
                cursor.execute("PRAGMA foreign_keys = OFF")
                cursor.execute("DELETE FROM account")
                cursor.execute("PRAGMA foreign_keys = ON")
            assert "hör till något som inte finns" in _faults(verify_open(opened))["Filen"]

    def test_a_wrong_passphrase_is_no_finding(self, folder: Path) -> None:
        with pytest.raises(StoreUnavailable) as refused:
            verify_embedded(folder, way_in=WayIn(passphrase="en helt annan fras"), clock=CLOCK)
        assert refused.value.code == "wrong_key"

    @pytest.mark.logs_warnings
    def test_a_log_too_broken_to_log_in_to_is_still_looked_at(self, folder: Path) -> None:
        with open_store(folder) as opened:
            tamper(opened.store.engine, "DELETE FROM audit_chain")
        assert "slut" in _faults(self._verified(folder))["Loggen"]

    def test_damaged_anchors(self, folder: Path) -> None:
        path = folder / "anchors.jsonl"
        path.write_bytes(b"{}\n" + path.read_bytes())
        assert "anchors.jsonl" in _faults(self._verified(folder))["Loggens ankare"]

    def test_a_log_nobody_has_anchored(self, folder: Path) -> None:
        (folder / "anchors.jsonl").unlink()
        (check,) = [one for one in self._verified(folder) if one.name == "Loggens ankare"]
        assert check.ok
        assert "inte förankrad" in check.detail

    def test_key_slots_of_an_account_that_is_not_there(self, folder: Path) -> None:
        with open_store(folder) as opened:
            assert opened.vault is not None
            opened.vault.slots.add_passphrase(
                "Sture Dold", "åtta blåa båtar på ett berg", opened.vault.data_key
            )
            detail = _faults(verify_open(opened))["Nycklarna"]
        assert "inte har något konto" in detail
        assert "Sture" not in detail

    def test_key_slots_changed_by_hand(self, folder: Path) -> None:
        with open_store(folder) as opened:
            path = folder / "keyslots.json"
            content = json.loads(path.read_text(encoding="utf-8"))
            content["slots"] = content["slots"][:1]
            path.write_text(json.dumps(content), encoding="utf-8")
            assert "ändrad" in _faults(verify_open(opened))["Nycklarna"]

    def test_every_answer_is_without_personal_data(self, folder: Path) -> None:
        with open_store(folder) as opened:
            tamper(opened.store.engine, "UPDATE audit_event SET role = 'x'")
            told = " ".join(check.detail for check in verify_open(opened))
        assert FOUNDER.split()[0] not in told
        assert "Lind" not in told


def test_a_table_is_looked_at_without_keeping_what_was_read(embedded: Kept) -> None:
    with embedded.opened() as opened:
        engine = opened.store.engine
        kept: list[int] = []

        def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if statement.startswith("PRAGMA cache_size"):
                kept.append(int(statement.rpartition("=")[2]))

        event.listen(engine, "before_cursor_execute", hear)
        assert [check_table(engine, name).ok for name in tables_to_check(engine)[:2]] == [True] * 2
        assert kept == [-2048, -65536] * 2
