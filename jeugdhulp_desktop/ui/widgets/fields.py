"""Fields of forms: every one has ``value``, ``set_value``, ``own_problem``, and the signals changed and left.

``own_problem`` is the Dutch sentence when what was typed is no value at all (no date, no number, too long);
rules of the field come from the domain's checks. A field never cuts off what was typed or pasted.
"""

from jeugdhulp_desktop.ui.widgets.choice_field import ChoiceField
from jeugdhulp_desktop.ui.widgets.date_field import DateField
from jeugdhulp_desktop.ui.widgets.decimal_field import DecimalField
from jeugdhulp_desktop.ui.widgets.text_fields import TextArea, TextField, leave_to_window, too_long

__all__ = ["ChoiceField", "DateField", "DecimalField", "TextArea", "TextField", "leave_to_window", "too_long"]
