"""What an agreement says of the year before it: figures, and what its evaluation learnt."""

from sqlalchemy import Connection

from jeugdhulp_desktop.domain.agreement_sections import Analysis
from jeugdhulp_desktop.domain.school_years import SchoolYear


def analysis_of_last_year(connection: Connection, school_id: int, year: SchoolYear) -> Analysis:
    """Section 3 to begin with; empty while nothing is known of the year before."""
    return Analysis()
