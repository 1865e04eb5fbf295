"""Who said what: reported speech and writing with cue, source and one canonical speaker for each article.

Does: pair quotation marks, find cues, link content to cue to source, resolve the speaker, describe people.
Does not: read beliefs and plans (think, hope, intend), join people of different articles, judge what is true.
Layers, each in its module: marks → cues → sources → contents → linking → speakers → people.
"""

import re

from analysis import schema
from analysis.document import Document
from analysis.quotes import channels, judge, linking, located, people, speakers
from analysis.quotes.choosing import Chooser

WORD = re.compile(r"\w+(?:['’]\w+)*")


def extract(document: Document, chooser: Chooser | None = None) -> dict[str, tuple]:
    """Quotes in the order of the text, everybody quoted or named in the article, and the names without located ones."""
    document = document.with_rows(names=located.names(document))
    attributions = linking.find(document, chooser or judge.load())
    resolver = speakers.Resolver(document)
    answers = resolver.resolve(attributions)
    grounds = people.grounds(document, attributions, answers)
    rows = []
    for attribution in attributions:
        answer = answers[attribution]
        speaker = answer.speaker
        ground = grounds.get(speaker.key) if speaker is not None else None
        rows.append(
            schema.Quote(
                content=attribution.content,
                kind=attribution.kind,
                naming="anonymous" if ground is not None and answer.naming != "named" else answer.naming,
                words=sum(len(WORD.findall(document.text, start, end)) for start, end in attribution.content),
                confidence=attribution.confidence,
                speaker_confidence=answer.confidence,
                cue=_span(document, attribution.cue),
                source=_span(document, attribution.source),
                speaker=speaker.name if speaker is not None else None,
                person_key=speaker.key if speaker is not None else None,
                anonymity_ground=ground.span if ground is not None else None,
                channel=channels.find(document, attribution),
                verb=attribution.cue.lemma if attribution.cue is not None else None,
                nested=attribution.nested,
                reason=" ".join(_sentence(reason) for reason in (attribution.reason, answer.reason)),
            )
        )
    return {"quotes": tuple(rows), "people": people.rows(document, resolver, answers), "names": document.names}


def _sentence(reason: str) -> str:
    """A reason with a capital and a full stop."""
    return f"{reason[:1].upper()}{reason[1:]}" + ("" if reason.endswith(".") else ".")


def _span(document: Document, part: object) -> schema.Span | None:
    """Offsets of a cue or a source."""
    if part is None:
        return None
    first, last = document.doc[part.start], document.doc[part.end - 1]  # type: ignore[attr-defined]
    return first.idx, last.idx + len(last)
