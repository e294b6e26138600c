"""Small faults put into the code and the data, one at a time, to see whether a test notices."""
