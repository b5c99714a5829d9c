package io.lotty.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lotty.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void a_spare_row_means_that_more_follows_after_the_last_item() {
        assertThat(Page.cut(List.of("a", "b", "c"), 2, Function.identity()))
                .isEqualTo(new Page<>(List.of("a", "b"), Optional.of("b")));
    }

    @Test
    void no_spare_row_means_the_last_page() {
        assertThat(Page.cut(List.of("a", "b"), 2, Function.identity()))
                .isEqualTo(new Page<>(List.of("a", "b"), Optional.empty()));
        assertThat(Page.cut(List.<String>of(), 2, Function.identity()).items()).isEmpty();
    }

    @Test
    void a_page_has_1_to_200_items() {
        assertThat(request(1, "").limit()).isEqualTo(1);
        assertThat(request(200, "").limit()).isEqualTo(200);
        assertThatIllegalArgumentException().isThrownBy(() -> request(0, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> request(201, ""));
        assertThat(PageRequest.first()).isEqualTo(new PageRequest(50, Optional.empty(), Optional.empty()));
    }

    @Test
    void a_cursor_of_another_list_is_refused_by_its_name() {
        assertThat(request(1, "7").after(Long::valueOf)).contains(7L);
        assertThat(PageRequest.first().after(Long::valueOf)).isEmpty();
        assertThatThrownBy(() -> request(1, "button_color").after(UUID::fromString))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting("pointer")
                                .containsExactly("cursor"));
    }

    private static PageRequest request(int limit, String after) {
        return new PageRequest(limit, Optional.of(after), Optional.empty());
    }
}
