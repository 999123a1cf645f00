"""The evaluation of an agreement on the screen, as a view on the page of the agreements."""
