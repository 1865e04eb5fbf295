"""Every error that Dateline raises on purpose.

    DatelineError
    ├── InputError        something a person gave us cannot be read (file, line, field)
    ├── AnnotationError   one article could not be annotated; the others go on
    ├── ModelError        the language model is missing or does not fit
    ├── GazetteerError    the gazetteer is missing or damaged
    ├── OnlineError       an online geocoder is not set, or does not answer
    ├── CorpusError       a corpus is missing, busy or damaged
    │   └── BusyError     another process is changing the same corpus
    └── SchemaError       a row breaks the contract of schema.py

The message of each is a sentence for a person: what was wrong, where, and what to do. Pages and
the command line show it as it is; nothing else of an exception is shown.
"""


class DatelineError(Exception):
    """Base of all errors that carry a sentence for the user."""


class InputError(DatelineError):
    """Something given to Dateline cannot be read.

    `where` names the file, with the line or row where that is known.
    """

    def __init__(self, message: str, where: str = ""):
        super().__init__(f"{where}: {message}" if where else message)
        self.where = where


class AnnotationError(DatelineError):
    """One article could not be annotated."""


class ModelError(DatelineError):
    """The language model is missing or does not fit."""


class GazetteerError(DatelineError):
    """The gazetteer is missing or damaged."""


class OnlineError(DatelineError):
    """An online geocoder is not set, or does not answer."""


class CorpusError(DatelineError):
    """A corpus is missing or damaged."""


class BusyError(CorpusError):
    """Another process is changing the same corpus; try again when it is done."""


class SchemaError(DatelineError):
    """A row breaks the contract of schema.py."""
