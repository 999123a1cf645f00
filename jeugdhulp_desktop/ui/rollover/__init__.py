"""The way over to a new school year: five pages, and the proof of what was done."""
