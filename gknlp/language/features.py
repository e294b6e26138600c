"""Sentences as sparse rows of numbers: hashed character n-grams, and hashed words as jieba cuts them."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from gknlp.language.characters import fold

SIZE = 1 << 17
"""Columns of a row."""
LENGTHS = (1, 2, 3, 4)
"""Characters of an n-gram."""
_EDGE = 0x110000
"""Stands before and behind each sentence: greater than any code of a character."""
_DIGIT = ord("0")
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_OF_WORDS = 0x5BD1E995


def _codes(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The codes of all ``texts`` with an edge before, between and behind them, digits alike, and the row of each."""
    folded = [fold(text) for text in texts]
    sizes = np.fromiter((len(text) for text in folded), dtype=np.int64, count=len(folded))
    codes = np.frombuffer("".join(folded).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    codes[(codes >= _DIGIT) & (codes <= _DIGIT + 9)] = _DIGIT
    rows = np.repeat(np.arange(len(folded)), sizes)
    at = np.arange(len(codes)) + rows + 1
    whole = np.full(len(codes) + len(folded) + 1, _EDGE, dtype=np.uint64)
    whole[at] = codes
    owners = np.zeros(len(whole), dtype=np.int64)
    owners[at] = rows
    return whole, owners


def _hashed(codes: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    count = len(codes) - length + 1
    result = codes[:count] * np.uint64(_FACTORS[0]) + np.uint64(length)
    for index in range(1, length):
        result = result * np.uint64(_FACTORS[index]) + codes[index : index + count]
    result ^= result >> np.uint64(29)
    result *= _MIX
    result ^= result >> np.uint64(32)
    return result


def _of_characters(texts: Sequence[str]) -> tuple[list[NDArray[np.int64]], list[NDArray[np.int64]]]:
    codes, owners = _codes(texts)
    is_edge = codes == _EDGE
    edges = np.concatenate(([0], np.cumsum(is_edge)))
    rows, columns = [], []
    for length in LENGTHS:
        count = len(codes) - length + 1
        if count <= 0:
            continue
        within = edges[length:] - edges[:count]
        if length == 1:
            kept = within == 0
        else:  # an edge may stand at either end of an n-gram, never within it
            kept = within - is_edge[:count] - is_edge[length - 1 :] == 0
            kept &= ~(is_edge[:count] & is_edge[length - 1 :])
        hashes = _hashed(codes, length)[kept]
        middle = np.where(is_edge[:count], owners[1 : count + 1] if length > 1 else owners[:count], owners[:count])
        rows.append(middle[kept])
        columns.append((hashes & np.uint64(SIZE - 1)).astype(np.int64))
    return rows, columns


@lru_cache(maxsize=1 << 16)
def _column(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"), _OF_WORDS) & (SIZE - 1)


def words_of(text: str) -> list[str]:
    """The words of ``text`` as jieba cuts it, digits alike, without white space and punctuation."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    return ["0" if word.isdigit() else word for word in jieba.lcut(fold(text), HMM=False) if word.isalnum()]


def _of_words(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    found = [[_column(word) for word in words_of(text)] for text in texts]
    sizes = [len(columns) for columns in found]
    columns = np.fromiter((column for part in found for column in part), dtype=np.int64, count=sum(sizes))
    return np.repeat(np.arange(len(texts)), sizes), columns


def rows_of(texts: Sequence[str]) -> csr_matrix:
    """(number of ``texts``, 2 × ``SIZE``) of float32: how often each n-gram and, in the second half, each word stands in
    a text, as 1 + log, every row of length 1 in either half."""
    if not texts:
        return csr_matrix((0, 2 * SIZE), dtype=np.float32)
    rows, columns = _of_characters(texts)
    word_rows, word_columns = _of_words(texts)
    keys = np.concatenate([*(row * (2 * SIZE) + column for row, column in zip(rows, columns, strict=True)),
                           word_rows * (2 * SIZE) + SIZE + word_columns])  # fmt: skip
    keys.sort()
    first = np.ones(len(keys), dtype=bool)
    first[1:] = keys[1:] != keys[:-1]
    begins = np.flatnonzero(first)
    values = 1 + np.log(np.diff(np.append(begins, len(keys))).astype(np.float32))
    row, column = np.divmod(keys[begins], 2 * SIZE)
    halves = row * 2 + (column >= SIZE)
    lengths = np.sqrt(np.bincount(halves, values * values, minlength=2 * len(texts)))
    values = (values / lengths[halves]).astype(np.float32)
    starts = np.searchsorted(row, np.arange(len(texts) + 1))
    return csr_matrix((values, column, starts), shape=(len(texts), 2 * SIZE))
