"""The style sheet over Fusion, generated from the tokens of a theme."""

from __future__ import annotations

from string import Template

from munhalsa.desktop.theme import RADIUS_CARD, RADIUS_CONTROL, Sizes, Tokens

LOOKS = frozenset(
    {
        "page", "section", "apart", "muted", "strong", "figure", "brand", "key",
        "ok", "warn", "bad", "chip-neutral", "chip-ok", "chip-warn", "chip-bad", "message",
        "primary", "quiet", "danger", "link", "filter", "touch",
        "card", "card-ok", "card-warn", "card-bad", "bar", "side", "side-note", "page-ground",
        "navigation", "line", "suggestions", "paper", "queue", "band",
    }
)  # fmt: skip
"""Values of the property ``look`` that widgets may have."""

_TEXT = """
QLabel { background: transparent; }
QLabel[look="page"] { font-size: ${page}px; font-weight: 600; }
QLabel[look="section"] { font-size: ${section}px; font-weight: 600; }
QLabel[look="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[look="brand"] { font-size: ${section}px; font-weight: 700; color: $accent; }
QLabel[look="apart"] { padding-top: ${s2}px; qproperty-indent: 0; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="muted"], QLabel[look="side-note"] { color: $muted; }
QLabel[look="side-note"] { font-size: ${secondary}px; }
QLabel[look="ok"] { color: $ok; }
QLabel[look="warn"] { color: $warn; }
QLabel[look="bad"] { color: $bad; }
QLabel[look="key"] { font-size: ${secondary}px; color: $muted; background: $card;
    border: 1px solid $line; border-radius: 4px; padding: 1px ${s2}px; }
QLabel[look="chip-neutral"], QLabel[look="chip-ok"], QLabel[look="chip-warn"],
QLabel[look="chip-bad"] { font-size: ${secondary}px; border-radius: ${chip}px;
    padding: ${s1}px ${s3}px; }
QLabel[look="chip-neutral"] { color: $muted; background: $neutral_ground; }
QLabel[look="chip-ok"] { color: $ok; background: $ok_ground; }
QLabel[look="chip-warn"] { color: $warn; background: $warn_ground; }
QLabel[look="chip-bad"] { color: $bad; background: $bad_ground; }
QToolTip { color: $ink; background: $card; border: 1px solid $control_border;
    padding: ${s1}px ${s2}px; }
"""

