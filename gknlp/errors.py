"""The errors that gknlp raises on purpose."""


class GknlpError(Exception):
    """Base of all errors that gknlp raises on purpose; the message is Chinese and meant for the user."""


class UnreadableDocument(GknlpError):
    """A file cannot be read, or holds no annual report. The message says what, where and what to do."""


class FaultyData(GknlpError):
    """Data shipped with gknlp or given by the user (edition, lexicon, rubric) contradicts itself."""


class NotAssessable(GknlpError):
    """A value is not there to be compared: no such cell, a blank one, or one that cannot be read for sure.

    Inside the program this is an exception; the rule engine records it as an outcome (never as a clean one).
    """
