"""Vectors of tokens, kept beside those of chunks, for late interaction.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "token_vectors",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("encoder", sa.String(length=300), nullable=False),
        sa.Column("tokens", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", "encoder"),
    )


def downgrade() -> None:
    op.drop_table("token_vectors")