_BUTTONS = """
QPushButton, QToolButton { color: $ink; background: $card; border: 1px solid $control_border;
    border-radius: ${control}px; padding: ${s2}px ${s3}px; min-height: ${line_height}px; }
QPushButton:hover, QToolButton:hover { background: $accent_ground; }
QPushButton:pressed, QToolButton:pressed { background: $neutral_ground; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: ${f2}px ${f3}px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; border-color: $line; }
QPushButton:checked, QToolButton:checked { background: $accent_ground; color: $accent;
    border: 2px solid $accent; padding: ${f2}px ${f3}px; font-weight: 600; }
QPushButton[look="primary"] { color: $on_accent; background: $accent;
    border: 1px solid $accent; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed
    { background: $accent_pressed; }
QPushButton[look="primary"]:focus { border: 2px solid $ink; }
QPushButton[look="primary"]:disabled { color: $muted; background: $neutral_ground;
    border-color: $line; }
QPushButton[look="danger"] { color: $bad; border-color: $bad; }
QPushButton[look="danger"]:focus { border: 2px solid $bad; }
QPushButton[look="touch"] { min-height: ${touch}px; min-width: ${touch}px; padding: 0 ${s4}px; }
QPushButton[large="true"], QComboBox[large="true"], QLineEdit[large="true"]
    { min-height: ${touch}px; min-width: ${touch}px; padding: 0 ${s3}px; }
QPushButton[large="true"]:focus, QComboBox[large="true"]:focus, QLineEdit[large="true"]:focus
    { padding: 0 ${f3}px; }
QPushButton[look="quiet"], QToolButton[look="quiet"] { background: transparent;
    border: 2px solid transparent; padding: ${f2}px; }
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: $accent_ground; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border-color: $accent; }
QPushButton[look="link"], QToolButton[look="link"] { color: $accent; background: transparent;
    border: 2px solid transparent; padding: 0 2px; min-height: 0; text-decoration: underline; }
QPushButton[look="link"]:checked { color: $accent; background: transparent; font-weight: 400;
    border: 2px solid transparent; padding: 0 2px; }
QPushButton[look="link"]:focus, QToolButton[look="link"]:focus { border-color: $accent; }
QPushButton[look="filter"], QToolButton[look="filter"] { color: $muted;
    background: $neutral_ground; border: 2px solid $neutral_ground; border-radius: ${pill}px;
    padding: 0 ${s3}px; font-size: ${secondary}px; }
QPushButton[look="filter"]:checked, QToolButton[look="filter"]:checked { color: $accent;
    background: $accent_ground; border-color: $accent_ground; }
QPushButton[look="filter"]:focus, QToolButton[look="filter"]:focus { border-color: $accent; }
QPushButton[look="queue"] { text-align: left; background: $card; border: 1px solid $line;
    border-radius: ${card_radius}px; padding: 0; }
QPushButton[look="queue"]:hover { background: $accent_ground; border-color: $accent; }
QPushButton[look="queue"]:focus { border: 2px solid $accent; padding: 0; }
QToolButton { qproperty-iconSize: ${icon}px ${icon}px; }
QPushButton { icon-size: ${icon}px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: url($marks-down.svg);
    width: ${s3}px; height: ${s3}px; subcontrol-position: right center;
    subcontrol-origin: padding; right: ${s2}px; }
QPushButton[menu="true"], QToolButton[popupMode="2"] { padding-right: ${menu_room}px; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit { color: $ink;
    background: $card; border: 1px solid $control_border; border-radius: ${control}px;
    padding: ${s2}px ${s3}px; selection-background-color: $accent;
    selection-color: $on_accent; placeholder-text-color: $muted; }
QSpinBox QLineEdit, QDateEdit QLineEdit, QComboBox QLineEdit { border: none; padding: 0 ${s2}px;
    min-height: 0; background: transparent; }
QSpinBox, QDateEdit { padding: ${s1}px ${s3}px; }
QSpinBox:focus, QDateEdit:focus { padding: ${f1}px ${f3}px; }
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: ${line_height}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDateEdit:focus { border: 2px solid $accent; padding: ${f2}px ${f3}px; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"]
    { border: 2px solid $bad; padding: ${f2}px ${f3}px; }
QLineEdit > QToolButton { border: none; background: transparent; padding: 0; min-height: 0; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: $muted;
    background: $ground; border-color: $line; }
QTextBrowser, QPlainTextEdit[readOnly="true"] { background: $card; border: 1px solid $line; }
QTextBrowser:focus, QPlainTextEdit[readOnly="true"]:focus { border: 2px solid $accent; }
QComboBox { padding-right: ${menu_room}px; combobox-popup: 0; }
QComboBoxPrivateContainer { border: none; background: $card; }
QComboBox:focus { padding-right: ${menu_room}px; }
QComboBox::drop-down { border: none; width: ${menu_room}px; }
QComboBox::down-arrow { image: url($marks-down.svg); width: ${arrow}px; height: ${arrow}px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $control_border;
    padding: ${s1}px; outline: none; }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; border: none;
    width: ${menu_room}px; }
QSpinBox::up-arrow { image: url($marks-up.svg); width: ${arrow}px; height: ${arrow}px; }
QSpinBox::down-arrow { image: url($marks-down.svg); width: ${arrow}px; height: ${arrow}px; }
QCheckBox, QRadioButton { spacing: ${s2}px; padding: ${s1}px; border: 2px solid transparent;
    border-radius: ${control}px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QRadioButton:checked { color: $accent; font-weight: 600; }
QRadioButton[large="true"] { background: $card; border: 1px solid $control_border;
    padding: 0 ${s3}px; }
QRadioButton[large="true"]:checked { background: $accent_ground; border-color: $accent; }
QRadioButton[large="true"]:focus { border: 2px solid $accent; padding: 0 ${f3}px; }
QRadioButton[large="true"]:disabled { border-color: $line; }
QCheckBox::indicator, QListView::indicator, QRadioButton::indicator {
    width: ${indicator}px; height: ${indicator}px;
    border: 1px solid $control_border; background: $card; }
QCheckBox::indicator, QListView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent;
    image: url($marks-tick.svg); }
QRadioButton::indicator:checked { background: $card; border: ${dot}px solid $accent;
    width: ${dot_hole}px; height: ${dot_hole}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QProgressBar { background: $neutral_ground; border: none; border-radius: ${s1}px;
    min-height: ${s2}px; max-height: ${s2}px; }
QProgressBar::chunk { background: $accent; border-radius: ${s1}px; }
QGroupBox { border: none; margin: 0; padding: ${group_top}px 0 0 0; }
QGroupBox::title { subcontrol-origin: padding; subcontrol-position: top left; left: 0;
    padding: 0; color: $ink; font-size: ${section}px; font-weight: 600; }
"""

_LISTS = """
QAbstractItemView { background: $card; border: none; outline: none;
    selection-background-color: $accent_ground; selection-color: $ink; }
QTableView { border: 1px solid $line; padding: 1px; border-radius: ${card_radius}px;
    gridline-color: $line; }
QTableView:focus { border: 2px solid $accent; padding: 0; }
QTableWidget::item { padding: ${s1}px ${cell}px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $card; color: $muted; font-size: ${secondary}px;
    font-weight: 600; border: none; border-bottom: 1px solid $line; padding: ${s2}px ${s3}px; }
QHeaderView::down-arrow { image: url($marks-sort-down.svg); width: ${arrow}px;
    height: ${arrow}px; }
QHeaderView::up-arrow { image: url($marks-sort-up.svg); width: ${arrow}px; height: ${arrow}px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableCornerButton::section { background: $card; border: none; }
QListView::item { border: 2px solid transparent; border-radius: ${control}px;
    padding: ${f2}px ${s2}px; }
QListView::item:hover { background: $accent_ground; }
QListView::item:selected { background: $accent_ground; color: $ink; }
QListView:focus { border: 2px solid $accent; border-radius: ${control}px; }
QListView::item:selected:active { border-color: $accent; }
QListView[look="suggestions"] { border: 1px solid $control_border;
    border-radius: ${control}px; padding: ${s1}px; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollArea[look="paper"] { border: 2px solid transparent; border-radius: ${control}px; }
QScrollArea[look="paper"]:focus { border-color: $accent; }
QScrollBar:vertical { background: transparent; width: ${s4}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${s4}px; margin: 0; }
QScrollBar::handle { background: $control_border; border-radius: ${s1}px; margin: ${s1}px; }
QScrollBar::handle:vertical { min-height: ${row}px; }
QScrollBar::handle:horizontal { min-width: ${row}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_FRAME = """
QMainWindow, QDialog { background: $ground; }
QFrame[look="card"], QWidget[look="card"] { background: $card; border: 1px solid $line;
    border-radius: ${card_radius}px; }
