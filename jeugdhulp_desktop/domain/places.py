"""Where a folder stands, as far as it matters to a vault (F20)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """What kind of place a folder is; all of it can be so at once, and none of it is the best.

    ``remote``: on another computer, so that two may open it and a write may be lost on the way.
    ``removable``: a stick that is pulled out and forgotten. ``service``: the program that copies the folder
    to elsewhere by itself, by its name ("OneDrive"); empty when none was recognised.
    """

    remote: bool = False
    removable: bool = False
    service: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether nothing has to be said about it."""
        return not (self.remote or self.removable or self.service)

    @property
    def code(self) -> str:
        """One word for it, the same as long as the place is of the same kind; empty when it is plain."""
        if self.remote:
            return "remote"
        return self.service.casefold() or ("removable" if self.removable else "")
