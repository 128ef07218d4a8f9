"""The whole municipality out to files and back: equal, apart where it must be, or refused."""

from __future__ import annotations

import gc
import hashlib
import json
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, inspect

from munhalsa.adapters.store import migrate
from munhalsa.adapters.store.audit_check import check_log
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.engine import postgres_address, postgres_engine
from munhalsa.adapters.store.opening import OpenStore
from munhalsa.adapters.store.verify import verify_open
from munhalsa.adapters.store.whole.back import lay_out, read_back_embedded, read_back_postgres
from munhalsa.adapters.store.whole.packing import MANIFEST, Part
from munhalsa.adapters.store.whole.unpacking import opened_set
from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.application.undo import undo_event
from munhalsa.application.view_log import latest_events
from munhalsa.domain.account import Role
from munhalsa.domain.deviation import Deviation, Direction
from munhalsa.domain.person import Note, Person, ProtectedIdentity
from munhalsa.domain.refusal import (
    FileUnusable,
    NotAllowed,
    Refusal,
    Rejected,
    StoreUnavailable,
)
from tests.support.deeds import add, born, found, latest, register, unit
from tests.support.founded import CHEAP, CLOCK, FOUNDER, PASSPHRASE, copied_store, open_store
from tests.support.postgres import Server
from tests.support.random_work import put_work_into_store, working_municipality
from tests.support.stores import TODAY, context_for, sqlcipher_store
from tests.support.whole_sets import (
    KEYS,
    both_parts,
    empty_postgres,
    empty_sqlcipher,
    files_of,
    laid_out,
    name_the_municipality,
    rewritten,
    write_set,
)