QFrame[look="card-warn"] { background: $warn_ground; border: 1px solid $warn;
    border-radius: ${card_radius}px; }
QFrame[look="card-ok"] { background: $ok_ground; border: 1px solid $ok;
    border-radius: ${card_radius}px; }
QFrame[look="card-bad"] { background: $bad_ground; border: 1px solid $bad;
    border-radius: ${card_radius}px; }
QFrame[look="bar"] { background: $card; border: none; border-bottom: 1px solid $line; }
QFrame[look="band"] { background: $warn_ground; border: none;
    border-bottom: 1px solid $warn; }
QFrame[look="side"] { background: $card; border: none; border-right: 1px solid $line; }
QFrame[look="line"] { background: $line; border: none; }
QFrame[look="message"] { background: $card; border: 1px solid $line;
    border-radius: ${card_radius}px; }
QWidget[look="page-ground"] { background: $ground; }
QPushButton[look="navigation"] { text-align: left; background: transparent; color: $ink;
    border: 2px solid transparent; border-radius: ${control}px; padding: ${f2}px ${s2}px; }
QPushButton[look="navigation"]:hover { background: $neutral_ground; }
QPushButton[look="navigation"]:checked { background: $accent_ground; color: $accent;
    border-color: $accent_ground; font-weight: 600; }
QPushButton[look="navigation"]:focus { border-color: $accent; }
QMenuBar { background: $card; color: $ink; border: none; border-bottom: 1px solid $line;
    padding: 0 ${s2}px; }
QMenuBar::item { background: transparent; padding: ${s1}px ${s3}px;
    border-radius: ${control}px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $accent_ground; color: $ink; }
QMenu { background: $card; color: $ink; border: 1px solid $control_border; padding: ${s1}px; }
QMenu::item { padding: ${s2}px ${menu_room}px ${s2}px ${s3}px; border-radius: 4px;
    border: 2px solid transparent; }
QMenu::item:selected { background: $accent_ground; color: $ink; border-color: $accent; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: ${s1}px ${s2}px; }
QMenu::icon { padding-left: ${s2}px; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $accent; }
QTabBar::tab { background: transparent; color: $muted; border: none;
    border-bottom: 3px solid transparent; padding: ${s2}px ${s3}px; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $ink; }
QTabWidget::pane { border: none; }
"""


def marks(tokens: Tokens) -> dict[str, tuple[str, str]]:
    """The small drawings the sheet shows: name, icon and colour."""
    return {
        "down": ("chevron-down", tokens.muted),
        "up": ("chevron-up", tokens.muted),
        "sort-down": ("chevron-down", tokens.muted),
        "sort-up": ("chevron-up", tokens.muted),
        "tick": ("check", tokens.on_accent),
    }


def stylesheet(tokens: Tokens, sizes: Sizes, *, marks: str) -> str:
    """The sheet; ``marks`` is what the paths of the small drawings begin with."""
    px = sizes.px
    lengths = {
        "body": sizes.body,
        "secondary": sizes.secondary,
        "section": sizes.section,
        "page": sizes.page,
        "figure": px(28),
        "row": sizes.row,
        "line_height": px(20),
        "s1": px(4),
        "s2": px(8),
        "s3": px(12),
        "s4": px(16),
        "f1": px(4) - 1,
        "f2": px(8) - 1,
        "f3": px(12) - 1,
        "chip": px(11),
        "pill": px(10) + 2,
        # Qt puts three pixels of its own beside the text of a cell, and none beside a heading.
        "cell": px(12) - 3,
        "arrow": px(14),
        "icon": px(18),
        "indicator": px(16),
        "round": px(8) + 1,
        "dot": px(5),
        "dot_hole": px(16) - 2 * px(5) + 2,
        "touch": px(44),
        "menu_room": px(28),
        "group_top": px(28),
        "control": RADIUS_CONTROL,
        "card_radius": RADIUS_CARD,
    }
    colours = {name: getattr(tokens, name) for name in tokens.__slots__}
    template = Template(_TEXT + _BUTTONS + _FIELDS + _LISTS + _FRAME)
    return template.substitute(colours, marks=marks, **{k: str(v) for k, v in lengths.items()})
