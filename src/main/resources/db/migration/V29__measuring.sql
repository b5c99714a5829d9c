-- What reports are made of. A subject's events make its trace; what the traces of an experiment add up to, exactly, is kept in
-- cells, so that a report reads some thousand rows however many events there are. Traces of subjects whose events have come
-- since are made anew from all their events, and the cells change by the difference. That may be done at any time and any
-- number of times: it gives what it would give if all were counted at once.
CREATE TABLE measuring (
    id            integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    experiment_id uuid NOT NULL CONSTRAINT an_experiment_is_measured_once UNIQUE,
    flag_key      text NOT NULL,
    -- until then events of the flag tell what subjects were like before, and since when
    past_from     timestamptz NOT NULL,
    started_at    timestamptz NOT NULL,
    -- what is measured: metrics with their versions, variants, start; another one, and all is measured anew
    meaning       text NOT NULL,
    -- whether all subjects that had events before this row was there are on the list
    begun         boolean NOT NULL DEFAULT false
);

-- The list of subjects whose events have come: written with the events, in their transaction, and emptied by measuring.
CREATE TABLE event_arrival (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    measuring integer NOT NULL REFERENCES measuring ON DELETE CASCADE,
    subjects  bytea[] NOT NULL,
    n         integer NOT NULL CONSTRAINT an_arrival_is_of_some_subject CHECK (n > 0)
);
CREATE INDEX event_arrival_of_measuring ON event_arrival (measuring, id);

CREATE TABLE trace (
    measuring integer NOT NULL REFERENCES measuring ON DELETE CASCADE,
    subject   bytea NOT NULL CONSTRAINT a_subject_has_sixteen_bytes CHECK (octet_length(subject) = 16),
    -- the first of the design that it had, from 1
    variant   smallint NOT NULL,
    said      text NOT NULL,
    -- what it adds to quantiles of events, of which a report looks at some
    numbers   text NOT NULL,
    PRIMARY KEY (measuring, subject)
);
-- a report looks at some subjects of each variant who have numbers
CREATE INDEX trace_of_variant ON trace (measuring, variant, subject) WHERE numbers <> '[]';
CREATE INDEX trace_of_subject ON trace (subject);

-- A spot is a variant (from 1, in the order of the design; 0 is all together) in a span: 0 all of the time, 1 a day, 2 an hour,
-- each by its number since 1970.
CREATE TABLE presence (
    measuring integer NOT NULL REFERENCES measuring ON DELETE CASCADE,
    span      smallint NOT NULL CONSTRAINT a_span_is_known CHECK (span BETWEEN 0 AND 2),
    variant   smallint NOT NULL,
    period    integer NOT NULL,
    subjects  bigint NOT NULL,
    exposures bigint NOT NULL,
    events    bigint NOT NULL,
    waiting   bigint NOT NULL,
    PRIMARY KEY (measuring, span, variant, period)
) WITH (fillfactor = 50);

CREATE TABLE cell (
    measuring integer NOT NULL REFERENCES measuring ON DELETE CASCADE,
    span      smallint NOT NULL CONSTRAINT a_span_is_known CHECK (span BETWEEN 0 AND 2),
    variant   smallint NOT NULL,
    period    integer NOT NULL,
    -- the place of the metric among those that are measured, from 0
    gauge     smallint NOT NULL,
    n         bigint NOT NULL,
    units     bigint NOT NULL,
    total     numeric NOT NULL,
    x         numeric NOT NULL,
    y         numeric NOT NULL,
    xx        numeric NOT NULL,
    yy        numeric NOT NULL,
    xy        numeric NOT NULL,
    PRIMARY KEY (measuring, span, variant, period, gauge)
) WITH (fillfactor = 50);

-- The single numbers of quantiles, and how many of them lie in each bin, so that a rank is found by reading the bins and one
-- bin's numbers.
CREATE TABLE cell_bin (
    measuring integer NOT NULL REFERENCES measuring ON DELETE CASCADE,
    gauge     smallint NOT NULL,
    span      smallint NOT NULL,
    variant   smallint NOT NULL,
    period    integer NOT NULL,
    bin       integer NOT NULL,
    n         bigint NOT NULL,
    PRIMARY KEY (measuring, gauge, span, variant, period, bin)
) WITH (fillfactor = 50);

CREATE TABLE cell_number (
    measuring integer NOT NULL REFERENCES measuring ON DELETE CASCADE,
    gauge     smallint NOT NULL,
    span      smallint NOT NULL,
    variant   smallint NOT NULL,
    period    integer NOT NULL,
    bin       integer NOT NULL,
    number    numeric NOT NULL,
    n         bigint NOT NULL,
    PRIMARY KEY (measuring, gauge, span, variant, period, bin, number)
) WITH (fillfactor = 80);

-- measuring asks for those of one flag
CREATE INDEX event_origin_of_flag ON event_origin (flag_key);

-- In their place: the facts are in the events, and what reports ask of them is in the cells.
DROP TABLE event_fact;
DROP FUNCTION fold_event_facts;
DROP AGGREGATE sum_of_amounts(jsonb);
DROP FUNCTION add_amounts;
