"""Whose words: each source resolved to one canonical speaker of the article.

Names go by their bearer, pronouns and short descriptions to whom the text named before, documents to who
issued them. Every answer carries a confidence and a reason. Leaves role, affiliation and group to people.py.
"""

from collections import defaultdict

from spacy.tokens import Token

from analysis import lexicons, schema
from analysis.document import Document
from analysis.language import syntax
from analysis.names import role_nouns
from analysis.quotes import anaphora, channels, issuers, nouns, phrases
from analysis.quotes.answer import Answer
from analysis.quotes.attribution import Attribution
from analysis.quotes.cues import is_shouted
from analysis.quotes.record import Speaker
from analysis.quotes.sources import Source

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "themselves", "both", "all", "others"})
IT = frozenset({"it", "its", "itself", "this", "that", "which"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
PRONOUNS = HE | SHE | THEY | IT | FIRST | {"who"}
QUESTIONS, ANSWERS = frozenset({"q", "question"}), frozenset({"a", "answer"})
REACH_OF_ARTICLE = 4  # words from an article to its noun
ROLE_REACH = 6  # words before a name in which its role is looked for


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
        self.asked_at = len(document.doc)  # where the questions of an interview begin
        self.by_description: dict[str, Speaker] = {}
        self.by_channel: dict[str, Answer] = {}  # who spoke last in a statement, a letter, …
        self._enter_names()
        self._enter_subjects()

    def resolve(self, attributions: list[Attribution]) -> dict[Attribution, Answer]:
        """The answer for each attribution; floating ones take that of the quotation they continue."""
        answers: dict[Attribution, Answer] = {}
        by_source: dict[int, Answer] = {}
        order = sorted(attributions, key=self._place)
        for attribution in order:
            if attribution.inside is not None and self._is_first_person(attribution.source):
                answer = self._quoted_self(attribution, answers.get(attribution.inside))
            elif attribution.continues is not None:
                before = answers.get(attribution.continues)
                answer = (
                    Answer(before.speaker, before.naming, before.confidence * 0.9, "goes on with the speaker before")
                    if before is not None
                    else Answer(None, "unknown", 0.2, "no speaker before")
                )
            elif attribution.source is not None and attribution.cue is None:
                answer = self._label(attribution.source)
            elif attribution.source is None:
                answer = Answer(None, "unknown", 0.5, "the text names no source")
            elif id(attribution.source) in by_source:
                answer = by_source[id(attribution.source)]
            else:
                answer = self._source(attribution.source)
                by_source[id(attribution.source)] = answer
            answers[attribution] = answer
            if answer.speaker is not None and not attribution.nested:  # who is told of is not who tells
                self.history.append(answer.speaker)
                channel = channels.find(self.document, attribution)
                if channel is not None and answer.naming != "document":
                    self.by_channel[channel] = answer
        return answers

    def _place(self, attribution: Attribution) -> tuple[bool, int]:
        """When an attribution is resolved: in the order of the cues; "I" in a quotation after all others."""
        at = attribution.cue.start if attribution.cue else self.document.token_at(attribution.content[0][0]).i
        return attribution.inside is not None and self._is_first_person(attribution.source), at

    def _is_first_person(self, source: Source | None) -> bool:
        if source is None:
            return False
        words = self.document.doc[source.start : source.end]
        return len(words) == 1 and words[0].lower_ in FIRST and not _is_acronym(words[0])

    @staticmethod
    def _quoted_self(attribution: Attribution, outer: Answer | None) -> Answer:
        """ "I" or "we" inside a quotation: whoever is quoted."""
        word = attribution.source.head.text if attribution.source is not None else ""
        if outer is None or outer.speaker is None:
            return Answer(None, "unknown", 0.3, f"“{word}” is whoever is quoted, who is not known")
        return Answer(
            outer.speaker, outer.naming, outer.confidence * 0.9, f"“{word}” is {outer.speaker.name}, who is quoted"
        )

    def _label(self, source: Source) -> Answer:
        """Who speaks in a turn: a label in capitals by surname; "A" where one person was named before the questions."""
        words = self.document.doc[source.start : source.end]
        if len(words) == 1 and words[0].is_upper:
            bearers = {s.key: s for _at, s in self.persons if s.name.casefold().split()[-1] == words[0].lower_}
            if len(bearers) == 1:
                (speaker,) = bearers.values()
                return Answer(speaker, "named", 0.85, f"“{words[0].text}” is {speaker.name}")
            if words[0].lower_ in ANSWERS:
                self.asked_at = min(self.asked_at, source.start)
                named = {s.key: s for at, s in self.persons if at < self.asked_at}
                if len(named) == 1:
                    (speaker,) = named.values()
                    return Answer(
                        speaker, "named", 0.5, f"{speaker.name}, the one person named before, is taken to answer"
                    )
            if words[0].lower_ not in QUESTIONS | ANSWERS and nouns.naming_of(words[0].lower_) is None:
                speaker = self.described(words[0].text, "") or self.new(words[0].text, "named")
                return Answer(speaker, "named", 0.8, "the speaker is named at the head of the turn")
        return self._source(source)

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
                roles, others = _roles_beside(document, tokens.start, tokens.end)
                self.speakers[name.person_key].role_words |= roles
                self.speakers[name.person_key].role_context |= others
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
        start = next((child.i for child in token.lefts if child.pos_ == "DET"), token.left_edge.i)
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
            return self.pronoun(words[0])
        head = phrases.head(source, self.names_by_token)
        naming = "collective" if phrases.is_of_several(source, head) else nouns.naming(head)
        several = phrases.joined(self.document, source, head, self.names_by_token)
        if several:
            return self._joint(several, source)
        if naming == "document" and head.i not in self.names_by_token:
            return issuers.find(self, source, head)
        person = phrases.name_in(self.document, source, "person", head, self.names_by_token)
        if person is not None:
            return self._named(person, source, words)
        if (
            words
            and words[0].lower_ in PRONOUNS
            and not _is_acronym(words[0])
            and words[0].dep_ not in ("nmod:poss", "poss", "det")
            and len(words) < 3
        ):
            return self.pronoun(words[0])
        name = phrases.seat(self.document, source, head, self.names_by_token) or self.names_by_token.get(head.i)
        if name is not None and name.kind == "place" and head.i not in self.names_by_token:
            return Answer(self.entity(name.text), "organisation", 0.8, "a place stands for its government")
        if name is None and naming == "organisation":  # "the airframer Boeing"
            name = phrases.name_in(self.document, source, "organisation", head, self.names_by_token)
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
                speaker = self.entity(name.text)
                speaker.sources.append(source)
                return Answer(speaker, "organisation", 0.8, "a place stands for its government")
        return self._description(source, head, naming)

    def _joint(self, names: list[schema.Name], source: Source) -> Answer:
        """Several who say the same words: one speaker under all their names."""
        each = [self.speakers[n.person_key].name if n.person_key is not None else n.text for n in names]
        together = f"{', '.join(each[:-1])} and {each[-1]}"
        naming = "named" if names[0].kind == "person" else "organisation"
        known = self.by_description.get(bare(together))
        speaker = known or self.new(together, naming, plural=True, is_organisation=naming == "organisation")
        speaker.sources.append(source)
        return Answer(speaker, naming, 0.85, "several are named together")

    def _named(self, name: schema.Name, source: Source, words: list[Token]) -> Answer:
        speaker = self.speakers[name.person_key] if name.person_key is not None else self.entity(name.text)
        for token in words:
            self._learn_gender(speaker, token.lower_)
        speaker.sources.append(source)
        whole = name.text == speaker.name
        return Answer(
            speaker, "named", 0.97 if whole else 0.9, "the speaker is named" if whole else f"short for {speaker.name}"
        )

    def entity(self, text: str) -> Speaker:
        """The speaker of this name or description, or a new one."""
        known = self.by_description.get(bare(text))
        return known or self.new(text, "organisation", is_organisation=True)

    def new(
        self, name: str, naming: str, *, head: str = "", plural: bool = False, is_organisation: bool = False
    ) -> Speaker:
        speaker = Speaker(f"p{self.next_number}", name, naming, head, plural, is_organisation=is_organisation)
        self.next_number += 1
        self.speakers[speaker.key] = speaker
        self.by_description.setdefault(bare(name), speaker)
        return speaker

    def described(self, text: str, head: str) -> Speaker | None:
        """The speaker described before in these words, with this head noun (lower case)."""
        same = self.by_description.get(bare(text))
        return same if same is not None and same.head == head else None

    # --- pronouns -------------------------------------------------------------------

    def pronoun(self, token: Token) -> Answer:
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
            found = anaphora.group_before(self, token)
            if found is not None:
                found.pronouns.add("they")
                return Answer(found, found.naming, 0.65, f"“{token.text}” stands for {found.name}, spoken of before")
        elif word in IT:
            found = anaphora.thing_before(self, token)
            if found is not None:
                return Answer(found, found.naming, 0.65, f"“{token.text}” stands for {found.name}, spoken of before")
        elif word in FIRST and self.document.outlet:  # the paper speaks of itself: "as we wrote on Friday"
            return Answer(
                self.entity(self.document.outlet), "organisation", 0.7, f"“{token.text}” is the outlet itself"
            )
        return Answer(None, "unknown", 0.3, f"nobody was found for whom “{token.text}” may stand")

    # --- descriptions and documents ---------------------------------------------------------

    def _description(self, source: Source, head: Token, naming: str) -> Answer:
        text = phrases.shown(self.document, source)
        lower = head.lower_
        definite = self.document.doc[source.start].lower_ in ("the", "this", "that", "these", "those")
        short = len(text.split()) <= 3
        if definite and short:
            known = anaphora.taken_up(self, head)
            if known is not None:
                known.sources.append(source)
                return Answer(known, known.naming, 0.75, f"“{text}” is {known.name}, spoken of before")
        bearer = anaphora.beside(self, source) if naming == "role" else None
        if bearer is not None:
            bearer.sources.append(source)
            return Answer(bearer, "named", 0.9, f"“{text}” stands beside the name of {bearer.name}")
        bearer = anaphora.bearer_of(self, source, head) if naming == "role" else None
        if bearer is not None:
            bearer.sources.append(source)
            return Answer(bearer, "named", 0.7, f"“{text}” is what the article calls {bearer.name}")
        same = self.described(text, lower)
        if same is not None:
            same.sources.append(source)
            return Answer(same, same.naming, 0.85, "the same description as before")
        plural = naming == "collective" or head.morph.get("Number", []) == ["Plur"]
        speaker = self.new(text, naming, head=lower, plural=plural, is_organisation=naming == "organisation")
        speaker.sources.append(source)
        self._learn_gender(speaker, lower)
        return Answer(speaker, naming, 0.8, "the source is described, not named")


def _roles_beside(document: Document, start: int, end: int) -> tuple[set[str], set[str]]:
    """The nouns for a role before a name ("flood commissioner Ana Ruiz") or behind it; all words there."""
    doc = document.doc
    words: set[str] = set()
    i = start - 1
    while i >= 0 and start - i <= ROLE_REACH and (doc[i].pos_ in ("NOUN", "PROPN", "ADJ") or doc[i].text == ","):
        words.add(doc[i].lower_)
        i -= 1
    behind = role_nouns.apposition_head(doc, end)
    if behind is not None:
        words |= {token.lower_ for token in doc[end : behind.i + ROLE_REACH] if token.pos_ in ("NOUN", "PROPN", "ADJ")}
    roles = {word for word in words if role_nouns.is_role(word)}
    return roles, words if roles else set()


def _is_acronym(token: Token) -> bool:
    """Whether a word spelt like a pronoun is an acronym ("WHO"), and not one of many words in capitals."""
    return len(token) > 1 and token.text.isupper() and not is_shouted(token)


def bare(text: str) -> str:
    words = text.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)
