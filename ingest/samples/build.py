"""The sample library's files from their masters: ``python -m ingest.samples.build`` (needs the ``dev`` extra).

The same masters give the same bytes, so that a change in ``documents/`` is always a change in ``masters/``.
"""

from pathlib import Path

from ingest.samples.as_docx import word_file
from ingest.samples.as_html import web_page
from ingest.samples.as_pdf import pdf_file
from ingest.samples.as_text import markdown, plain_text
from ingest.samples.master import Master, masters

FOLDER = Path(__file__).parent / "documents"


def built(master: Master) -> bytes:
    """The bytes of a master's file, in the format that its name ends with."""
    match Path(master.file).suffix:
        case ".pdf":
            return pdf_file(master)
        case ".docx":
            return word_file(master)
        case ".html":
            return web_page(master)
        case ".md":
            return markdown(master)
        case ".txt":
            return plain_text(master)
        case other:
            raise ValueError(f"{master.file}: no way is known to set a master as {other!r}.")


def main() -> None:
    """Writes every document of the sample library."""
    FOLDER.mkdir(exist_ok=True)
    for master in masters():
        (FOLDER / master.file).write_bytes(built(master))


if __name__ == "__main__":
    main()
