"""The main job without a window, through the commands: for a machine without a screen, or the frozen program.

``python -m tests.e2e.story DIR`` makes in DIR a practice vault, reads a pupil list into it, writes the
agreements as PDF, proves the vault and takes the pictures of every screen; then it says where everything
stands. With ``--program FILE`` the frozen program does it, far from the checkout, and opens its window once.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from jeugdhulp_desktop.paths import program_folder

SECONDS_OF_WINDOW = 5.0

PUPIL = """
    <leerling key="{key}">
      <achternaam>{surname}</achternaam><voorvoegsel>{prefix}</voorvoegsel><roepnaam>{name}</roepnaam>
      <geboortedatum>{born}</geboortedatum><geslacht>{sex}</geslacht><jaargroep>7</jaargroep>
      <groep key="g7"/>
    </leerling>"""
ROSTER = """\
<?xml version="1.0" encoding="UTF-8"?>
<EDEX>
  <school>
    <schooljaar>2026-2027</schooljaar><brincode>{brin}</brincode><dependancecode>00</dependancecode>
    <aanmaakdatum>2026-09-01T09:00:00</aanmaakdatum><auteur>Oefening</auteur><xsdversie>2.1</xsdversie>
  </school>
  <groepen><groep key="g7"><naam>7</naam><jaargroep>7</jaargroep></groep></groepen>
  <leerlingen>{pupils}
  </leerlingen>
</EDEX>
"""


def roster(brin: str) -> str:
    """A pupil list as a school administration exports it, of three pupils who do not exist."""
    pupils = (
        PUPIL.format(key="o1", surname="Voorbeeld", prefix="", name="Jip", born="2015-03-14", sex=1),
        PUPIL.format(key="o2", surname="Oefening", prefix="van den", name="Zoë", born="2015-11-02", sex=2),
        PUPIL.format(key="o3", surname="Proef", prefix="", name="Ayşe", born="2016-02-29", sex=2),
    )
    return ROSTER.format(brin=brin, pupils="".join(pupils))


class Failed(Exception):
    """A command did not do what it promises; the text is what it said."""


class Program:
    """The program as its users have it: a command, a folder of its own, and an exit code."""

    def __init__(self, command: list[str], home: Path, *, elsewhere: Path | None = None) -> None:
        self._command = command
        self._folder = elsewhere or program_folder()
        self._environment = dict(os.environ, JEUGDHULP_HOME=str(home), QT_QPA_PLATFORM="offscreen")

    def answer(self, *arguments: object, passphrase: str = "") -> dict[str, Any]:
        """What a command says with --json; the passphrase goes through standard input."""
        ended = subprocess.run(
            [*self._command, *map(str, arguments), "--json"],
            cwd=self._folder,
            env=self._environment,
            input=f"{passphrase}\n",
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if ended.returncode:
            raise Failed(f"{arguments[0]}: exit code {ended.returncode}\n{ended.stdout}{ended.stderr}")
        answer = json.loads(ended.stdout)
        assert isinstance(answer, dict)
        return answer

    def opens_a_window(self) -> bool:
        """Whether the window is there after a while; without a Qt plug-in the process is gone at once."""
        process = subprocess.Popen(self._command, cwd=self._folder, env=self._environment)
        try:
            process.wait(SECONDS_OF_WINDOW)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True
        return False


def play(program: Program, folder: Path) -> str:
    """The story up to the reports; gives the passphrase of the practice vault."""
    vault, reports, pupils = folder / "kluis", folder / "rapporten", folder / "leerlingen.xml"
    passphrase = str(program.answer("demo", vault)["passphrase"])
    tell("Oefenkluis", f"{vault} (wachtwoord: {passphrase})")
    pupils.write_text(roster("99ZZ"), encoding="utf-8")
    read = program.answer("import", vault, pupils, passphrase=passphrase)
    tell("Leerlingen", f"{read['new']} nieuw uit {pupils}")
    documents = program.answer("report", vault, "--out", reports, passphrase=passphrase)["documents"]
    if not documents:
        raise Failed("report: no documents")
    for document in documents:
        tell(document["kind"].capitalize(), f"{document['path']} ({document['sha256'][:16]})")
    proofs = program.answer("check", vault, passphrase=passphrase)
    tell("Controle", f"de kluis is heel ({proofs['status']})")
    return passphrase


def tell(what: str, where: str) -> None:
    """One line of the list of where everything stands."""
    print(f"  {what:20}{where}", flush=True)


def main(arguments: list[str]) -> int:
    """Plays the story in an emptied folder."""
    parser = argparse.ArgumentParser(prog="story")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--program", type=Path, help="the frozen program")
    asked = parser.parse_args(arguments)
    folder = asked.folder.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    home = folder / "laptop"
    try:
        if asked.program:
            frozen = Program([str(asked.program.resolve())], home, elsewhere=folder)
            play(frozen, folder)
            if not frozen.opens_a_window():
                raise Failed("the window did not stay open")
            tell("Venster", "opent")
            return 0
        play(Program([sys.executable, "main.py"], home), folder)
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    pictures = folder / "schermen"
    subprocess.run(
        [sys.executable, "-m", "tests.ui.screens", str(pictures)],
        cwd=program_folder(),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    tell("Schermen", f"{len(list(pictures.glob('*.png')))} plaatjes in {pictures}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
