"""What the rest of the article tells about a name: its kind, and further mentions that the model overlooked.

A word labelled as a place once is a person where the article has a person of that surname; a name found
in one sentence is a name in the next.
"""

from collections import Counter, defaultdict

from spacy.tokens import Doc

from analysis import lexicons
from analysis.document import Document
from analysis.names.recognise import Mention, is_capitalised, is_shouted, names_its_kind

PARTICLE = "al-"
LEAST_SURNAME = 3  # letters
LOCATIVE = frozenset({"in", "at", "near", "into", "outside", "around", "across", "throughout", "toward", "towards"})


def surname(words: tuple[str, ...]) -> str:
    """The last word of a person's name, without the article before it: "al-Baghdadi" → "Baghdadi"."""
    last = words[-1]
    return last[len(PARTICLE) :] if last.lower().startswith(PARTICLE) and len(last) > len(PARTICLE) else last


def words_of(doc: Doc, mention: Mention) -> tuple[str, ...]:
    """The words of a name."""
    return tuple(token.text for token in doc[mention.start : mention.end] if not token.is_space)


def settle(document: Document, mentions: list[Mention]) -> list[Mention]:
    """`mentions` with one kind for each name and with its overlooked mentions, in the order of the text."""
    doc = document.doc
    settled = _one_kind(doc, mentions)
    settled = _surnames_are_persons(doc, settled)
    tied = _tied_acronyms(document)
    settled = [
        m._replace(kind=tied[doc[m.start].text]) if m.end - m.start == 1 and doc[m.start].text in tied else m
        for m in settled
    ]
    return _add_overlooked(document, settled, tied)


def _one_kind(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The kind that most mentions of the same words have; where two are level, the first one's."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        votes[words_of(doc, mention)][mention.kind] += 1
    return [mention._replace(kind=votes[words_of(doc, mention)].most_common(1)[0][0]) for mention in mentions]


def _surnames_are_persons(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """A single word that is the surname of a person of the article is that person.

    Unless it is mostly something else and stands somewhere as a place does: "in Washington".
    """
    full = Counter(
        surname(words_of(doc, mention))
        for mention in mentions
        if mention.kind == "person" and mention.end - mention.start > 1
    )
    single: Counter[str] = Counter(doc[m.start].text for m in mentions if m.end - m.start == 1 and m.kind != "person")
    alone = {doc[m.start].text for m in mentions if m.end - m.start == 1 and m.kind == "person"}
    located = {doc[m.start].text for m in mentions if m.start and doc[m.start - 1].lower_ in LOCATIVE}
    mentions = [m._replace(kind="person") if _is_full_name_of(doc, m, alone) else m for m in mentions]
    return [
        mention._replace(kind="person")
        if mention.end - mention.start == 1
        and mention.kind != "person"
        and (word := doc[mention.start].text) in full
        and (full[word] >= single[word] or (mention.kind == "place" and word not in located))
        else mention
        for mention in mentions
    ]


def _is_full_name_of(doc: Doc, mention: Mention, surnames: set[str]) -> bool:
    """Whether two or three words, taken for something else, end in the surname of a person of the article."""
    words = words_of(doc, mention)
    if mention.kind not in ("organisation", "place", "other") or not 2 <= len(words) <= 3:
        return False
    plain = all(word.isalpha() and word.istitle() for word in words)
    return plain and words[-1] in surnames and not names_its_kind(words)


def _add_overlooked(document: Document, mentions: list[Mention], tied: dict[str, str]) -> list[Mention]:
    """Further mentions of names the article holds, where the model saw nothing."""
    doc = document.doc
    known: dict[tuple[str, ...], str] = {}
    for mention in mentions:
        words = words_of(doc, mention)
        known.setdefault(words, mention.kind)
        if mention.kind == "person" and len(words) > 1 and len(surname(words)) >= LEAST_SURNAME:
            known.setdefault((surname(words),), "person")
    known = {words: kind for words, kind in known.items() if kind != "other" and _tells_itself(words)}
    known.update({(acronym,): kind for acronym, kind in tied.items()})
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in known:
        by_first[words[0]].append(words)
    taken = bytearray(len(doc))
    for mention in mentions:
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    added: list[Mention] = []
    for token in doc:
        for words in sorted(by_first.get(token.text, ()), key=len, reverse=True):
            end = token.i + len(words)
            if any(taken[token.i : end]) or tuple(t.text for t in doc[token.i : end]) != words:
                continue
            if not document.in_story(token.idx, doc[end - 1].idx + len(doc[end - 1])) or not _stands_as_name(
                doc, token.i, end
            ):
                continue
            added.append(Mention(token.i, end, known[words]))
            taken[token.i : end] = b"\x01" * (end - token.i)
            break
    return sorted([*mentions, *added])


def _tells_itself(words: tuple[str, ...]) -> bool:
    """Whether the words are a name wherever they stand: capitals, and more than a letter or two."""
    return words[0][:1].isupper() and (len(words) > 1 or len(words[0]) >= LEAST_SURNAME)


def _stands_as_name(doc: Doc, start: int, end: int) -> bool:
    """Whether what stands around does not make the words part of a longer name or of shouted text."""
    first = doc[start]
    if is_shouted(first) and not first.text.isupper():
        return False
    if end < len(doc) and any(char.isdigit() for char in doc[end].text) and doc[end - 1].whitespace_:
        return False  # "the Boeing 767" names the product
    if end - start > 1 or first.is_upper:
        return True
    before, after = (doc[start - 1] if start else None), (doc[end] if end < len(doc) else None)
    in_longer = any(
        t is not None and is_capitalised(t) and t.pos_ == "PROPN" and not t.is_sent_start for t in (before, after)
    )
    return first.pos_ == "PROPN" and not in_longer


def _tied_acronyms(document: Document) -> dict[str, str]:
    """Acronyms of the list with their kind; one spelt like a word ("IS") only where the article holds its name."""
    vocabulary = {token.text for token in document.doc}
    listed = [row for row in lexicons.rows("acronyms") if row["acronym"] in vocabulary]
    spellings = Counter(row["name"] for row in listed)
    return {
        row["acronym"]: row["kind"]
        for row in listed
        if row["spelt_as_word"] == "no" or row["name"] in document.text or spellings[row["name"]] > 1
    }
