"""A screen reader that only listens: what a program tells assistive technology, over D-Bus."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from jeepney import DBusAddress, MatchRule, Message, MessageGenerator, new_method_call, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import HeaderFields, MessageType
from jeepney.wrappers import DBusErrorResponse

from tests.support.x_server import PATIENCE, Screen, until

T = TypeVar("T")
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_COMPONENT = "org.a11y.atspi.Component"
_ON_SCREEN = 0
_ACTION = "org.a11y.atspi.Action"
_TEXT = "org.a11y.atspi.Text"
_EDITABLE = "org.a11y.atspi.EditableText"
_LABELLED = 2
_TABLE = "org.a11y.atspi.Table"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_REGISTRAR = "/usr/libexec/at-spi2-registryd"
_MOMENT = 0.1
_EVENTS = "org.a11y.atspi.Event.Object"
_PASSWORD = 40
_STATES = {
    1: "active",
    4: "checked",
    7: "editable",
    8: "enabled",
    11: "focusable",
    12: "focused",
    16: "modal",
    24: "sensitive",
    25: "showing",
    41: "checkable",
}
_MANY = frozenset({"table", "tree table", "list"})
"""Roles whose children are rows, to be asked for by place."""


class Gone(Exception):
    """What was asked is not there any longer."""


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in the tree: a window, a control, a cell."""

    reader: Reader
    owner: str
    path: str

    @property
    def name(self) -> str:
        """What is read out."""
        return str(self._property("Name"))

    @property
    def description(self) -> str:
        """What is read after the name."""
        return str(self._property("Description"))

    @property
    def role(self) -> str:
        """What kind of thing it is; a secret only its number tells from other texts."""
        if self._ask(_ACCESSIBLE, "GetRole") == _PASSWORD:
            return "password text"
        return str(self._ask(_ACCESSIBLE, "GetRoleName"))

    @property
    def states(self) -> frozenset[str]:
        """How it is now, as far as the tests ask."""
        low, high = self._ask(_ACCESSIBLE, "GetState")
        bits = low | high << 32
        return frozenset(word for bit, word in _STATES.items() if bits >> bit & 1)

    def children(self) -> Sequence[Node]:
        """What is in it."""
        return [self._node(found) for found in self._ask(_ACCESSIBLE, "GetChildren")]

    def everything(self) -> Iterator[Node]:
        """This and all that is shown in it; of lists and tables not the rows."""
        yield self
        if self.role in _MANY:
            return
        for child in self.children():
            if child.path.endswith("/null") or "showing" not in child.states:
                continue
            yield from child.everything()

    def find(self, role: str, name: str | None = None) -> Node | None:
        """The first one shown in it of the role and, where given, the name."""
        fitting = (
            node
            for node in self.everything()
            if node.role == role and (name is None or node.name == name)
        )
        return next(fitting, None)

    def extents(self) -> tuple[int, int, int, int]:
        """Where it is on the screen: left, top, right and bottom."""
        left, top, width, height = self._ask(_COMPONENT, "GetExtents", "u", (_ON_SCREEN,))
        return left, top, left + width, top + height

    def labels(self) -> Sequence[str]:
        """The names of what labels it."""
        relations = self._ask(_ACCESSIBLE, "GetRelationSet")
        return [
            self._node(one).name for kind, ends in relations if kind == _LABELLED for one in ends
        ]

    def text(self) -> str:
        """What stands in a field."""
        return str(self._ask(_TEXT, "GetText", "ii", (0, -1)))

    def write(self, text: str) -> None:
        """Put a text in a field, without a key."""
        assert self._ask(_EDITABLE, "SetTextContents", "s", (text,))

    def actions(self) -> Sequence[str]:
        """What can be done with it."""
        return [name for name, _, _ in self._ask(_ACTION, "GetActions")]

    def do(self, action: str) -> None:
        """Do one of its actions."""
        self._ask(_ACTION, "DoAction", "i", (self.actions().index(action),))

    def take_focus(self) -> None:
        """Put the focus there."""
        self._ask(_COMPONENT, "GrabFocus")

    def rows(self) -> int:
        """How many rows a table has."""
        return int(self._property("NRows", _TABLE))

    def cell(self, row: int, column: int) -> Node:
        """A cell of a table."""
        return self._node(self._ask(_TABLE, "GetAccessibleAt", "ii", (row, column)))

    def heading(self, column: int) -> str:
        """What a column of a table is called."""
        return str(self._ask(_TABLE, "GetColumnDescription", "i", (column,)))

    def _node(self, found: tuple[str, str]) -> Node:
        return Node(self.reader, *found)

    def _ask(
        self, interface: str, method: str, signature: str | None = None, body: tuple[Any, ...] = ()
    ) -> Any:
        address = DBusAddress(self.path, self.owner, interface)
        return _call(self.reader.connection, address, method, signature, body)

    def _property(self, name: str, interface: str = _ACCESSIBLE) -> Any:
        address = DBusAddress(self.path, self.owner, _PROPERTIES)
        _, value = _call(self.reader.connection, address, "Get", "ss", (interface, name))
        return value


