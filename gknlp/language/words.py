"""Words of Chinese text, by jieba."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer


@cache
def _tokenizer() -> Tokenizer:
    """jieba's own dictionary, read anew: its cache would stand in a temporary folder that others may write to, and be
    loaded from there unseen. Reading it this way also logs nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def cut(text: str) -> list[tuple[int, int]]:
    """(start, end) of each word of ``text``, punctuation and white space among them, without gaps."""
    words, start = [], 0
    for word in _tokenizer().cut(text):
        words.append((start, start + len(word)))
        start += len(word)
    return words
