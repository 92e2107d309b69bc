"""What the head of a document says: its number, kind, issuing body, date and title, with every doubt admitted.

A text without a head is an article unless it speaks of itself ("Nghị quyết này phổ biến đến chi bộ") and something
names it; then it is let in with doubt.
"""

from dataclasses import replace

from ingest.effect import effective_on
from ingest.headless import read_article, read_headless
from ingest.heads import read_head
from ingest.identity import Masthead
from ingest.manuscript import Manuscript
from ingest.stamps import closing, is_restricted, secrecy


def read_masthead(m: Manuscript) -> Masthead:
    """The masthead of a manuscript, of whichever sort: an official head, a text without one, an article."""
    head = read_head(m) or read_headless(m) or read_article(m)
    return replace(
        head,
        effective=None if head.article else effective_on(m.text[head.body_start :], head.issued_on),
        secrecy=secrecy(m, head.body_start),
        restricted=is_restricted(m, head.body_start),
        end=closing(m, head.body_start),
    )
