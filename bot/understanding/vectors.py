"""Turns folded texts into rows of weighted features: what learning and likeness count with. Needs SciPy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.understanding.features import hashed

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Vectors:
    """A row of length 1 for each text, a column for each feature. `vocabulary` holds the features' numbers, sorted;
    `idf` their weights (square root of the inverse document frequency: see docs/understanding.md).
    """

    matrix: csr_matrix
    vocabulary: npt.NDArray[np.uint32]
    idf: Floats


def vectors(folded: Sequence[str]) -> Vectors:
    """The rows of these texts; a text without features gives a row of zeros. At least one text needs a feature."""
    from scipy.sparse import csr_matrix

    numbers = [hashed(text) for text in folded]
    vocabulary, places, counts = np.unique(np.concatenate(numbers), return_inverse=True, return_counts=True)
    idf = np.sqrt(np.log(len(folded) / counts) + 1).astype(np.float32)
    ends = np.cumsum([0, *map(len, numbers)])
    matrix = csr_matrix((idf[places], places, ends), shape=(len(folded), len(vocabulary)))
    lengths = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
    matrix.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(ends)).astype(np.float32)
    return Vectors(matrix, vocabulary, idf)
