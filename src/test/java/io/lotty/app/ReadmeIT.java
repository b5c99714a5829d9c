package io.lotty.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.FreshRedis;
import io.lotty.kit.RunningLotty;
import io.lotty.kit.WithStores;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Executes what the documents tell their readers to type. */
@WithStores
class ReadmeIT {
    @Test
    @Covers("OPS-1")
    void the_first_five_minutes_print_what_the_readme_says(FreshDatabase database, FreshRedis redis) throws Exception {
        var minutes = Walkthrough.of("README.md", "The first five minutes");
        assertThat(minutes.length()).isEqualTo(8);
        try (var lotty = RunningLotty.start(database, redis)) {
            minutes.run(Map.of("LOTTY", lotty.url()));
        }
    }

    @Test
    @Covers({"ACC-3", "ACC-4", "EXP-5", "EXP-6"})
    void the_story_of_a_review_goes_as_the_runbook_tells_it(FreshDatabase database, FreshRedis redis) throws Exception {
        var story = Walkthrough.of("RUNBOOK.md", "A review, from a fresh installation");
        assertThat(story.length()).isEqualTo(8);
        var installation = Map.of(
                "LOTTY_PROFILE", "production",
                "LOTTY_ADMIN_EMAIL", "ada@example.com",
                "LOTTY_ADMIN_PASSWORD", "first-admin-of-this-house",
                "LOTTY_TOKEN_SECRET", "b7Qm2xVt9LrZk4NwPc8HsYd3Ff6JgT1e",
                "LOTTY_DECISION_KEYS", "1:u5Xa8EoRj2KvWm7BnTq4ZcLy9Dh3GsPf");
        try (var lotty = RunningLotty.start(database, redis, installation)) {
            story.run(Map.of("LOTTY", lotty.url(), "ADMIN_PASSWORD", installation.get("LOTTY_ADMIN_PASSWORD")));
        }
    }
}