_CHANGE = Deed(action="test.change", subject_kind="test", subject_id="")
_PERSONS = (Part.MUNICIPALITY, "data/person.jsonl")
_SECRET, _HOME, _GONE = "Hemlighetsson", "Gömda gatan", "Försvunnen"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of a small municipality with somebody protected, and a home under a younger one."""
    folder = tmp_path_factory.mktemp("bas")
    with sqlcipher_store(folder) as store:
        context = context_for(store)
        sees = replace(context, session=replace(context.session, sees_protected=True))
        under, over = unit(), unit("Ekbacken", "SB02")
        add(context, over)
        add(context, under)
        with context.write(_CHANGE) as work:
            work.change(work.get(type(under), under.id), parent_id=over.id)
            work.change(work.get(type(over), over.id), name="Ekbacken 2")
            work.commit()
        put_work_into_store(context, working_municipality(Random(6), persons=4))
        hidden = register(
            context,
            born(1939),
            family_name=_SECRET,
            protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION,
        )
        _work_about(context, hidden)
        gone = register(
            context,
            born(1938),
            family_name=_GONE,
            protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING,
        )
        undo_event(sees, latest(context)[0].event)
        assert found(context, Person, id=gone.id) == []
        name_the_municipality(store.engine)
        write_set(store.engine, folder / "bas.zip")
    return folder / "bas.zip"


def _work_about(context: Context, person: Person) -> None:
    add(
        context,
        Note(id=context.new_id(), person_id=person.id, day=TODAY, text=_HOME, author="Kim"),
    )
    add(
        context,
        Deviation(
            id=context.new_id(),
            day=TODAY,
            direction=Direction.TO_PROVIDER,
            category="other",
            person_id=person.id,
            description=_HOME,
        ),
    )


def test_out_and_back_is_equal_byte_for_byte_on_either_engine(
    base: Path, tmp_path: Path, postgres_server: Server
) -> None:
    shared, embedded = tmp_path / "delad.zip", tmp_path / "inbyggd.zip"
    with empty_postgres(postgres_server) as empty, laid_out(base, empty) as engine:
        _look_whole(engine)
        write_set(engine, shared)
    with empty_sqlcipher(tmp_path / "b") as empty, laid_out(shared, empty) as engine:
        _look_whole(engine)
        write_set(engine, embedded)
    before = both_parts(base)
    assert both_parts(shared) == before
    assert both_parts(embedded) == before


def _look_whole(engine: Engine) -> None:
    with reading(engine) as connection:
        findings = check_log(connection)
    assert findings.events > 5
    assert findings.faults == []


def test_what_is_protected_lies_apart_also_in_the_log(base: Path) -> None:
    open_part = b"".join(files_of(base, Part.MUNICIPALITY).values()).decode()
    apart = files_of(base, Part.PROTECTED)
    for secret in (_SECRET, _HOME, _GONE, born(1939), born(1938)):
        assert secret not in open_part
        assert secret.encode() in b"".join(apart.values())
    assert apart["data/unit.jsonl"] == b""
    assert apart["data/audit_payload.jsonl"].count(b"\n") == 6


def test_a_stranger_finds_what_is_needed_to_read_it(base: Path) -> None:
    with zipfile.ZipFile(base) as outer:
        assert "age --decrypt" in outer.read("LAS-MIG.txt").decode()
        assert "age --decrypt" in outer.read("README.txt").decode()
    files = files_of(base, Part.MUNICIPALITY)
    manifest = json.loads(files[MANIFEST])
    assert (manifest["municipality"], manifest["name"]) == ("1490", "Borås")
    for told in manifest["files"]:
        lines = files[told["name"]].splitlines()
        schema = json.loads(files[f"schema/{told['kind']}.schema.json"])
        assert told["rows"] == len(lines)
        assert all(list(json.loads(line)) == schema["required"] for line in lines)


def _data(base: Path, kind: str = "person") -> bytes:
    return files_of(base, Part.MUNICIPALITY)[f"data/{kind}.jsonl"]


def _person(base: Path, **changes: Any) -> bytes:
    """The file of persons with the first one changed."""
    first, *others = _data(base).splitlines(keepends=True)
    return json.dumps(json.loads(first) | changes).encode() + b"\n" + b"".join(others)


def _reversed(base: Path) -> bytes:
    return b"".join(reversed(_data(base).splitlines(keepends=True)))


_SHORT = "whole_line_wrong"
_BIG = 17 * 1024 * 1024
_WRONG: dict[str, tuple[str, str, Callable[[Path], bytes | None]]] = {
    "a field too many": (_SHORT, "rad 1: har ett fält som", lambda base: _person(base, dolt=1)),
    "a wrong type": (_SHORT, "rad 1, fältet version", lambda base: _person(base, version="x")),
    "an id twice": (_SHORT, "rad 5, fältet id", lambda base: _data(base) * 2),
    "out of order": (_SHORT, "rad 2, fältet id", _reversed),
    "an id that is none": (_SHORT, "rad 1, fältet id", lambda base: _person(base, id="a")),
    "no JSON": (_SHORT, "rad 1: är inte JSON", lambda _base: b"{\n"),
    "JSON without an end": (_SHORT, "rad 1: är inte", lambda _base: b"[" * 99_999 + b"\n"),
    "half a line": ("whole_changed", "person.jsonl", lambda base: _data(base)[:-1]),
    "a bomb": ("whole_too_large", "orimligt stor", lambda _base: b" " * _BIG),
    "no such file": ("whole_file_missing", "person.jsonl", lambda _base: None),
}


@pytest.mark.parametrize("wrong", _WRONG)
def test_a_file_that_is_not_as_it_should_be_is_refused_by_name_and_line(
    base: Path, tmp_path: Path, wrong: str
) -> None:
    code, words, content = _WRONG[wrong]
    file = rewritten(base, tmp_path / "set.zip", {_PERSONS: content(base)})
    _refused(file, code, words)


def _refused(file: Path, code: str, words: str = "", keys: Mapping[Part, str] = KEYS) -> None:
    with pytest.raises(Refusal) as caught, opened_set(file, keys) as whole:
        whole.check()
    assert caught.value.code == code
    assert words in caught.value.message
    assert "Signe" not in caught.value.message


_TOLD: dict[str, tuple[str, dict[str, Any]]] = {
    "newer": ("whole_other_version", {"version": 2}),
    "older": ("whole_other_version", {"version": "0"}),
    "another format": ("whole_changed", {"format": "annat"}),
    "no day": ("whole_changed", {"made": "i dag"}),
    "no files": ("whole_changed", {"files": None}),
    "another part": ("whole_parts_differ", {"protected_manifest_sha256": "0"}),
    "another name": ("whole_parts_differ", {"name": "Ale"}),
}


@pytest.mark.parametrize("wrong", _TOLD)
def test_a_manifest_that_tells_something_else_is_refused(
    base: Path, tmp_path: Path, wrong: str
) -> None:
    code, told = _TOLD[wrong]
    manifest = json.loads(files_of(base, Part.MUNICIPALITY)[MANIFEST]) | told
    changes = {(Part.MUNICIPALITY, MANIFEST): json.dumps(manifest).encode()}
    _refused(rewritten(base, tmp_path / "set.zip", changes, honest=False), code)


def test_keys_halves_and_changes_that_do_not_fit_are_refused(base: Path, tmp_path: Path) -> None:
    for part in Part:
        _refused(base, "whole_wrong_key", part.file, {**KEYS, part: "sex-helt-andra-ord"})
    whole, half = base.read_bytes(), tmp_path / "halv.zip"
    half.write_bytes(whole[: len(whole) // 2])
    _refused(half, "whole_damaged")
    half.write_bytes(b"")
    _refused(half, "whole_damaged")
    _refused(tmp_path / "saknas.zip", "whole_missing")
    _refused(tmp_path, "whole_unreadable")
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    half.write_bytes(flipped)
    _refused(half, "whole_changed")
    changed = {_PERSONS: _person(base, given_name="Någon annan")}
    _refused(rewritten(base, half, changed, honest=False), "whole_changed")


def test_what_only_the_store_can_see_is_refused_too(base: Path, tmp_path: Path) -> None:
    nowhere = "01900000-0000-7000-8000-00000000000f"
    first, second = (json.loads(line) for line in _data(base).splitlines()[:2])
    log = (Part.MUNICIPALITY, "data/audit_event.jsonl")
    events = _data(base, "audit_event").replace(b"test.add", b"test.ada", 1)
    wrong: list[tuple[str, str, dict[tuple[Part, str], bytes | None]]] = [
        ("line_wrong", "handler_id: pekar", {_PERSONS: _person(base, handler_id=nowhere)}),
        ("rule_broken", "två lika", {_PERSONS: _person(base, number=second["number"])}),
        ("other_municipality", "1490", {_PERSONS: _person(base, municipality_id="1480")}),
        ("log_broken", "är ändrad", {log: events}),
    ]
    assert first["number"] != second["number"]
    with empty_sqlcipher(tmp_path / "tom") as engine:
        migrate.upgrade(engine)
        for code, words, changes in wrong:
            file = rewritten(base, tmp_path / "set.zip", changes)
            with engine.connect() as opened, opened_set(file, KEYS) as whole:
                whole.check()
                connection = opened.execution_options(writing=True)
                connection.begin()
                with pytest.raises(FileUnusable) as caught:
                    lay_out(connection, whole)
                connection.rollback()
                assert caught.value.code == f"whole_{code}"
                assert words in caught.value.message
        engine.dispose()


def test_a_store_is_made_whole_or_not_at_all(base: Path, tmp_path: Path) -> None:
    """By the way of the program: from a store that somebody works in, with a log-in."""
    source, target = copied_store(tmp_path / "register"), tmp_path / "nytt"
    with open_store(source) as opened:
        write_set(opened.store.engine, tmp_path / "set.zip")
    given: dict[str, Any] = {"keys": KEYS, "clock": CLOCK, "cost": CHEAP}
    with pytest.raises(Rejected):
        read_back_embedded(tmp_path / "set.zip", target, passphrase="kort", user=None, **given)
    assert not target.exists()
    old = json.loads(files_of(tmp_path / "set.zip", Part.MUNICIPALITY)[MANIFEST])["schema"]
    assert old == migrate.newest_revision()

    read = read_back_embedded(
        tmp_path / "set.zip", target, passphrase=PASSPHRASE, user=None, **given
    )

    assert (read.user, read.rows["account"]) == (FOUNDER, 1)
    with open_store(target) as opened:
        assert opened.session.roles >= {Role.COORDINATOR, Role.ADMINISTRATOR}
        assert all(check.ok for check in verify_open(opened) if check.name != "Säkerhetskopian")
        actions = [line.action for line in latest_events(_at(opened), limit=3).events]
    assert actions[1:] == ["store.read_back", "session.began"]
    with pytest.raises(StoreUnavailable):
        read_back_embedded(tmp_path / "set.zip", target, passphrase=PASSPHRASE, user=None, **given)


def _at(opened: OpenStore) -> Context:
    return context_for(opened.store, session=opened.session)


@pytest.mark.parametrize("schema", ["9999", "0001"])
def test_a_set_of_another_form_of_the_store_is_refused(
    base: Path, tmp_path: Path, schema: str
) -> None:
    parts = {part: json.loads(files_of(base, part)[MANIFEST]) for part in Part}
    apart = json.dumps(parts[Part.PROTECTED] | {"schema": schema}).encode()
    told = {"schema": schema, "protected_manifest_sha256": hashlib.sha256(apart).hexdigest()}
    own = json.dumps(parts[Part.MUNICIPALITY] | told).encode()
    changes = {(Part.PROTECTED, MANIFEST): apart, (Part.MUNICIPALITY, MANIFEST): own}
    file = rewritten(base, tmp_path / "set.zip", changes, honest=False)
    with pytest.raises(FileUnusable) as caught:
        read_back_embedded(
            file, tmp_path / "nytt", keys=KEYS, passphrase=PASSPHRASE, clock=CLOCK, cost=CHEAP
        )
    assert caught.value.code == "whole_other_schema"


@pytest.mark.long
def test_a_shared_store_is_made_whole_or_not_at_all(
    base: Path, tmp_path: Path, postgres_server: Server
) -> None:
    with postgres_server.database() as url:
        given: dict[str, Any] = {
            "keys": KEYS,
            "password": postgres_server.password,
            "clock": CLOCK,
        }
        with pytest.raises(NotAllowed):
            read_back_postgres(base, url, **given)
        assert _tables(url, postgres_server) == []


def _tables(url: str, server: Server) -> list[str]:
    engine = postgres_engine(postgres_address(url), server.password)
    try:
        with reading(engine) as connection:
            return inspect(connection).get_table_names()
    finally:
        engine.dispose()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_any_municipality_goes_out_and_back(
    seed: int, tmp_path: Path, postgres_server: Server
) -> None:
    one, two = tmp_path / "ett.zip", tmp_path / "två.zip"
    with sqlcipher_store(tmp_path) as store:
        put_work_into_store(
            context_for(store), working_municipality(Random(seed), persons=5 + 40 * seed)
        )
        name_the_municipality(store.engine)
        write_set(store.engine, one)
    with empty_postgres(postgres_server) as empty, laid_out(one, empty) as engine:
        write_set(engine, two)
    assert both_parts(two) == both_parts(one)


_LITTLE = 4 * 1024 * 1024


@pytest.mark.long
def test_ten_times_the_rows_take_no_more_memory_to_write(tmp_path: Path) -> None:
    peaks = []
    for persons in (150, 1500):
        folder = tmp_path / str(persons)
        folder.mkdir()
        with sqlcipher_store(folder) as store:
            records = working_municipality(Random(3), persons=persons)
            put_work_into_store(context_for(store), records)
            write_set(store.engine, folder / "set.zip")
            gc.collect()
            tracemalloc.start()
            write_set(store.engine, folder / "set.zip")
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + _LITTLE, peaks
