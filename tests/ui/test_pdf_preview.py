"""The preview: only pages in view have a picture, paper is white in the dark, everything by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from jeugdhulp_desktop.services.page_images import PageImage
from jeugdhulp_desktop.settings import Theme as ThemeChoice
from jeugdhulp_desktop.ui.theme import theme
from jeugdhulp_desktop.ui.widgets.pdf_preview import PdfPreview

A4 = (595.3, 841.9)
PAGES = 40


class GreyPages:
    """Draws grey paper; remembers what was asked. Drawing a real PDF is proven in tests/reports."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def page_image(self, pdf: bytes, page: int, width: int) -> PageImage:
        self.asked.append((page, width))
        height = round(width * A4[1] / A4[0])
        return PageImage(width, height, bytes([200]) * (width * height * 3))


def at_once(job: Callable[[], PageImage], on_done: Callable[[PageImage], object], /) -> None:
    on_done(job())


@pytest.fixture
def pages() -> GreyPages:
    return GreyPages()


@pytest.fixture
def preview(qtbot: QtBot, pages: GreyPages) -> PdfPreview:
    made = PdfPreview(at_once, QWidget())
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    made.show_pdf(pages, b"%PDF", [A4] * PAGES, "VSO De Proef", "proef.pdf")
    qtbot.waitUntil(lambda: bool(made.sheets.pictures()))
    return made


def test_f51_a_long_document_holds_only_the_pictures_that_are_near(
    qtbot: QtBot, preview: PdfPreview, pages: GreyPages
) -> None:
    assert preview.sheets.pictures() in ((0, 1), (0, 1, 2))
    for page in range(PAGES):
        preview.sheets.turn_to(page)
        assert len(preview.sheets.pictures()) <= 4
    assert preview.sheets.page() == PAGES - 1
    assert len(pages.asked) < 2 * PAGES, "each page is drawn once or twice, not at every turn"


def test_a_page_is_as_wide_as_the_view_in_pixels_of_the_screen(
    qtbot: QtBot, preview: PdfPreview, pages: GreyPages
) -> None:
    width = pages.asked[-1][1]
    assert 400 < width <= round(500 * preview.devicePixelRatioF())
    preview.resize(700, 600)
    qtbot.waitUntil(lambda: pages.asked[-1][1] > width)


def test_pages_turn_by_keyboard_and_by_buttons(qtbot: QtBot, preview: PdfPreview) -> None:
    assert preview.place.text() == "1 van 40"
    assert not preview.previous.isEnabled()
    qtbot.keyClick(preview.sheets, Qt.Key.Key_PageDown)
    assert preview.place.text() == "2 van 40"
    preview.next.click()
    assert preview.place.text() == "3 van 40"
    qtbot.keyClick(preview.sheets, Qt.Key.Key_PageUp)
    preview.previous.click()
    assert preview.place.text() == "1 van 40"
    qtbot.keyClick(preview.sheets, Qt.Key.Key_End)
    assert preview.place.text() == "40 van 40"
    assert not preview.next.isEnabled()
    assert preview.sheets.accessibleName() == "Voorbeeld, bladzijde 40 van 40"
    qtbot.keyClick(preview.sheets, Qt.Key.Key_Home)
    assert preview.sheets.page() == 0


def test_ctrl_plus_and_minus_zoom_and_the_page_stays_in_front(qtbot: QtBot, preview: PdfPreview) -> None:
    preview.sheets.turn_to(7)
    ctrl = Qt.KeyboardModifier.ControlModifier
    assert not preview.smaller.isVisible()
    qtbot.keyClick(preview.sheets, Qt.Key.Key_Plus, ctrl)
    assert preview.sheets.zoom() == 1.25
    assert preview.sheets.page() == 7
    assert preview.smaller.isVisible()
    assert preview.sheets.horizontalScrollBar().maximum() > 0
    for _step in range(9):
        qtbot.keyClick(preview.sheets, Qt.Key.Key_Plus, ctrl)
    assert preview.sheets.zoom() == 3
    assert not preview.larger.isEnabled()
    qtbot.keyClick(preview.sheets, Qt.Key.Key_Minus, ctrl)
    assert preview.sheets.zoom() == 2
    qtbot.keyClick(preview.sheets, Qt.Key.Key_0, ctrl)
    assert preview.sheets.zoom() == 1
    assert preview.sheets.horizontalScrollBar().maximum() == 0


def test_paper_is_white_in_the_dark_theme(qtbot: QtBot, preview: PdfPreview) -> None:
    theme().apply(ThemeChoice.DARK, 100)
    preview.show_pdf(NoPages(), b"other", [A4], "VSO De Proef", "")
    picture = preview.sheets.viewport().grab().toImage()
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    assert middle == Qt.GlobalColor.white
    edge = picture.pixelColor(2, 2)
    assert edge == theme().color("rail")


class NoPages:
    """Draws nothing that fits: the paper stays as it is."""

    def page_image(self, pdf: bytes, page: int, width: int) -> PageImage:
        return PageImage(1, 1, b"\0\0\0")


def test_the_same_document_again_keeps_its_place_and_another_begins_in_front(
    preview: PdfPreview, pages: GreyPages
) -> None:
    preview.sheets.turn_to(5)
    preview.show_pdf(pages, b"%PDF", [A4] * PAGES, "VSO De Proef", "proef.pdf")
    assert preview.sheets.page() == 5
    preview.show_pdf(pages, b"%PDF other", [A4] * 3, "SG Veenrand", "veenrand.pdf")
    assert preview.place.text() == "1 van 3"
    preview.clear("Cbs Het Baken")
    assert preview.sheets.count() == 0
    assert not preview.tools.isVisible()
    assert not preview.has_document()
