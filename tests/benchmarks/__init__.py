"""Figures beside their floors: how much the program adds to what a bare library does for the same answer.

``python -m tests.benchmarks [--json] [--only NAME]`` runs every row of every module ``bench_*.py`` here.

To add one, make or extend such a module with a generator::

    def rows(folder: Path) -> Iterator[Row]:
        \"\"\"What is measured, and on how much data.\"\"\"
        database = make_plain_database(folder)            # set-up, outside the clock
        yield Row("page of 100 case lines", floor=bare_select, ours=load_lines, limit=5)
        database.close()                                  # clean-up, after the row was measured

``floor`` and ``ours`` do the same work, in this process; each is called once a round. Work that must not be
counted goes before ``yield``, or the function times itself and gives back ``Seconds(...)``. ``folder`` is
empty, on the disk and thrown away afterwards. A row that is only printed has ``gate=False``. Names stay as
they are: figures are compared by name.
"""
