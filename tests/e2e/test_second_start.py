"""F22: two real processes. The second start ends at once; the window that was there hears what it asked."""

import os
import subprocess
import sys
from pathlib import Path

from jeugdhulp_desktop.instance import Instance
from jeugdhulp_desktop.paths import program_folder

FIRST = """
import sys
from jeugdhulp_desktop import app
forward, painted = app.Program.come_forward, app.Program._painted
def came(self, request):
    self.frame.showMinimized()
    forward(self, request)
    front = not self.frame.isMinimized() and self.frame.isVisible() and self.frame.isActiveWindow()
    print(request.vault, front, flush=True)
def ready(self):
    painted(self)
    print("painted", flush=True)
app.Program.come_forward, app.Program._painted = came, ready
from jeugdhulp_desktop.start import main
sys.exit(main([]))
"""
SECOND = """
import sys
from jeugdhulp_desktop.start import main
code = main(sys.argv[1:])
print(sorted({name.split('.')[0] for name in sys.modules} & {'PySide6', 'sqlalchemy', 'cryptography'}))
sys.exit(code)
"""


def test_f22_a_second_start_brings_the_first_forward_and_a_crash_leaves_no_lock(
    tmp_path: Path, own_home: Path
) -> None:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    vault = tmp_path / "Kluis van een ander"
    vault.mkdir()
    first = subprocess.Popen(
        [sys.executable, "-c", FIRST],
        cwd=program_folder(),
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "painted\n"
        second = subprocess.run(
            [sys.executable, "-c", SECOND, str(vault)],
            cwd=program_folder(), env=environment, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert (second.returncode, second.stdout) == (0, "[]\n"), "it ends before a heavy module is read"
        assert first.stdout.readline() == f"{vault} True\n"
        assert not Instance().take()
    finally:
        first.kill()
        first.wait()
        first.stdout.close()  # type: ignore[union-attr]
    third = Instance()
    assert third.take(), "the lock went with the process"
    third.release()
