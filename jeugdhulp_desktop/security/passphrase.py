"""What people type to open the vault: kept exactly, and long enough.

No rules about capitals, digits and signs: they make people write it down. Length and zxcvbn's estimate of the
number of guesses decide; pasting is allowed.
"""

import unicodedata
from collections.abc import Iterable

from jeugdhulp_desktop.domain.problems import Level, Problem, problem

FIELD = "passphrase"
MINIMUM = 15
MAXIMUM = 4096  # characters; keeps a pasted document out, not a sentence
STRONG_ENOUGH = 4  # zxcvbn's highest: over 10^10 guesses, each of them a whole Argon2id
# What zxcvbn costs grows steeply: 50 random characters 0.03 s, 100 of them 0.8 s. Whoever types more is
# judged by the first 50, which can only be too strict.
_JUDGED = 50

# zxcvbn's lists are English; these are what people at a Dutch school reach for first. The order is the rank.
_DUTCH = """
welkom wachtwoord geheim school de het een en van ik is in op mijn met voor zijn niet je te dat die aan er
om naar bij uit dit ook als maar wat kan ons onze basisschool leerling leerlingen jeugdhulp jeugd hulp zorg
zorgcoordinator coordinator intern begeleider juf meester directeur directie team groep klas klaslokaal
schoolmaatschappelijk werk maatschappelijk kind kinderen samenwerkingsverband passend onderwijs lente zomer
herfst winter januari februari maart april mei juni juli augustus september oktober november december
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag goedemorgen hallo computer laptop inloggen
welkom01 wachtwoord1 geheim123 zomer2026 winter2026 nederland
"""


def normalise(text: str) -> str:
    """NFC and nothing else: "ë" typed in one piece or in two is the same, every space counts (F2, F3)."""
    return unicodedata.normalize("NFC", text)


def to_bytes(text: str) -> bytes:
    """What Argon2id gets. A lone surrogate (a broken terminal) is just another wrong passphrase."""
    return normalise(text).encode("utf-8", "surrogatepass")


def check_usable(text: str) -> list[Problem]:
    """What makes a passphrase impossible to type again, whatever its strength."""
    if not text:
        return [problem(FIELD, "required")]
    if len(text) > MAXIMUM:
        return [problem(FIELD, "too-long", maximum=MAXIMUM)]
    if any(unicodedata.category(letter) == "Cs" for letter in text):
        return [problem(FIELD, "not-text")]
    return []


def check_passphrase(text: str, school_words: Iterable[str] = ()) -> list[Problem]:
    """The problems of a new passphrase: required, too-long, not-text, too-short, too-guessable, outer-spaces.

    ``school_words`` are name, place, board and people of the school as entered in the wizard; they are the
    first thing a guesser tries. Only outer-spaces is a remark: spaces at the ends count, and are easily
    forgotten.
    """
    if found := check_usable(text):
        return found
    exact = normalise(text)
    if len(exact) < MINIMUM:
        return [problem(FIELD, "too-short", minimum=MINIMUM, missing=MINIMUM - len(exact))]
    if strength(exact, school_words) < STRONG_ENOUGH:
        return [problem(FIELD, "too-guessable")]
    if exact != exact.strip():
        return [problem(FIELD, "outer-spaces", Level.REMARK)]
    return []


def strength(text: str, school_words: Iterable[str] = ()) -> int:
    """zxcvbn's estimate from 0 (guessed at once) to 4 (over 10^10 guesses), for the strength bar.

    zxcvbn takes each space for a sign that has to be guessed, so the words are judged without them as well.
    """
    from zxcvbn import zxcvbn

    known = [*_phrases(school_words), *_DUTCH.split()]
    exact = normalise(text)
    return min(
        int(zxcvbn(judged[:_JUDGED], user_inputs=known, max_length=_JUDGED)["score"])
        for judged in {exact, "".join(exact.split()) or exact}
    )


def _phrases(school_words: Iterable[str]) -> list[str]:
    """Each entry whole, without its spaces, and word by word, as people would mix them."""
    phrases: dict[str, None] = {}
    for entry in school_words:
        lowered = normalise(entry).lower().strip()
        for phrase in (lowered, lowered.replace(" ", ""), *lowered.split()):
            if len(phrase) > 1:
                phrases[phrase] = None
    return list(phrases)
