"""Additional deployment on the screen: the list of a year, and one request."""
