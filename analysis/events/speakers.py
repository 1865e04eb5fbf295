"""In whose words something stands: the innermost quotation around a character."""

from analysis import schema
from analysis.document import Document


class Speakers:
    """The quotations of a document by where their content lies."""

    def __init__(self, document: Document) -> None:
        self._contents = sorted(
            ((start, end, number) for number, quote in enumerate(document.quotes) for start, end in quote.content)
        )
        self._quotes = document.quotes

    def of(self, char: int) -> schema.Quote | None:
        """The shortest quotation whose content holds this character."""
        around = [(end - start, number) for start, end, number in self._contents if start <= char < end]
        return self._quotes[min(around)[1]] if around else None
