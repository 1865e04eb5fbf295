"""Dateline's fixed vocabularies in a reader's words: kinds of place and event, how a thing is told, languages."""

from analysis.charts.lane_names import TYPES

EVENT_TYPES = {code: name.lower() for code, name in TYPES.items()}
PLACE_KINDS = {
    "city": "cities", "country": "countries", "region": "states", "county": "districts", "facility": "sites",
    "water": "waters", "terrain": "land", "area": "areas",
}  # fmt: skip
STATUSES = {"occurred": "happened", "ongoing": "going on", "planned": "planned", "hedged": "unsure", "denied": "denied"}
LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language(code: str) -> str:
    """`German`; the code itself where it is a rarer one."""
    return LANGUAGES.get(code, code)
