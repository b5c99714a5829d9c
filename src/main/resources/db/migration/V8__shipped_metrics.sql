-- The metrics that every installation starts with. They are ordinary rows: what they say is all that makes them special.
SELECT set_config('lotty.actor', 'system', true),
       set_config('lotty.action', 'metric.create', true),
       set_config('lotty.request_id', 'migration', true);

INSERT INTO metric (key, name, purpose, kind, event_type, property, denominator_type, denominator_property,
                    unit, requires_exposure, better, quantile, created_at, updated_at)
VALUES ('impressions', 'Impressions', 'How often the variant was shown.',
        'count', 'exposure', NULL, NULL, NULL, 'event', false, 'higher', NULL, now(), now()),
       ('conversions', 'Conversions', 'How often the goal was reached after the variant was shown.',
        'count', 'conversion', NULL, NULL, NULL, 'event', true, 'higher', NULL, now(), now()),
       ('conversion_rate', 'Conversion rate', 'The share of exposed subjects who reached the goal at least once.',
        'proportion', 'conversion', NULL, NULL, NULL, 'subject', true, 'higher', NULL, now(), now()),
       ('errors', 'Errors', 'How many errors the product reported.',
        'count', 'error', NULL, NULL, NULL, 'event', false, 'lower', NULL, now(), now()),
       ('error_rate', 'Error rate', 'Errors per exposure.',
        'ratio', 'error', NULL, 'exposure', NULL, 'event', false, 'lower', NULL, now(), now()),
       ('latency_mean', 'Mean latency', 'The average latency in milliseconds.',
        'mean', 'latency', 'value_ms', NULL, NULL, 'event', false, 'lower', NULL, now(), now()),
       ('latency_p95', 'Latency, 95th percentile', 'The latency in milliseconds that 95 of 100 measurements stay below.',
        'quantile', 'latency', 'value_ms', NULL, NULL, 'event', false, 'lower', 0.95, now(), now());
