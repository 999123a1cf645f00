"""The encrypted database: rows stay in here, frozen dataclasses go out.

``engine.py`` opens the file and is the only door to it; ``migrate.py`` brings an older file up to date;
``backup.py`` makes a copy that was proven; ``tables/`` holds the columns, ``*_queries.py`` turns rows into
values and back. ``find_`` gives ids, ``load_`` values, ``store_`` keeps a draft, ``delete_`` removes.
"""
