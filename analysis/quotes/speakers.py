"""Whose words: each source resolved to one canonical speaker of the article.

Names go by their bearer, pronouns and short descriptions to whom the text named before, documents to who
issued them. Every answer carries a confidence and a reason. Leaves role, affiliation and group to people.py.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Token

from analysis import lexicons, schema
from analysis.document import Document
from analysis.language import syntax
from analysis.names import role_nouns
from analysis.quotes import anaphora, channels, nouns
from analysis.quotes.attribution import Attribution
from analysis.quotes.record import Speaker
from analysis.quotes.sources import NOMINAL, Source

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "themselves", "we", "us", "our", "both", "all", "others"})
IT = frozenset({"it", "its", "itself", "this", "that", "which"})
FIRST = frozenset({"i", "me", "my"})
PRONOUNS = HE | SHE | THEY | IT | FIRST | {"who"}
OWNERS = frozenset({"his", "her", "its", "their"})
REACH_OF_ARTICLE = 4  # words from an article to its noun
ROLE_REACH = 6  # words before a name in which its role is looked for
ISSUED_BY = ("by", "from", "of", "on")
BOUND = frozenset(
    {"of", "for", "to", "with", "from", "in", "at", "on", "by", "about", "against", "between", "as", "than"}
)
TIME_TAIL = re.compile(
    r" (?:today|yesterday|earlier|late|early|on )?\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?$"
)
ISSUER = re.compile(r"\b(?:by|from) (?:the |a |an )?([^,;]{2,80})$")
CUT = re.compile(r"\s*(?:,|;|\bwho\b|\bwhich\b|\(|\bspeaking\b|\bthat\b)")


@dataclass(frozen=True, slots=True)
class Answer:
    """The speaker of one attribution."""

    speaker: Speaker | None
    naming: str
    confidence: float
    reason: str


class Resolver:
    """Resolves the sources of one article in the order of the text."""

    def __init__(self, document: Document):
        self.document = document
        self.speakers: dict[str, Speaker] = {}
        self.names_by_token: dict[int, schema.Name] = {}
        self.next_number = 1
        self.history: list[Speaker] = []
        self.subjects: list[tuple[int, Speaker]] = []  # token, person or organisation that is the subject of a clause
        self.persons: list[tuple[int, Speaker]] = []  # token, person named there
        self.organisations: list[tuple[int, Speaker]] = []  # token, organisation named there
        self.roles: list[Token] = []  # nouns for a person that are subjects: "a spokeswoman denied this"
        self.by_description: dict[str, Speaker] = {}
        self.by_channel: dict[str, Answer] = {}  # who spoke last in a statement, a letter, …
        self._enter_names()
        self._enter_subjects()

    def resolve(self, attributions: list[Attribution]) -> dict[Attribution, Answer]:
        """The answer for each attribution; floating ones take that of the quotation they continue."""
        answers: dict[Attribution, Answer] = {}
        by_source: dict[int, Answer] = {}
        order = sorted(attributions, key=lambda a: a.cue.start if a.cue else self.document.token_at(a.content[0][0]).i)
        for attribution in order:
            if attribution.continues is not None:
                before = answers.get(attribution.continues)
                answer = (
                    Answer(before.speaker, before.naming, before.confidence * 0.9, "goes on with the speaker before")
                    if before is not None
                    else Answer(None, "unknown", 0.2, "no speaker before")
                )
            elif attribution.source is None:
                answer = Answer(None, "unknown", 0.5, "the text names no source")
            elif id(attribution.source) in by_source:
                answer = by_source[id(attribution.source)]
            else:
                answer = self._source(attribution.source)
                by_source[id(attribution.source)] = answer
            answers[attribution] = answer
            if answer.speaker is not None:
                self.history.append(answer.speaker)
                channel = channels.find(self.document, attribution)
                if channel is not None and answer.naming != "document":
                    self.by_channel[channel] = answer
        return answers

    # --- what the article names -------------------------------------------------

    def _enter_names(self) -> None:
        """A speaker for every bearer among the names, under the fullest name."""
        document = self.document
        forms: dict[str, list[str]] = defaultdict(list)
        for name in document.names:
            tokens = document.tokens(name.char_start, name.char_end)
            for token in tokens:
                self.names_by_token[token.i] = name
            if name.person_key is None:
                continue
            forms[name.person_key].append(name.text)
            if name.person_key not in self.speakers:
                organisation = name.kind == "organisation"
                speaker = Speaker(name.person_key, name.text, "organisation" if organisation else "named")
                speaker.is_organisation = organisation
                self.speakers[name.person_key] = speaker
                self.next_number = max(self.next_number, int(name.person_key[1:]) + 1)
            if name.kind == "person":
                self.persons.append((tokens.start, self.speakers[name.person_key]))
                self.speakers[name.person_key].role_words |= _roles_beside(document, tokens.start, tokens.end)
            else:
                self.organisations.append((tokens.start, self.speakers[name.person_key]))
            if tokens.start > 0 and name.kind == "person":
                rank = document.doc[tokens.start - 1].text in lexicons.words("titles", "title", kind="rank")
                self.speakers[name.person_key].ranked |= rank
                self._learn_gender(self.speakers[name.person_key], document.doc[tokens.start - 1].lower_)
        for key, texts in forms.items():
            distinct = list(dict.fromkeys(texts))
            fullest = max(distinct, key=lambda text: (len(text.split()), len(text)))
            self.speakers[key].name = fullest
            self.speakers[key].aliases = [text for text in distinct if text != fullest]
            if not self.speakers[key].is_organisation and " " in fullest:
                speaker = self.speakers[key]
                speaker.gender = speaker.gender or nouns.gender_of_first_name(fullest.split()[0])

    def _enter_subjects(self) -> None:
        for token in self.document.doc:
            if token.dep_ in syntax.SUBJECT and token.i in self.names_by_token:
                name = self.names_by_token[token.i]
                if name.person_key is not None:
                    self.subjects.append((token.i, self.speakers[name.person_key]))
            elif token.dep_ in syntax.SUBJECT and nouns.gender_of(token.lower_) and self._is_description(token):
                self.roles.append(token)

    def _is_description(self, token: Token) -> bool:
        """Whether the noun has an article close before it and no name beside it ("spokesman, Capt. Jeff Davis")."""
        led = any(child.pos_ == "DET" and token.i - child.i <= REACH_OF_ARTICLE for child in token.lefts)
        return (
            led
            and token.tag_ == "NN"
            and not any(
                name.kind == "person" for name in map(self.names_by_token.get, range(token.i - 1, token.i + 4)) if name
            )
        )

    def described_at(self, token: Token) -> Speaker:
        """The speaker that a noun phrase with this head describes, entered if new."""
        start = next(child.i for child in token.lefts if child.pos_ == "DET")
        behind = self.document.doc[token.i + 1 : token.right_edge.i + 1]
        end = next((t.i for t in behind if t.is_punct or t.pos_ in ("VERB", "AUX")), token.right_edge.i + 1)
        source = Source(start, end, token)
        speaker = self._description(source, token, nouns.naming(token)).speaker
        assert speaker is not None
        return speaker

    def organisation_with(self, word: str) -> Speaker | None:
        """The first organisation whose name holds this word (lower case)."""
        return next((s for s in self.speakers.values() if s.is_organisation and word in s.name.lower().split()), None)

    @staticmethod
    def _learn_gender(speaker: Speaker, word: str) -> None:
        speaker.gender = speaker.gender or nouns.gender_of(word)

    # --- one source -----------------------------------------------------------------

    def _source(self, source: Source) -> Answer:
        doc = self.document.doc
        words = [token for token in doc[source.start : source.end] if not token.is_space]
        if len(words) == 1 and words[0].lower_ in PRONOUNS and not _is_acronym(words[0]):
            return self._pronoun(words[0])
        head = self._head(source)
        naming = nouns.naming(head)
        if naming == "document":
            return self._issuer(source, head)
        person = self._name_in(source, "person", head)
        if person is not None:
            return self._named(person, source, words)
        if (
            words
            and words[0].lower_ in PRONOUNS
            and not _is_acronym(words[0])
            and words[0].dep_ not in ("nmod:poss", "poss", "det")
            and len(words) < 3
        ):
            return self._pronoun(words[0])
        name = self.names_by_token.get(head.i)
        if name is None and naming == "organisation":  # "the airframer Boeing"
            name = self._name_in(source, "organisation", head)
        if (
            name is not None
            and name.kind in ("organisation", "place", "other")
            and head.text in name.text.split()[-1:] + [head.text]
        ):
            if name.person_key is not None:
                speaker = self.speakers[name.person_key]
                speaker.sources.append(source)
                return Answer(speaker, "organisation", 0.9, "an organisation is named")
            if name.kind == "place":
                speaker = self._entity(name.text)
                speaker.sources.append(source)
                return Answer(speaker, "organisation", 0.8, "a place stands for its government")
        return self._description(source, head, naming)

    def _head(self, source: Source) -> Token:
        """The head noun; where the parse gave another word, the last noun before the first preposition."""
        doc = self.document.doc
        if source.head.pos_ in NOMINAL or source.head.i in self.names_by_token or nouns.naming_of(source.head.lower_):
            return source.head
        for token in doc[source.start : source.end]:
            if token.pos_ in NOMINAL and (token.i + 1 >= source.end or doc[token.i + 1].pos_ not in NOMINAL):
                return token
        return source.head

    def _name_in(self, source: Source, kind: str, head: Token) -> schema.Name | None:
        """The name of this kind that the phrase is about: no possessor, and under no preposition."""
        doc = self.document.doc
        bound = False
        titled = kind == "person" and nouns.naming_of(head.lower_) == "role"  # "Minister of Health Ann Lee"
        seen: schema.Name | None = None
        for token in doc[source.start : source.end]:
            name = self.names_by_token.get(token.i)
            if name is None and token.lower_ in BOUND and token.pos_ == "ADP":
                bound = True
            elif token.text == "," or nouns.naming_of(token.lower_) == "role" and token.i > head.i:
                bound = False
            if name is None or name is seen or name.kind != kind:
                continue
            if bound and not (titled and token.i > source.start and doc[token.i - 1].pos_ in ("NOUN", "PROPN")):
                continue
            if kind == "organisation" and token.i < head.i:
                continue
            seen = name
            end = self.document.tokens(name.char_start, name.char_end).end
            if end < len(doc) and doc[end].text in ("'s", "’s", "'", "’"):
                continue
            return name
        return None

    def _named(self, name: schema.Name, source: Source, words: list[Token]) -> Answer:
        speaker = self.speakers[name.person_key] if name.person_key is not None else self._entity(name.text)
        for token in words:
            self._learn_gender(speaker, token.lower_)
        speaker.sources.append(source)
        whole = name.text == speaker.name
        return Answer(
            speaker, "named", 0.97 if whole else 0.9, "the speaker is named" if whole else f"short for {speaker.name}"
        )

    def _entity(self, text: str) -> Speaker:
        """The speaker of this name or description, or a new one."""
        known = self.by_description.get(_bare(text))
        return known or self._new(text, "organisation", is_organisation=True)

    def _new(
        self, name: str, naming: str, *, head: str = "", plural: bool = False, is_organisation: bool = False
    ) -> Speaker:
        speaker = Speaker(f"p{self.next_number}", name, naming, head, plural, is_organisation=is_organisation)
        self.next_number += 1
        self.speakers[speaker.key] = speaker
        self.by_description.setdefault(_bare(name), speaker)
        return speaker

    # --- pronouns -------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Answer:
        word = token.lower_
        if word in HE or word in SHE or word == "who":
            wanted = "he" if word in HE else "she" if word in SHE else None
            found = anaphora.person_before(self, token, wanted)
            if found is not None:
                if wanted:
                    found.gender = found.gender or wanted
                    found.pronouns.add(wanted)
                return Answer(found, found.naming, 0.8, f"“{token.text}” stands for {found.name}, spoken of before")
        elif word in THEY:
            found = anaphora.group_before(self)
            if found is not None:
                found.pronouns.add("they")
                return Answer(found, found.naming, 0.65, f"“{token.text}” stands for {found.name}, spoken of before")
        elif word in IT:
            found = anaphora.thing_before(self, token)
            if found is not None:
                return Answer(found, found.naming, 0.65, f"“{token.text}” stands for {found.name}, spoken of before")
        return Answer(None, "unknown", 0.3, f"nobody was found for whom “{token.text}” may stand")

    # --- descriptions and documents ---------------------------------------------------------

    def _description(self, source: Source, head: Token, naming: str) -> Answer:
        text = self._text(source)
        lower = head.lower_
        definite = self.document.doc[source.start].lower_ in ("the", "this", "that", "these", "those")
        short = len(text.split()) <= 3
        if definite and short:
            known = anaphora.taken_up(self, head)
            if known is not None:
                known.sources.append(source)
                return Answer(known, known.naming, 0.75, f"“{text}” is {known.name}, spoken of before")
        same = self.by_description.get(_bare(text))
        if same is not None and same.head == lower:
            same.sources.append(source)
            return Answer(same, same.naming, 0.85, "the same description as before")
        plural = naming == "collective" or head.morph.get("Number", []) == ["Plur"]
        speaker = self._new(text, naming, head=lower, plural=plural, is_organisation=naming == "organisation")
        speaker.sources.append(source)
        self._learn_gender(speaker, lower)
        return Answer(speaker, naming, 0.8, "the source is described, not named")

    def _issuer(self, source: Source, head: Token) -> Answer:
        """Who issued a document: who is named behind by, from, of, or before it as owner, by name or pronoun."""
        doc = self.document.doc
        after_preposition = False
        for token in doc[source.start : source.end]:
            if token.i < head.i and token.lower_ in OWNERS:
                owner = self._pronoun(token)
                if owner.speaker is not None:
                    reason = f"“{token.text} {head.text}” is of {owner.speaker.name}"
                    return Answer(owner.speaker, owner.naming, owner.confidence * 0.95, reason)
            if token.i > head.i and token.lower_ in ISSUED_BY:
                after_preposition = True
            name = self.names_by_token.get(token.i)
            if name is None or name.person_key is None:
                continue
            if token.i < head.i or after_preposition:
                speaker = self.speakers[name.person_key]
                speaker.sources.append(source)
                naming = "named" if name.kind == "person" else "document"
                return Answer(speaker, naming, 0.8, f"the “{head.text}” is of {speaker.name}")
        text = self._text(source)
        issuer = ISSUER.search(text)
        if issuer is not None:
            speaker = self._entity(issuer.group(1))
            return Answer(speaker, "document", 0.7, f"the “{head.text}” is of {speaker.name}")
        if doc[source.start].lower_ in ("the", "this", "that", "it") and len(text.split()) <= 3:
            used = self.by_channel.get(channels.shown(head.lower_) or "")
            if used is not None and used.speaker is not None:
                return Answer(used.speaker, used.naming, 0.75, f"“{text}” is the one by {used.speaker.name}")
            for speaker in reversed(self.history[-anaphora.REACH :]):
                if speaker.head == head.lower_ or speaker.is_organisation:
                    return Answer(speaker, "document", 0.6, f"“{text}” taken as issued by {speaker.name}")
        same = self.by_description.get(_bare(text))
        if same is not None and same.head == head.lower_:
            return Answer(same, "document", 0.8, "the same document as before")
        return Answer(self._new(text, "document", head=head.lower_), "document", 0.75, "a document speaks")

    def _text(self, source: Source) -> str:
        """The phrase as written, up to a comma or a relative clause."""
        doc = self.document.doc
        last = doc[source.end - 1]
        text = " ".join(self.document.text[doc[source.start].idx : last.idx + len(last)].split())
        cut = CUT.search(text)
        text = text[: cut.start()] if cut and cut.start() > 2 else text
        return TIME_TAIL.sub("", text)


def _roles_beside(document: Document, start: int, end: int) -> set[str]:
    """The nouns for a role before a name ("flood commissioner Ana Ruiz") and in apposition behind it."""
    doc = document.doc
    words: set[str] = set()
    i = start - 1
    while i >= 0 and start - i <= ROLE_REACH and (doc[i].pos_ in ("NOUN", "PROPN", "ADJ") or doc[i].text == ","):
        words.add(doc[i].lower_)
        i -= 1
    behind = role_nouns.apposition_head(doc, end)
    if behind is not None:
        words.add(behind.lower_)
    return {word for word in words if role_nouns.is_role(word)}


def _is_acronym(token: Token) -> bool:
    """Whether a word spelt like a pronoun is an acronym ("WHO")."""
    return len(token) > 1 and token.text.isupper()


def _bare(text: str) -> str:
    words = text.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)
