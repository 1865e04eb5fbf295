"""Loading a spaCy pipeline, ours or any English one by name or path."""

from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from thinc.api import get_current_ops, use_ops

from analysis.errors import ModelError
from analysis.language.boundaries import TITLES
from analysis.settings import DATA, settings

REQUIRED_PIPES = ("parser", "ner")


@lru_cache(maxsize=2)
def load(model: str | None = None) -> Language:
    """The pipeline named in the settings, or `model` (a folder or an installed package).

    Raises ModelError with the command that gets it where it is missing, and where it lacks a parser or names.
    """
    name = model or settings().model
    try:
        with _quick_arithmetic():
            pipeline = spacy.load(name)
    except Exception as error:  # spaCy breaks in many ways on a folder that is not whole
        if Path(name) == DATA / "model":
            advice = "restore it from the repository (git checkout -- data/model)"
        elif "/" in name:
            advice = "name the folder of a whole spaCy pipeline (DATELINE_MODEL)"
        else:
            advice = f"get it with: .venv/bin/python -m spacy download {name}"
        raise ModelError(f"The language model {name!r} is missing or damaged; {advice}.") from error
    missing = [pipe for pipe in REQUIRED_PIPES if pipe not in pipeline.pipe_names]
    if missing:
        raise ModelError(
            f"The language model {name!r} has no {' and no '.join(missing)}; choose a full English pipeline."
        )
    tokenizer: Any = pipeline.tokenizer  # the stubs know it as any callable
    for title in TITLES:  # "Col." is one word, or the sentence ends after it
        for form in (title, title.capitalize()):
            tokenizer.add_special_case(form, [{ORTH: form}])
    return pipeline


def _quick_arithmetic() -> AbstractContextManager:
    """NumPy's matrix products instead of BLIS, which spaCy takes on a CPU: the same pipeline in little more than half
    the time (docs/adr/0021). Whoever has a GPU or Apple's products set up keeps them."""
    return use_ops("numpy", use_blis=False) if get_current_ops().name == "numpy" else nullcontext()


def version(pipeline: Language) -> str:
    """Name and version, as runs record them."""
    return f"{pipeline.meta['lang']}_{pipeline.meta['name']} {pipeline.meta['version']}"
