"""Markdown of the manual in the type of the program: sizes and colours from the tokens, air between parts."""

from collections.abc import Iterable
from typing import cast

from PySide6.QtGui import (
    QBrush,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextEdit

from jeugdhulp_desktop.ui.theme import theme

_HEADINGS = {1: "title", 2: "section"}
_ABOVE = {1: 0, 2: 18}  # pixels at 100 % above a heading, by level
_LINE = 135  # percent
_DIALECT = (
    QTextDocument.MarkdownFeature.MarkdownNoHTML | QTextDocument.MarkdownFeature.MarkdownDialectGitHub
)  # with tables


def write_markdown(shown: QTextEdit, text: str) -> None:
    """Show Markdown without HTML; images and links to elsewhere do not exist in it."""
    document = shown.document()
    document.setDefaultFont(theme().font("body"))
    document.setMarkdown(text, _DIALECT)
    document.setIndentWidth(theme().px(20))
    block = document.begin()
    while block.isValid():
        _dress(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)
    shown.moveCursor(QTextCursor.MoveOperation.Start)


def _dress(block: QTextBlock) -> None:
    look, cursor = theme(), QTextCursor(block)
    level = block.blockFormat().headingLevel()
    shape = QTextBlockFormat()
    shape.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setTopMargin(look.px(_ABOVE.get(level, 0)))
    in_list, in_table = block.textList() is not None, cursor.currentTable() is not None
    shape.setBottomMargin(look.px(0 if in_table else 4 if in_list or level else 8))
    cursor.mergeBlockFormat(shape)
    _straighten(block)
    if level:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        letters = QTextCharFormat()
        letters.setFont(look.font(_HEADINGS.get(level, "strong")))
        cursor.setCharFormat(letters)  # in the place of Qt's own, which counts sizes in steps


def _straighten(block: QTextBlock) -> None:
    """What is stressed stands upright and heavier: slanted letters are hard to read on a screen."""
    fragments = [each.fragment() for each in cast("Iterable[QTextBlock.iterator]", block)]
    for fragment in fragments:
        if fragment.charFormat().fontItalic():
            cursor = QTextCursor(block)
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            upright = QTextCharFormat()
            upright.setFontItalic(False)
            upright.setFontWeight(theme().medium())
            cursor.mergeCharFormat(upright)


def _dress_table(table: QTextTable) -> None:
    """Hairlines under the rows only, as the lists of the program have them."""
    look = theme()
    shape = table.format()
    shape.setBorder(1)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(look.color("hair")))
    shape.setBorderCollapse(True)
    shape.setCellPadding(look.px(6))
    shape.setCellSpacing(0)
    shape.setTopMargin(look.px(8))
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(shape)
