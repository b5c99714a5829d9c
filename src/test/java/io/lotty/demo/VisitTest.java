package io.lotty.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lotty.demo.ShopEvent.Kind;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisitTest {
    private static final Options.Crowd CROWD = new Options.Crowd("test", 1, 10_000);
    private static final Instant OPENING = Instant.parse("2026-03-01T10:00:00Z");
    private static final Campaign CAMPAIGN = new Campaign(
            "e1", "button_color", List.of(new Arm("green", true, 0), new Arm("blue", false, 1)), Set.of(), OPENING);

    @Test
    void the_same_seed_gives_the_same_visits_and_another_gives_others() {
        var other = new Options.Crowd("test", 2, 10_000);

        assertThat(visits(CROWD, "blue")).isEqualTo(visits(CROWD, "blue"));
        assertThat(visits(CROWD, "blue")).isNotEqualTo(visits(other, "blue"));
    }

    @Test
    void no_two_events_share_an_id_and_runs_share_no_shopper() {
        var ids = new HashSet<String>();

        visits(CROWD, "blue")
                .forEach(visit -> visit.events()
                        .forEach(event -> assertThat(ids.add(event.id())).isTrue()));
        assertThat(Shopper.of(CROWD, 3).id())
                .isEqualTo("test-000003")
                .isNotEqualTo(Shopper.of(new Options.Crowd("next", 1, 10), 3).id());
    }

    @Test
    void every_event_is_within_a_minute_of_the_opening_and_follows_the_first_exposure() {
        for (var visit : visits(CROWD, "green").subList(0, 300)) {
            assertThat(visit.events())
                    .allSatisfy(event -> assertThat(event.at()).isAfter(OPENING).isBefore(OPENING.plusSeconds(45)));
            visit.events().stream()
                    .filter(event -> event.kind() == Kind.EXPOSURE)
                    .findFirst()
                    .ifPresent(first -> assertThat(visit.events())
                            .allSatisfy(event -> assertThat(event.at()).isAfterOrEqualTo(first.at())));
        }
    }

    @Test
    void a_variant_is_clicked_as_often_as_its_habits_say() {
        assertThat(share("green", Kind.CLICK)).isCloseTo(Habits.at(0).click(), within(0.02));
        assertThat(share("blue", Kind.CLICK)).isCloseTo(Habits.at(1).click(), within(0.02));
        assertThat(share("blue", Kind.PURCHASE)).isCloseTo(Habits.at(1).purchase(), within(0.02));
        assertThat(share("blue", Kind.EXPOSURE)).isCloseTo(0.92, within(0.02));
    }

    @Test
    void some_click_what_was_never_exposed() {
        assertThat(visits(CROWD, "blue"))
                .anyMatch(visit -> !visit.isExposed() && !visit.events().isEmpty());
    }

    @Test
    void about_half_of_all_shoppers_are_targeted() {
        var targeted = IntStream.range(0, 10_000)
                .filter(number -> Shopper.of(CROWD, number).isTargeted())
                .count();

        assertThat(targeted / 10_000.0).isCloseTo(0.75 * 0.75, within(0.02));
    }

    @Test
    void so_many_percent_are_held_back_and_copied() {
        var parcels = visits(CROWD, "blue").stream()
                .flatMap(visit -> Parcel.pack(visit, 1, new Options.Travel(1, 5, 20, 0)).stream())
                .toList();

        assertThat(share(parcels, Parcel::heldBack)).isCloseTo(0.20, within(0.01));
        assertThat(share(parcels, parcel -> parcel.copy() == Parcel.Copy.BESIDE))
                .isCloseTo(0.025, within(0.005));
        assertThat(share(parcels, parcel -> parcel.copy() == Parcel.Copy.LATER)).isCloseTo(0.025, within(0.005));
    }

    @Test
    void what_is_held_back_leaves_with_the_next_departure_and_nothing_is_left_behind() {
        var travel = new Options.Travel(1, 5, 20, 0);
        var parcels = visits(CROWD, "blue").stream()
                .flatMap(visit -> Parcel.pack(visit, 1, travel).stream())
                .toList();
        var post = new Post();

        var now = post.depart(parcels).stream().flatMap(List::stream).toList();
        var next = post.depart(List.of()).stream().flatMap(List::stream).toList();

        assertThat(next)
                .containsAll(parcels.stream()
                        .filter(Parcel::heldBack)
                        .map(Parcel::event)
                        .toList());
        assertThat(now)
                .doesNotContainAnyElementsOf(parcels.stream()
                        .filter(Parcel::heldBack)
                        .map(Parcel::event)
                        .limit(20)
                        .toList());
        var copies = parcels.stream()
                .filter(parcel -> parcel.copy() != Parcel.Copy.NONE)
                .count();
        assertThat(now.size() + next.size()).isEqualTo(parcels.size() + (int) copies);
        assertThat(new Post().depart(parcels)).allMatch(batch -> batch.size() <= 200);
    }

    private static <T> double share(List<T> all, Predicate<T> which) {
        return (double) all.stream().filter(which).count() / all.size();
    }

    private static double share(String variant, Kind kind) {
        return share(visits(CROWD, variant), visit -> visit.events().stream().anyMatch(event -> event.kind() == kind));
    }

    private static List<Visit> visits(Options.Crowd crowd, String variant) {
        return IntStream.range(0, 4_000)
                .mapToObj(number -> Visit.of(
                        crowd,
                        Shopper.of(crowd, number),
                        new Decision("d" + number, Optional.of(variant), "assigned", false),
                        CAMPAIGN))
                .toList();
    }
}
