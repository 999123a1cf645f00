"""Values and rules of the field: standard library only, no clock, no files, no database."""
