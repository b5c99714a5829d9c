package io.lotty.experiment.pg;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.Design;
import io.lotty.experiment.Designs;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.Experiments.Filter;
import io.lotty.experiment.Status;
import io.lotty.id.FlagKey;
import io.lotty.kit.Covers;
import io.lotty.kit.FreshDatabase;
import io.lotty.kit.WithStores;
import io.lotty.page.PageRequest;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgPools;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithStores
@Covers({"EXP-1", "API-1"})
class ExperimentListIT {
    private final Vertx vertx = Vertx.vertx();
    private final Laboratory lab;

    ExperimentListIT(FreshDatabase database) {
        lab = new Laboratory(new Pg(PgPools.open(vertx, database.url(), 4)));
        lab.flag("button");
        lab.flag("price");
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void pages_hold_each_experiment_once_while_others_are_added() {
        var made = new ArrayList<Experiment>();
        for (int i = 0; i < 12; i++) {
            made.add(lab.draft("button", Designs.named("Number " + i)));
        }
        var seen = new ArrayList<Experiment>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = lab.experiments.list(Filter.none(), new PageRequest(5, cursor, Optional.empty()));
            seen.addAll(page.items());
            cursor = page.next();
            lab.draft("button", Designs.named("Added meanwhile"));
        } while (cursor.isPresent());
        Collections.reverse(made);
        assertThat(seen).containsExactlyElementsOf(made);
    }

    @Test
    void pages_of_a_filtered_list_go_on_where_they_were() {
        for (int i = 0; i < 7; i++) {
            lab.draft(i % 2 == 0 ? "button" : "price", Designs.named("Number " + i));
        }
        var filter = new Filter(
                Set.of(Status.DRAFT),
                Optional.of(new FlagKey("button")),
                Optional.of(lab.owner.id()),
                Optional.of("checkout"));
        var names = new ArrayList<String>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = lab.experiments.list(filter, new PageRequest(1, cursor, Optional.of("number")));
            names.addAll(page.items().stream().map(one -> one.design().name()).toList());
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(names).containsExactly("Number 6", "Number 4", "Number 2", "Number 0");
    }

    @Test
    void several_statuses_are_any_of_them() {
        var draft = lab.draft("button", Designs.named("Draft"));
        var running = lab.running("button", Designs.named("Running"));
        lab.approved("button", Designs.named("Approved"));
        assertThat(listed(Set.of(Status.DRAFT, Status.RUNNING), "")).containsExactly(running, draft);
    }

    @Test
    void text_is_found_in_name_hypothesis_and_flag_as_they_are_now_in_any_case() {
        var draft = lab.draft("price", Designs.named("Bläulich 100 %"));
        assertThat(listed(Set.of(), "BLÄU")).containsExactly(draft);
        assertThat(listed(Set.of(), "00 %")).containsExactly(draft);
        assertThat(listed(Set.of(), "bought MORE")).containsExactly(draft);
        assertThat(listed(Set.of(), "price")).containsExactly(draft);
        assertThat(listed(Set.of(), "% Green")).isEmpty();
        var renamed = lab.authoring.edit(
                Laboratory.at(draft), design -> retagged(Designs.named("Rot"), "shop", "new tag"), lab.by(lab.owner));
        assertThat(listed(Set.of(), "bläu")).isEmpty();
        var tagged = new Filter(Set.of(), Optional.empty(), Optional.empty(), Optional.of("new tag"));
        assertThat(lab.experiments.list(tagged, PageRequest.first()).items()).containsExactly(renamed);
    }

    private List<Experiment> listed(Set<Status> statuses, String text) {
        var filter = new Filter(statuses, Optional.empty(), Optional.empty(), Optional.empty());
        var request = new PageRequest(50, Optional.empty(), Optional.of(text).filter(words -> !words.isEmpty()));
        return lab.experiments.list(filter, request).items();
    }

    private static Design retagged(Design design, String... tags) {
        return Designs.edited(design, parts -> parts.tags = List.of(tags));
    }
}
