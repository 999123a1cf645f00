"""The vaults and the worker that the other tests use."""

from tests.services.conftest import demo, demo_template, empty_template, open_copy, session
from tests.ui.conftest import context, dressed, tasks

__all__ = ["context", "demo", "demo_template", "dressed", "empty_template", "open_copy", "session", "tasks"]
