"""Which of the 250,002 SentencePiece pieces the Vietnamese cut keeps, and the tokenizer over them.

``pieces.txt`` beside this file is the choice, one piece a line; the build reads only that. It was made by

    python -m index.models.pieces FOLDER

over the texts of a folder: every piece that the full tokenizer uses at least ``OFTEN`` times for those texts as they
stand, in capitals, in small letters and without marks, taken together; every piece that is a whole syllable that Vietnamese can spell
(``spellings``); every piece of at most two Latin letters or signs, and of digits and signs alone; those of the prompts. What was read for
it: 393 official texts of the State (laws, decrees, circulars; 36 MB; free of copyright by Article 15 of Vietnam's Law
on Intellectual Property), of which nothing but this list is here.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import tokenizers
import typer

from index.models.flatfile import FlatFile, packaged
from index.vietnamese import without_marks

KEPT = Path(__file__).with_name("pieces.txt")
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
SPACE = "▁"
OFTEN = 4
PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}

ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x".split()
VOWELS = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ua uâ uê ui uô uơ uy ưa ưi ươ ưu "
    "yê iêu oai oao oay oeo uây uôi uya uyê uyu ươi ươu yêu"
).split()
CODAS = ["", *"c ch m n ng nh p t".split()]
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]

Spoken = dict[str, Any]


def spellings() -> Iterator[str]:
    """Every syllable that the rules of spelling allow, and more: any onset, vowels and coda, the tone on any vowel."""
    for onset, vowels, coda, tone in product(["", *ONSETS], VOWELS, CODAS, TONES):
        for i in range(len(vowels)):
            marked = vowels[: i + 1] + tone + vowels[i + 1 :]
            yield unicodedata.normalize("NFC", onset + marked + coda)


def kept_pieces() -> tuple[str, ...]:
    """The pieces of the cut, without the special ones, in the order of the full vocabulary."""
    return tuple(KEPT.read_text(encoding="utf-8").split("\n")[:-1])


def tokenizer_json(pieces: Sequence[str], scores: Sequence[float]) -> Spoken:
    """The content of tokenizer.json: NFKC and SentencePiece's "nmt" rules, words, a Unigram model, ``<s> … </s>``.

    ``pieces`` begin with SPECIALS and end with ``<mask>``. Compared code point by code point with the map in the flat
    file, this normalisation differs on 88 rarities, none of them Vietnamese.
    """
    named = [(piece, pieces.index(piece)) for piece in (*SPECIALS, "<mask>")]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [_special(piece, at) for piece, at in named],
        "normalizer": {"type": "Sequence", "normalizers": _normalisers()},
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "WhitespaceSplit"},
                {"type": "Metaspace", "replacement": SPACE, "prepend_scheme": "always", "split": True},
            ],
        },
        "post_processor": _in_brackets(dict(named)),
        "decoder": {"type": "Metaspace", "replacement": SPACE, "prepend_scheme": "always", "split": True},
        "model": {
            "type": "Unigram",
            "unk_id": SPECIALS.index("<unk>"),
            "vocab": [[piece, float(score)] for piece, score in zip(pieces, scores, strict=True)],
            "byte_fallback": False,
        },
    }


def tokenizer_of(pieces: Sequence[str], scores: Sequence[float]) -> tokenizers.Tokenizer:
    return tokenizers.Tokenizer.from_str(json.dumps(tokenizer_json(pieces, scores)))


def choose(file: FlatFile, texts: Iterable[str]) -> list[str]:
    """The pieces to keep for Vietnamese like those texts, in the order of the full vocabulary."""
    full = tokenizer_of(file.pieces, file.scores.tolist())
    used: Counter[str] = Counter()
    for text in texts:
        for form in (text, text.lower(), text.upper(), without_marks(text)):
            used.update(piece for line in full.encode_batch(form.split("\n")) for piece in line.tokens)
    kept = {piece for piece, n in used.items() if n >= OFTEN} | _whole_syllables(full)
    kept |= {piece for piece in file.pieces if _SHORT.fullmatch(piece)}
    kept.update(*(full.encode(prompt).tokens for prompt in PROMPTS.values()))
    return [piece for piece in file.pieces if piece in kept and piece not in (*SPECIALS, "<mask>")]


def _whole_syllables(full: tokenizers.Tokenizer) -> set[str]:
    """Syllables that are one piece, in small letters, with a capital, in capitals."""
    found: set[str] = set()
    for form in (str.lower, str.capitalize, str.upper):
        for line in full.encode_batch([form(syllable) for syllable in sorted(set(spellings()))]):
            found.update(line.tokens[1:-1] if len(line.tokens) == 3 else ())
    return found


_SIGNS = "!-/:-@[-`{-~‘’“”–—…§°²³½×·•§«»€≤≥±→"
_LATIN = "a-zA-Z" + "".join(sorted({c for c in "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(spellings()) if c > "z"}))
_SHORT = re.compile(rf"{SPACE}?([{_SIGNS}{_LATIN}0-9]{{0,2}}|[{_SIGNS}0-9]+)")


def _special(piece: str, at: int) -> Spoken:
    plain = {"single_word": False, "lstrip": piece == "<mask>", "rstrip": False, "normalized": False}
    return {"id": at, "content": piece, **plain, "special": True}


def _normalisers() -> list[Spoken]:
    rules = [("[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\ufeff\ufffd▁]", " "), ("[\x00-\x1f\x7f\x8f\x9f]", "")]
    replacing = [{"type": "Replace", "pattern": {"Regex": rule}, "content": content} for rule, content in rules]
    return [*replacing, {"type": "NFKC"}]


def _in_brackets(ids: dict[str, int]) -> Spoken:
    first, last = ({"SpecialToken": {"id": piece, "type_id": 0}} for piece in ("<s>", "</s>"))
    texts = [{"Sequence": {"id": name, "type_id": 0}} for name in "AB"]
    tokens = {piece: {"id": piece, "ids": [ids[piece]], "tokens": [piece]} for piece in ("<s>", "</s>")}
    single, pair = [first, texts[0], last], [first, texts[0], last, last, texts[1], last]
    return {"type": "TemplateProcessing", "single": single, "pair": pair, "special_tokens": tokens}


def main(folder: Path) -> None:
    """Choose the pieces over the .txt files of a folder (PROVENANCE.txt apart) and write pieces.txt."""
    files = sorted(path for path in folder.glob("*.txt") if path.stem != "PROVENANCE")
    texts = (path.read_text(encoding="utf-8") for path in files)
    KEPT.write_text("\n".join(choose(packaged(), texts)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
