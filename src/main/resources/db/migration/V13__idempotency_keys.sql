-- What was done under an Idempotency-Key, for a day: written in the transaction of the change itself, so that a key is
-- here if and only if the change is. An answer with a secret in it leaves its columns empty.
CREATE TABLE idempotency_key (
    actor        text        NOT NULL,
    key          text        NOT NULL CHECK (key ~ '^[!-~]{1,200}$'),
    fingerprint  bytea       NOT NULL CHECK (octet_length(fingerprint) = 32),
    claimed_at   timestamptz NOT NULL,
    status       smallint,
    content_type text,
    headers      jsonb,
    body         bytea,
    CONSTRAINT a_key_is_used_once PRIMARY KEY (actor, key),
    CONSTRAINT answer_whole_or_not_at_all CHECK (num_nulls(status, content_type, headers, body) IN (0, 4))
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (claimed_at);
