"""Every module in which one can type says what becomes of it: kept in a draft, or why not.

A new field in a new module fails here until its draft is named, or its reason. That the drafts named work is
proven in test_drafts.py and test_drafts_everywhere.py, which walk ``WAYS``.
"""

import ast
from pathlib import Path

from jeugdhulp_desktop import ui
from jeugdhulp_desktop.ui.draft_ways import WAYS

HERE = Path(ui.__path__[0])
FIELDS = {
    "TextField", "TextArea", "HourCell", "DateField", "DecimalField", "PersonField", "PeopleField",
    "SearchField", "QLineEdit", "QTextEdit", "QPlainTextEdit",
}  # fmt: skip

AGREEMENT, ADDITION, SETTINGS, CASE = ("agreement",), ("addition",), ("settings",), ("case",)
KEPT: dict[str, tuple[str, ...]] = {
    "additions/decision_parts.py": ADDITION,
    "additions/request_parts.py": ADDITION,
    **dict.fromkeys(
        (f"agreements/{each}.py" for each in (
            "analysis_section", "deployment_section", "finance_section", "heading_section", "presence",
            "route_section", "simple_sections", "table_sections", "theme_forms", "theme_section",
        )),
        ("agreement", "addition"),
    ),
    "agreements/dialogs_of_steps.py": ("sign", "agreement-reason", "addition-reason", "evaluation-reason"),
    "agreements/growing_line.py": AGREEMENT,
    "agreements/text_block_menu.py": ("text-block",),
    "cases/action_form.py": ("action", "case-action"),
    "cases/case_form.py": CASE,
    "cases/ticks.py": CASE,
    "cases/contact_form.py": ("contact",),
    "cases/pupil_dialog.py": ("pupil",),
    "copy_text.py": ("invitation", "mail-text"),
    "evaluations/line_row.py": ("evaluation",),
    "evaluations/texts.py": ("evaluation",),
    "hours/week_grid.py": ("week",),
    "monitoring/action_row.py": ("checklist",),
    "monitoring/questions.py": ("checklist",),
    "monitoring/reply_details.py": ("checklist",),
    "relations/forms.py": ("person", "party", "school"),
    "rollover/groups_step.py": ("rollover",),
    "settings/cycle_rows.py": SETTINGS,
    "settings/letterhead_panel.py": ("letterhead",),
    "settings/vault_panel.py": SETTINGS,
}  # fmt: skip

SECRET = "a passphrase or a code never stands in a draft"
CLOSED = "the vault is not open yet: there is no place to keep it that nobody can read"
SEARCH = "words to look something up; what was found is found again"
WIDGET = "the field itself, or a part of one; who uses it stands in this list"
NOT_KEPT: dict[str, str] = {
    "agreements/news_dialog.py": "the program's own proposal; what is kept of it is typed in the agreement",
    "crash_dialog.py": "read only",
    "documents/lookup_dialog.py": SEARCH,
    "erasures/part.py": "erasing is asked anew after a lock, by whoever sits there then",
    "help_window.py": SEARCH,
    "imports/preview_step.py": SEARCH,
    "monitoring/new_run.py": "one choice, of the case",
    "moving/leave_page.py": "what is left behind is asked anew after a lock",
    "palette.py": SEARCH,
    "privacy/technical_log.py": "read only",
    **dict.fromkeys(
        (f"unlock/{each}.py" for each in ("card", "code_panel", "key_changes", "pin_field", "recover_page")),
        SECRET,
    ),
    "unlock/handover_dialog.py": "one name, asked together with a passphrase that is not kept either",
    "unlock/steps.py": CLOSED,
    **dict.fromkeys(
        (f"widgets/{each}.py" for each in (
            "date_field", "decimal_field", "filters", "person", "text_fields",
        )),
        WIDGET,
    ),
    "hours/hour_cell.py": WIDGET,
}  # fmt: skip


def modules_with_fields() -> set[str]:
    """The modules of the window that make a field, or a kind of field, in which one types."""
    found = set()
    for file in HERE.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
        made = {_name(node.func) for node in nodes if isinstance(node, ast.Call)}
        made |= {_name(base) for node in nodes if isinstance(node, ast.ClassDef) for base in node.bases}
        if made & FIELDS:
            found.add(file.relative_to(HERE).as_posix())
    return found


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def test_what_is_typed_in_each_module_is_kept_or_has_a_reason_not_to_be() -> None:
    assert modules_with_fields() == {*KEPT, *NOT_KEPT}


def test_a_draft_that_is_named_has_its_way_back() -> None:
    assert {form for forms in KEPT.values() for form in forms} == set(WAYS)
