"""The vaults of the services' tests, for the page that shows them."""

from tests.services.conftest import demo, demo_template, empty_template, open_copy, session

__all__ = ["demo", "demo_template", "empty_template", "open_copy", "session"]
