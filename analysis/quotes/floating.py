"""Quotations without a cue of their own, which go on with the speaker before them."""

from analysis.quotes.attribution import WORD, Attribution, Reading, is_whole, paragraphs

LEAST_WORDS_OF_SENTENCE = 2  # "Nobody came."
LEAST_WORDS = 4  # a quotation of fewer words without a cue is a name or a turn of phrase


def floating(reading: Reading, found: list[Attribution], claimed: set[int]) -> list[Attribution]:
    """Quotations without a cue of their own: they go on with the speaker of the quotation before."""
    text = reading.document.text
    covered = sorted(((span, a) for a in found for span in a.content), key=lambda pair: pair[0])
    by_end = {span[1]: a for span, a in covered if a.kind != "indirect"}
    enders = sorted(((end_of(reading, a), n) for n, a in enumerate(found)))
    ender = 0
    extra: list[Attribution] = []
    spans = [span for span, _a in covered]
    breaks = [start for start, _end in paragraphs(reading.document)]
    previous: Attribution | None = None
    previous_paragraph = -1
    cursor = 0
    paragraph = 0
    for number, quotation in enumerate(reading.quotations):
        while paragraph + 1 < len(breaks) and breaks[paragraph + 1] <= quotation.start:
            paragraph += 1
        while cursor < len(spans) and spans[cursor][1] <= quotation.start:
            cursor += 1
        holder = by_end.get(quotation.end)
        if number in claimed or holder is not None:
            previous = holder or previous
            previous_paragraph = paragraph
            continue
        inside = cursor < len(spans) and spans[cursor][0] <= quotation.start and quotation.end <= spans[cursor][1]
        if inside or not _may_float(reading, number):
            continue
        while ender < len(enders) and enders[ender][0] <= quotation.start:
            ender += 1
        latest = found[enders[ender - 1][1]] if ender else None
        if (
            latest is not None
            and latest.source is not None
            and enders[ender - 1][0] >= breaks[paragraph]
            and (previous is None or end_of(reading, latest) > previous.content[-1][1])
        ):
            previous, previous_paragraph = latest, paragraph
        near = previous is not None and paragraph - previous_paragraph <= 1
        if not near or (paragraph != previous_paragraph and text[breaks[paragraph] : quotation.start].strip()):
            continue
        extra.append(
            Attribution(
                ((quotation.start, quotation.end),),
                "direct",
                None,
                None,
                0.8 if paragraph == previous_paragraph else 0.6,
                "quotation without a cue behind another",
                previous,
            )  # fmt: skip
        )
        previous, previous_paragraph = extra[-1], paragraph
    return extra


def end_of(reading: Reading, attribution: Attribution) -> int:
    """Where the last of content, cue and source ends."""
    doc = reading.document.doc
    ends = [part.end for part in (attribution.cue, attribution.source) if part is not None]
    return max([attribution.content[-1][1], *(doc[end - 1].idx for end in ends)])


def _may_float(reading: Reading, number: int) -> bool:
    """Whether a quotation is an utterance: a few words, a capital first, at the beginning of a sentence."""
    text, quotation = reading.document.text, reading.quotations[number]
    inner = text[quotation.start : quotation.end]
    whole_sentence = inner.rstrip("\"'`”’» ").endswith((".", "!", "?"))
    least = LEAST_WORDS_OF_SENTENCE if whole_sentence else LEAST_WORDS
    if len(WORD.findall(inner)) < least or not is_whole(text, quotation):
        return False
    before = text[max(0, quotation.start - 3) : quotation.start].rstrip()
    return not before or before[-1] in ".!?\"”’:'\n" or "\n" in text[max(0, quotation.start - 3) : quotation.start]
