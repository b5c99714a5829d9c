-- The event types that every installation starts with: data like any other, to be edited or archived.
SELECT set_config('lotty.actor', 'system', true),
       set_config('lotty.action', 'event_type.create', true),
       set_config('lotty.request_id', 'migration', true);

INSERT INTO event_type (key, name, description, category, requires_exposure, is_exposure, properties_schema,
                        created_at, updated_at)
VALUES ('exposure', 'Exposure', 'The subject was shown what was decided.', 'exposure', false, true,
        '{"type":"object"}', now(), now()),
       ('click', 'Click', 'The subject clicked or tapped.', 'interaction', true, false,
        '{"type":"object"}', now(), now()),
       ('conversion', 'Conversion', 'The subject did what the product hopes for.', 'conversion', true, false,
        '{"type":"object"}', now(), now()),
       ('purchase', 'Purchase', 'The subject paid.', 'conversion', true, false,
        '{"type":"object","properties":{"amount":{"type":"number"}},"required":["amount"]}', now(), now()),
       ('error', 'Error', 'Something failed for the subject.', 'error', true, false,
        '{"type":"object"}', now(), now()),
       ('latency', 'Latency', 'How long the subject waited, in milliseconds.', 'latency', true, false,
        '{"type":"object","properties":{"value_ms":{"type":"number"}},"required":["value_ms"]}', now(), now());
