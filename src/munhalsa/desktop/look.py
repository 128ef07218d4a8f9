"""The look in use: theme and text size chosen, the system's wishes followed, icons kept in tune."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QDir, QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QAction, QColor, QFont, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QStyleFactory, QWidget

from munhalsa.desktop import fonts, icons, stylesheet
from munhalsa.desktop.theme import (
    LARGEST_TEXT,
    SMALLEST_TEXT,
    THEMES,
    Sizes,
    ThemeName,
    Tokens,
)

_LARGEST_SCALE = 3.0


class Look(QObject):
    """Theme and text size of the whole program; ``changed`` after each change of either."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._system_font = QFont(app.font())
        self._system_scale = fonts.system_text_scale(self._system_font)
        self._marks = QTemporaryDir()
        self._icons: WeakKeyDictionary[QAction | QAbstractButton, tuple[str, str]] = (
            WeakKeyDictionary()
        )
        self._theme = ThemeName.SYSTEM
        self._text_percent = SMALLEST_TEXT
        QDir.addSearchPath("mark", self._marks.path())
        app.setStyle(QStyleFactory.create("Fusion"))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self._apply()

    @property
    def theme(self) -> ThemeName:
        """What was chosen."""
        return self._theme

    @property
    def text_percent(self) -> int:
        """The text size that was chosen, 100 to 200."""
        return self._text_percent

    @property
    def shown(self) -> ThemeName:
        """The theme in use, never SYSTEM."""
        if self._theme is not ThemeName.SYSTEM:
            return self._theme
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return ThemeName.CONTRAST
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
        return ThemeName.DARK if dark else ThemeName.LIGHT

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return THEMES[self.shown]

    @property
    def sizes(self) -> Sizes:
        """The lengths in use."""
        scale = self._system_scale * self._text_percent / 100
        return Sizes(scale=min(scale, _LARGEST_SCALE))

    def choose(self, *, theme: ThemeName | None = None, text_percent: int | None = None) -> None:
        """Take another theme or text size into use, at once and everywhere."""
        before = (self._theme, self._text_percent)
        if theme is not None:
            self._theme = theme
        if text_percent is not None:
            self._text_percent = max(SMALLEST_TEXT, min(text_percent, LARGEST_TEXT))
        if (self._theme, self._text_percent) != before:
            self._apply()

    def put_icon(
        self, target: QAction | QAbstractButton, name: str, *, tone: str = "muted"
    ) -> None:
        """Give an action or a button an icon in the colour of a token, in every theme."""
        self._icons[target] = (name, tone)
        self._tint(target, name, tone)

    def font(self, *, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """A font of the window for what is drawn by hand."""
        font = fonts.screen_font(self._system_font, pixels=pixels)
        font.setWeight(weight)
        return font

    def _follow_system(self) -> None:
        if self._theme is ThemeName.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        tokens, sizes = self.tokens, self.sizes
        self._app.setPalette(palette(tokens))
        self._app.setFont(fonts.screen_font(self._system_font, pixels=sizes.body))
        self._draw_marks(tokens)
        self._app.setStyleSheet(stylesheet.stylesheet(tokens, sizes, marks=f"mark:{self.shown}"))
        for target, (name, tone) in list(self._icons.items()):
            if shiboken6.isValid(target):
                self._tint(target, name, tone)
        self.changed.emit()

    def _tint(self, target: QAction | QAbstractButton, name: str, tone: str) -> None:
        target.setIcon(icons.icon(name, getattr(self.tokens, tone)))

    def _draw_marks(self, tokens: Tokens) -> None:
        """The ticks and arrows that style sheets take from files."""
        for mark, (name, colour) in stylesheet.marks(tokens).items():
            path = Path(self._marks.filePath(f"{self.shown}-{mark}.svg"))
            drawing = icons.tinted_svg(name, colour)
            beside_text = mark.startswith("sort")
            path.write_bytes(icons.moved_right(drawing) if beside_text else drawing)


def palette(tokens: Tokens) -> QPalette:
    """Qt's palette in the colours of the theme."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.ground,
        role.WindowText: tokens.ink,
        role.Base: tokens.card,
        role.AlternateBase: tokens.ground,
        role.Text: tokens.ink,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.card,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.bad,
        role.ToolTipBase: tokens.card,
        role.ToolTipText: tokens.ink,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Light: tokens.card,
        role.Midlight: tokens.line,
        role.Mid: tokens.control_border,
        role.Dark: tokens.control_border,
        role.Shadow: tokens.control_border,
    }
    result = QPalette()
    for key, colour in colours.items():
        result.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, QColor(tokens.muted))
    return result


def set_look(widget: QWidget, look: str) -> None:
    """Give a widget one of the looks that the style sheet knows (see stylesheet.LOOKS)."""
    widget.setProperty("look", look)
    # What was never shown is polished when it is.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def read_in_order(*siblings: QWidget) -> None:
    """Have widgets of one parent read one after another; the tree goes by what lies above what."""
    for widget in reversed(siblings):
        widget.lower()
