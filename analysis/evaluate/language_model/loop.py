"""Training that can be stopped and goes on where it was: steps over shuffled batches, a checkpoint now and then.

The order of the texts and every chance in their variation follow from the seed and the step, so that a run that was
stopped ends with the weights of one that was not (up to the rounding of the machine's arithmetic).
"""

import pickle
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from thinc.api import Adam, Optimizer

from analysis.evaluate.language_model.texts import Text, example

Variation = Callable[[Text, random.Random], Text]
WARM_UP_STEPS = 200
CHECKPOINT_SECONDS = 240
SEED = 0


@dataclass(frozen=True)
class Schedule:
    """How long and how fast: steps, words a batch, the highest rate of learning and the dropout."""

    steps: int
    batch_words: int
    rate: float
    dropout: float
    least_share: float = 0.02  # of the highest rate, at the last step

    def rate_at(self, step: int) -> float:
        """The rate of learning: up in a line to WARM_UP_STEPS, down in a line to the end."""
        if step < WARM_UP_STEPS:
            return self.rate * (step + 1) / WARM_UP_STEPS
        left = (self.steps - step) / max(1, self.steps - WARM_UP_STEPS)
        return self.rate * max(self.least_share, left)


def train(
    pipeline: Language, texts: Sequence[Text], vary: Variation, schedule: Schedule, scratch: Path,
    say: Callable[[str], None] = print,
) -> Language:  # fmt: skip
    """Train `pipeline`, initialized; its averaged weights are left in `scratch/last`; goes on from a checkpoint."""
    optimizer = Adam(schedule.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    first = _resume(pipeline, optimizer, scratch)
    if first:
        say(f"goes on at step {first:,} of {schedule.steps:,}")
    losses: dict[str, float] = {}
    saved_at = said_at = time.monotonic()
    for step, golds in _batches(texts, schedule, first):
        chance = random.Random(f"{SEED} {step}")
        examples = [example(pipeline.vocab, vary(gold, chance)) for gold in golds]
        optimizer.learn_rate = schedule.rate_at(step)  # type: ignore[misc]
        pipeline.update(examples, sgd=optimizer, drop=schedule.dropout, losses=losses)
        now = time.monotonic()
        if (step + 1) % 100 == 0:
            shown = ", ".join(f"{name} {value / 100:.1f}" for name, value in losses.items())
            say(f"step {step + 1:,} of {schedule.steps:,}: {shown}; {now - said_at:.0f} s")
            said_at = now
            losses.clear()
        if now - saved_at > CHECKPOINT_SECONDS:
            _save(pipeline, optimizer, step + 1, scratch)
            saved_at = now
    _save(pipeline, optimizer, schedule.steps, scratch)
    with pipeline.use_params(optimizer.averages):
        pipeline.to_disk(scratch / "last")
    return pipeline


def _batches(texts: Sequence[Text], schedule: Schedule, first: int) -> Iterator[tuple[int, list[Text]]]:
    """(step, texts) from step `first` on; each round over `texts` in an order of its own."""
    step, epoch = 0, 0
    batch: list[Text] = []
    words = 0
    while True:
        order = list(range(len(texts)))
        random.Random(f"{SEED} order {epoch}").shuffle(order)
        for at in order:
            batch.append(texts[at])
            words += len(texts[at])
            if words >= schedule.batch_words:
                if step >= first:
                    yield step, batch
                step, batch, words = step + 1, [], 0
                if step >= schedule.steps:
                    return
        epoch += 1


def _save(pipeline: Language, optimizer: Optimizer, step: int, scratch: Path) -> None:
    """Write a checkpoint beside the old one and put it in its place, so that a stop while writing loses nothing."""
    scratch.mkdir(parents=True, exist_ok=True)
    weights = {name: pipe.model.to_bytes() for name, pipe in _trained(pipeline)}
    numbers: dict[str, Any] = {
        "mom1": optimizer.mom1, "mom2": optimizer.mom2, "averages": optimizer.averages,
        "nr_update": dict(optimizer.nr_update),
    }  # fmt: skip
    order = {node.id: at for at, node in enumerate(_nodes(pipeline))}
    numbers = {kind: {(order[key[0]], key[1]): value for key, value in kept.items() if key[0] in order}
               for kind, kept in numbers.items()}  # fmt: skip
    new = scratch / "checkpoint.new"
    with new.open("wb") as file:
        pickle.dump({"step": step, "weights": weights, "numbers": numbers}, file)
    new.replace(scratch / "checkpoint.pickle")


def _resume(pipeline: Language, optimizer: Optimizer, scratch: Path) -> int:
    """The step to go on with; 0 where there is no checkpoint."""
    path = scratch / "checkpoint.pickle"
    if not path.exists():
        shutil.rmtree(scratch / "last", ignore_errors=True)
        return 0
    with path.open("rb") as file:
        kept = pickle.load(file)
    for name, pipe in _trained(pipeline):
        pipe.model.from_bytes(kept["weights"][name])
    ids = [node.id for node in _nodes(pipeline)]
    for kind, numbers in kept["numbers"].items():
        getattr(optimizer, kind).update({(ids[at], param): value for (at, param), value in numbers.items()})
    return kept["step"]


def _trained(pipeline: Language) -> list[tuple[str, Any]]:
    return [(name, pipe) for name, pipe in pipeline.pipeline if hasattr(pipe, "model")]


def _nodes(pipeline: Language) -> Iterator[Any]:
    seen = set()
    for _, pipe in _trained(pipeline):
        for node in pipe.model.walk():
            if node.id not in seen:
                seen.add(node.id)
                yield node
