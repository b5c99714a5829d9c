package io.lotty.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.id.UserId;
import io.lotty.kit.Covers;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Covers("ACC-6")
class DenialBudgetTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final DenialBudget budget = new DenialBudget();

    @Test
    void one_person_fills_the_log_no_faster_than_the_budget() {
        assertThat(spent(user(1), NOON, 1_000)).isEqualTo(DenialBudget.EACH_MINUTE);
        assertThat(spent(user(2), NOON, 1)).isEqualTo(1);
        assertThat(spent(user(1), NOON.plusSeconds(59), 10)).isZero();
        assertThat(spent(user(1), NOON.plusSeconds(60), 1_000)).isEqualTo(DenialBudget.EACH_MINUTE);
    }

    @Test
    void very_many_people_are_not_remembered_for_ever() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(budget.spend(user(i), NOON.plusSeconds(i))).isTrue();
        }
    }

    private int spent(UserId user, Instant at, int times) {
        int count = 0;
        for (int i = 0; i < times; i++) {
            count += budget.spend(user, at) ? 1 : 0;
        }
        return count;
    }

    private static UserId user(int number) {
        return new UserId(new UUID(0, number));
    }
}