class Reader:
    """Hears everything on the accessibility bus of a screen."""

    def __init__(self, connection: DBusConnection) -> None:
        self.connection = connection
        self._heard: deque[Message] = deque()
        self._said: list[str] = []
        rule = MatchRule(type="signal", interface=_EVENTS)
        self.connection.filter(rule, queue=self._heard).__enter__()
        _call(connection, message_bus, "AddMatch", "s", (rule.serialise(),))
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        _call(connection, registry, "RegisterEvent", "s", ("object:",))

    def programs(self) -> Sequence[Node]:
        """Every program that can be read."""
        return Node(self, _REGISTRY, _ROOT).children()

    def program(self, name: str, *, besides: Collection[str]) -> Node:
        """A program of the name, as soon as it is there; not one of these owners."""

        def look() -> Node | None:
            new = (node for node in self.programs() if node.owner not in besides)
            return next((node for node in new if node.name == name), None)

        return self.until(look, told=f"the program {name}")

    def said(self) -> Sequence[str]:
        """What was announced so far."""
        while self._heard:
            message = self._heard.popleft()
            if message.header.fields[HeaderFields.member] == "Announcement":
                self._said.append(str(message.body[3][1]))
        return self._said

    def until(self, what: Callable[[], T | None], *, told: str) -> T:
        """The first answer that is true, asked again when something was heard.

        What went away while it was looked at is looked for again.
        """

        def look() -> T | None:
            try:
                return what()
            except Gone:
                return None

        return until(look, told=told, pause=lambda: _listen(self.connection))


@contextmanager
def a_reader(screen: Screen) -> Iterator[Reader]:
    """Read the screen, and tell programs that somebody does, as a screen reader would."""
    with ExitStack() as at_end:
        # Started here, although the buses would do it: what is ours to start is ours to end.
        screen.start(_LAUNCHER, "--launch-immediately", at_end=at_end)
        session = at_end.enter_context(_connected(screen.environment["DBUS_SESSION_BUS_ADDRESS"]))
        _wait_for(session, "org.a11y.Bus")
        bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        reading = ("org.a11y.Status", "ScreenReaderEnabled", ("b", True))
        _call(session, bus.with_interface(_PROPERTIES), "Set", "ssv", reading)
        connection = at_end.enter_context(_connected(_call(session, bus, "GetAddress")))
        screen.start(_REGISTRAR, at_end=at_end)
        _wait_for(connection, _REGISTRY)
        yield Reader(connection)


def _connected(address: str) -> DBusConnection:
    return open_dbus_connection(address, auth_timeout=PATIENCE)


def _wait_for(connection: DBusConnection, name: str) -> None:
    """Until somebody has taken the name on the bus."""
    until(
        lambda: _call(connection, message_bus, "NameHasOwner", "s", (name,)),
        told=f"{name} on the bus",
        pause=lambda: _listen(connection),
    )


def _listen(connection: DBusConnection) -> None:
    """Take in what comes next, for a moment."""
    try:
        connection.recv_messages(timeout=_MOMENT)
    except TimeoutError:
        return


def _call(
    connection: DBusConnection,
    address: DBusAddress | MessageGenerator,
    method: str,
    signature: str | None = None,
    body: tuple[Any, ...] = (),
) -> Any:
    """The answer of a method, without its wrapping."""
    message = new_method_call(address, method, signature, body)
    answer = connection.send_and_get_reply(message, timeout=PATIENCE)
    if answer.header.message_type is MessageType.error:
        raise Gone(str(DBusErrorResponse(answer)))
    return answer.body[0] if len(answer.body) == 1 else answer.body


def signal(screen: Screen, interface: str, name: str, value: bool) -> None:
    """Tell everybody on the session bus something, as a part of the desktop would."""
    sender = DBusAddress("/" + interface.replace(".", "/"), interface=interface)
    with _connected(screen.environment["DBUS_SESSION_BUS_ADDRESS"]) as session:
        session.send(new_signal(sender, name, "b", (value,)))
        _call(session, message_bus, "GetId")
