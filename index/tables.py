"""The tables of the truth. What a committed row says of an edition's words never changes; only its standing does.

Migrations (index/migrations) make the same tables; a test compares the two.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

generations = Table(
    "generations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
    Column("committed_at", String(20), nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("edition", Integer, primary_key=True),
    Column("standing", String(10), nullable=False),  # held, former, withdrawn
    Column("added_in", Integer, nullable=False),
    Column("ended_in", Integer),
    Column("digest", String(64), nullable=False),
    Column("id", String(300), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("number", String(100)),
    Column("issuer", Text, nullable=False),
    Column("level", String(20), nullable=False),
    Column("issued_on", String(10)),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("format", String(20), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("audience", String(20), nullable=False),
    Column("unconfirmed", Boolean, nullable=False),
    Column("doubts", Text, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("valid_from", String(10)),
    Column("valid_until", String(10)),
    Column("ended_by", String(20)),
    Column("successor", String(300)),
    Index("documents_id", "id", "standing"),
    Index("documents_sha256", "sha256"),
)

texts = Table(
    "texts",
    metadata,
    Column("edition", ForeignKey("documents.edition"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("runs", LargeBinary, nullable=False),
)

sections = Table(
    "sections",
    metadata,
    Column("edition", ForeignKey("documents.edition"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("segments", Text, nullable=False),
    Column("pages", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("close", Integer, nullable=False),
)

chunks = Table(
    "chunks",
    metadata,
    Column("edition", ForeignKey("documents.edition"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("id", BigInteger, nullable=False),
    Column("segments", Text, nullable=False),
    Column("pages", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("context", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("vector_key", BigInteger, nullable=False),
    Index("chunks_id", "id"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("encoder", String(300), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

token_vectors = Table(
    "token_vectors",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("encoder", String(300), primary_key=True),
    Column("tokens", LargeBinary, nullable=False),
)

relations = Table(
    "relations",
    metadata,
    Column("edition", ForeignKey("documents.edition"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("place", Text, nullable=False),
    Column("verb", String(20), nullable=False),
    Column("target", Text, nullable=False),
    Column("target_date", String(10)),
    Column("quote", Text, nullable=False),
    Column("effective", String(10)),
)

pending = Table(
    "pending",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("reason", String(60), nullable=False),
    Column("message", Text, nullable=False),
    Column("since", String(20), nullable=False),
    Column("fields", Text, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("status", String(20), nullable=False),
    Column("document_id", String(300)),
    Column("reason", String(60)),
    Column("message", Text),
)
