"""What was erased and what goes, in words; the window and the command line say it alike."""

from jeugdhulp_desktop.domain.text import format_count


def counted(number: int, one: str, more: str) -> str:
    """ "1 casus", "2 casussen"."""
    return f"{format_count(number)} {one if number == 1 else more}"


def erased_again_words(cases: int, pupils: int, *, done: bool = False) -> str:
    """What a backup that is put back loses again: it was erased after it was made. Empty for nothing."""
    parts = []
    if cases:
        parts.append(counted(cases, "casus", "casussen"))
    if pupils:
        parts.append(counted(pupils, "leerling", "leerlingen"))
    if not parts:
        return ""
    one = cases + pupils == 1
    later = f"die later {'is' if one else 'zijn'} gewist"
    ends = ("is" if one else "zijn") if done else ("wordt" if one else "worden")
    return f"{' en '.join(parts)} {later}, {ends} ook hier gewist."
