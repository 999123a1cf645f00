"""Any widget with fields, as ``Drafted``: what stands in its fields as it was typed, each by its name.

For forms that hold no value of their own to compare (a dialog, a panel, a page of a wizard). The fields are
found by walking, so that a field that is added later is kept without anybody thinking of it.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from jeugdhulp_desktop.ui.draft_content import UNREAD, focus_in, give_focus
from jeugdhulp_desktop.ui.drafts import VALUE, DraftKey
from jeugdhulp_desktop.ui.widgets.messages import MessageArea
from jeugdhulp_desktop.ui.widgets.person import PersonField

if TYPE_CHECKING:
    from jeugdhulp_desktop.ui.dialogs import FormDialog
    from jeugdhulp_desktop.ui.drafts import Drafts

ABOUT = "about"  # in a content: what is needed to open the form again; no text of the user

_KINDS = (QLineEdit, QTextEdit, QComboBox, QCheckBox, QRadioButton)


def fields_in(widget: QWidget) -> dict[str, QWidget]:
    """The fields in a widget that a user fills in, by object or accessible name."""
    found: dict[str, QWidget] = {}
    for each in widget.findChildren(QWidget):
        if not isinstance(each, _KINDS) or isinstance(each.parent(), QComboBox) or _is_read_only(each):
            continue
        name = each.objectName() or each.accessibleName() or type(each).__name__
        number = sum(known.partition("#")[0] == name for known in found)
        found[f"{name}#{number}" if number else name] = each
    return found


def typed_in(field: QWidget) -> Any:
    """What stands in a field, as a JSON value."""
    if isinstance(field, PersonField):
        chosen = field.value()
        return [field.text(), chosen if isinstance(chosen, (int, str)) else None]
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentText()
    return cast("QAbstractButton", field).isChecked()


def put_in(field: QWidget, typed: Any) -> None:
    """Put back what ``typed_in`` gave."""
    if isinstance(field, PersonField) and isinstance(typed, list):
        text, chosen = typed
        if chosen is None:
            field.set_value(None)
            field.setText(text)
        else:
            field.set_person(chosen, text)
    elif isinstance(field, QLineEdit):
        field.setText(str(typed))
    elif isinstance(field, QTextEdit):
        setter = getattr(field, "set_value", field.setPlainText)
        setter(str(typed))
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(field.findText(str(typed)))
    elif isinstance(field, QAbstractButton):
        field.setChecked(bool(typed))


class TypedFields:
    """The fields in one widget. What they show when this is made is what is kept already.

    ``form`` and ``record_id`` say which form it is; ``about`` is what opening it again asks for. ``begun``:
    something stands here that is in no record, also while nothing was typed. ``edited`` knows better than the
    fields whether there is something to keep; ``taken`` is told when a draft was put in them.
    """

    def __init__(
        self,
        widget: QWidget,
        form: str,
        record_id: int | None = None,
        *,
        about: Mapping[str, Any] | None = None,
        begun: bool = False,
        edited: Callable[[], bool] | None = None,
        taken: Callable[[], object] | None = None,
    ) -> None:
        self._widget, self._form, self._record_id = widget, form, record_id
        self._about, self._begun = dict(about or {}), begun
        self._edited, self._taken = edited, taken
        self._shown: dict[str, Any] = {}
        self.shown_now()

    def shown_now(self) -> None:
        """What stands in the fields was read or saved: from now on edits are told from it."""
        self._shown = self.typed()

    def typed(self) -> dict[str, Any]:
        """What stands in every field."""
        return {name: typed_in(field) for name, field in fields_in(self._widget).items()}

    def draft_key(self) -> DraftKey:
        """Which form it is. In place of a version: the values it showed, so that another state is noticed."""
        shown = json.dumps(self._shown, sort_keys=True, ensure_ascii=False).encode()
        return DraftKey(self._form, self._record_id, zlib.crc32(shown))

    def edited(self) -> bool:
        """Whether something in it is not in the vault."""
        if self._edited is not None:
            return self._edited()
        return self._begun or self.typed() != self._shown

    def draft_content(self) -> dict[str, Any]:
        """What stands in every field, and where the keyboard is."""
        content = {VALUE: {"value": self.typed()}, UNREAD: {}, ABOUT: self._about}
        return content | focus_in(fields_in(self._widget))

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Put back what was typed before."""
        fields = fields_in(self._widget)
        for name, typed in content[VALUE]["value"].items():
            if name in fields:
                put_in(fields[name], typed)
        if self._taken is not None:
            self._taken()
        give_focus(fields, content)


def tell_typing(widget: QWidget, touch: Callable[[], object]) -> None:
    """Call ``touch`` at every change in a field of this widget."""
    for field in fields_in(widget).values():
        if isinstance(field, QLineEdit):
            field.textChanged.connect(lambda _text: touch())
        elif isinstance(field, QTextEdit):
            field.textChanged.connect(partial(_quietly, touch))
        elif isinstance(field, QComboBox):
            field.currentIndexChanged.connect(lambda _at: touch())
        elif isinstance(field, QAbstractButton):
            field.toggled.connect(lambda _on: touch())


def keep_dialog(
    drafts: "Drafts",
    dialog: "FormDialog",
    form: str,
    record_id: int | None = None,
    *,
    about: Mapping[str, Any] | None = None,
    begun: bool = False,
) -> None:
    """Keep what is typed in a dialog that is filled already; bring back what was typed in it before."""
    messages = getattr(dialog, "messages", None) or MessageArea()
    if messages.parent() is None:
        dialog.content.insertWidget(0, messages)
    fields = dialog.typing = TypedFields(dialog.inner, form, record_id, about=about, begun=begun)
    tell_typing(dialog.inner, drafts.touch)
    drafts.watch(fields, dialog, messages)


def _quietly(touch: Callable[[], object]) -> None:
    touch()


def _is_read_only(field: QWidget) -> bool:
    return isinstance(field, (QLineEdit, QTextEdit)) and field.isReadOnly()
