"""Files of other programs: pupil lists in (EDEXML, CSV, XLSX), tables out. No database, no window."""
