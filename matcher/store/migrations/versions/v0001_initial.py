"""All tables, and the triggers that keep the log as it is.

Revision ID: 0001
Revises: nothing
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from matcher.store.migrations import triggers

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(500).with_variant(sa.String(500, collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """From nothing."""
    op.create_table(
        "audit_anchors",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_anchors"),
    )
    op.create_table(
        "audit_log",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", ID, nullable=False),
        sa.Column("organisation", ID, nullable=False),
        sa.Column("action", ID, nullable=False),
        sa.Column("subject", ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_action", "audit_log", ["action"])
    op.create_index("ix_audit_log_actor", "audit_log", ["actor"])
    op.create_index("ix_audit_log_at", "audit_log", ["at"])
    op.create_index("ix_audit_log_subject", "audit_log", ["subject"])
    op.create_table(
        "contact_details",
        sa.Column("portfolio", ID, nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("portfolio", name="pk_contact_details"),
    )
    op.create_table(
        "contact_requests",
        sa.Column("id", ID, nullable=False),
        sa.Column("pseudonym", sa.String(40), nullable=False),
        sa.Column("portfolio", ID, nullable=False),
        sa.Column("vacancy", ID, nullable=False),
        sa.Column("organisation", ID, nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("answered_by", ID, nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_contact_requests"),
    )
    op.create_index("ix_contact_requests_organisation", "contact_requests", ["organisation"])
    op.create_index("ix_contact_requests_portfolio", "contact_requests", ["portfolio"])
    op.create_index("ix_contact_requests_pseudonym", "contact_requests", ["pseudonym"])
    op.create_index("ix_contact_requests_vacancy", "contact_requests", ["vacancy"])
    op.create_table(
        "decisions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("vacancy", ID, nullable=False),
        sa.Column("portfolio", ID, nullable=False),
        sa.Column("shortlist", ID, nullable=True),
        sa.Column("decision", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_portfolio", "decisions", ["portfolio"])
    op.create_index("ix_decisions_vacancy", "decisions", ["vacancy"])
    op.create_table(
        "idempotency",
        sa.Column("key", ID, nullable=False),
        sa.Column("user", ID, nullable=False),
        sa.Column("route", ID, nullable=False),
        sa.Column("body_hash", sa.String(200), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", "user", "route", name="pk_idempotency"),
    )
    op.create_index("ix_idempotency_at", "idempotency", ["at"])
    op.create_table(
        "jobs",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("by", ID, nullable=False),
        sa.Column("organisation", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_organisation", "jobs", ["organisation"])
    op.create_table(
        "organisations",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisations"),
    )
    op.create_table(
        "outcomes",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("portfolio", ID, nullable=False),
        sa.Column("vacancy", ID, nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("at_work", sa.String(40), nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
    )
    op.create_index("ix_outcomes_portfolio", "outcomes", ["portfolio"])
    op.create_index("ix_outcomes_vacancy", "outcomes", ["vacancy"])
    op.create_table(
        "pseudonyms",
        sa.Column("pseudonym", sa.String(40), nullable=False),
        sa.Column("portfolio", ID, nullable=False),
        sa.Column("vacancy", ID, nullable=False),
        sa.Column("organisation", ID, nullable=False),
        sa.PrimaryKeyConstraint("pseudonym", name="pk_pseudonyms"),
        sa.UniqueConstraint(
            "portfolio",
            "vacancy",
            "organisation",
            name="uq_pseudonyms_portfolio_vacancy_organisation",
        ),
    )
    op.create_table(
        "record_heads",
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("organisation", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.Column("digest", sa.String(64), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_record_heads"),
    )
    op.create_index(
        "ix_record_heads_kind_organisation_deleted",
        "record_heads",
        ["kind", "organisation", "deleted"],
    )
    op.create_index("ix_record_heads_kind_sequence", "record_heads", ["kind", "sequence"])
    op.create_table(
        "record_versions",
        sa.Column("sequence", NUMBER, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("record_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("organisation", ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("consents", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_record_versions"),
        sa.UniqueConstraint(
            "kind", "record_id", "version", name="uq_record_versions_kind_record_id_version"
        ),
    )
    op.create_index(
        "ix_record_versions_kind_record_id_sequence",
        "record_versions",
        ["kind", "record_id", "sequence"],
    )
    op.create_table(
        "releases",
        sa.Column("vacancy", ID, nullable=False),
        sa.Column("portfolio", ID, nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("vacancy", "portfolio", name="pk_releases"),
    )
    op.create_index("ix_releases_portfolio", "releases", ["portfolio"])
    op.create_table(
        "sensitive_facts",
        sa.Column("portfolio", ID, nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("portfolio", name="pk_sensitive_facts"),
    )
    op.create_table(
        "shortlists",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", ID, nullable=False),
        sa.Column("subject_version", sa.Integer(), nullable=True),
        sa.Column("subject_body", sa.Text(), nullable=False),
        sa.Column("sequence", NUMBER, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("answer_sha256", sa.String(64), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("organisation", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shortlists"),
    )
    op.create_index("ix_shortlists_by", "shortlists", ["by"])
    op.create_index("ix_shortlists_organisation", "shortlists", ["organisation"])
    op.create_index("ix_shortlists_subject", "shortlists", ["subject"])
    op.create_table(
        "shortlist_candidates",
        sa.Column("shortlist", ID, nullable=False),
        sa.Column("rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("candidate", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["shortlist"], ["shortlists.id"], name="fk_shortlist_candidates_shortlist"
        ),
        sa.PrimaryKeyConstraint("shortlist", "rank", name="pk_shortlist_candidates"),
    )
    op.create_index("ix_shortlist_candidates_candidate", "shortlist_candidates", ["candidate"])
    op.create_table(
        "users",
        sa.Column("id", ID, nullable=False),
        sa.Column("organisation", ID, nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("login", ID, nullable=True),
        sa.Column("oidc_subject", ID, nullable=True),
        sa.Column("portfolio", ID, nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisations.id"], name="fk_users_organisation"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("login", name="uq_users_login"),
        sa.UniqueConstraint("oidc_subject", name="uq_users_oidc_subject"),
    )
    op.create_index("ix_users_portfolio", "users", ["portfolio"])
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(200), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("csrf_hash", sa.String(200), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("seen", MOMENT, nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_expires", "sessions", ["expires"])
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "tokens",
        sa.Column("id", ID, nullable=False),
        sa.Column("token_hash", sa.String(200), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("expires", MOMENT, nullable=True),
        sa.Column("revoked", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_tokens_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_tokens_token_hash"),
    )
    op.create_index("ix_tokens_user_id", "tokens", ["user_id"])

    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in triggers.sqlite() if sqlite else triggers.postgresql():
        op.execute(statement)


def downgrade() -> None:
    """There is no way back: an empty database is made by deleting this one."""
    raise NotImplementedError("restore a backup instead")
