package io.lotty.experiment.pg;

import io.lotty.access.Actor;
import io.lotty.access.Email;
import io.lotty.access.GroupKeeping;
import io.lotty.access.Role;
import io.lotty.access.Stamp;
import io.lotty.access.User;
import io.lotty.access.pg.PgApproverGroups;
import io.lotty.access.pg.PgUsers;
import io.lotty.experiment.Authoring;
import io.lotty.experiment.Catalogues;
import io.lotty.experiment.Conducting;
import io.lotty.experiment.Design;
import io.lotty.experiment.Experiment;
import io.lotty.experiment.ExperimentAt;
import io.lotty.experiment.Preparing;
import io.lotty.experiment.Reviewing;
import io.lotty.experiment.Salt;
import io.lotty.flag.Flag;
import io.lotty.flag.FlagKeeping;
import io.lotty.flag.FlagType;
import io.lotty.flag.FlagValue;
import io.lotty.flag.pg.PgFlags;
import io.lotty.id.FlagKey;
import io.lotty.id.MetricKey;
import io.lotty.id.UserId;
import io.lotty.metric.MetricStanding;
import io.lotty.platform.pg.Pg;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The services over one database, with people to act; each act is a second after the one before. */
final class Laboratory {
    private final AtomicLong ticks = new AtomicLong();
    final Set<String> unknownMetrics = new HashSet<>(Set.of("unknown"));
    final Set<String> archivedMetrics = new HashSet<>(Set.of("archived"));
    final Pg pg;
    final PgFlags flags;
    final PgExperiments experiments;
    private final Catalogues catalogues;
    final Authoring authoring;
    final Reviewing reviewing;
    final Conducting conducting;
    final Preparing preparing;
    final Actor owner;
    final Actor reviewer;
    final Actor secondReviewer;
    final Actor admin;

    Laboratory(Pg pg) {
        this.pg = pg;
        flags = new PgFlags(pg);
        experiments = new PgExperiments(pg);
        catalogues = new Catalogues(flags, this::standing);
        authoring = new Authoring(
                experiments, catalogues, () -> new UUID(7, ticks.incrementAndGet()), () -> new Salt(1, ticks.get()));
        reviewing = reviewing(1);
        conducting = new Conducting(experiments, catalogues);
        preparing = new Preparing(experiments, catalogues);
        owner = person("owner", Role.EXPERIMENTER);
        reviewer = person("reviewer", Role.APPROVER);
        secondReviewer = person("second", Role.APPROVER);
        admin = person("admin", Role.ADMIN);
    }

    private MetricStanding standing(MetricKey metric) {
        return unknownMetrics.contains(metric.value())
                ? MetricStanding.UNKNOWN
                : archivedMetrics.contains(metric.value()) ? MetricStanding.ARCHIVED : MetricStanding.OPEN;
    }

    Stamp by(Actor actor) {
        var at = Instant.parse("2027-03-01T12:00:00Z").plusSeconds(ticks.incrementAndGet());
        return new Stamp(actor, at, "test");
    }

    Flag flag(String key) {
        var draft = new FlagKeeping.Draft(new FlagKey(key), new FlagValue(FlagType.STRING, "\"grey\""), "", List.of());
        return new FlagKeeping(flags).create(draft, by(owner));
    }

    Experiment draft(String flag, Design design) {
        return authoring.create(new FlagKey(flag), design, by(owner));
    }

    Experiment approved(String flag, Design design) {
        var at = at(draft(flag, design));
        reviewing.submit(at, by(owner));
        return reviewing.approve(at, "fine", by(reviewer));
    }

    Experiment running(String flag, Design design) {
        return conducting.start(at(approved(flag, design)), by(owner));
    }

    static ExperimentAt at(Experiment experiment) {
        return ExperimentAt.any(experiment.id());
    }

    /** The keeping of approver groups over the same database. */
    GroupKeeping groups() {
        return new GroupKeeping(new PgApproverGroups(pg), new PgUsers(pg), () -> new UUID(8, ticks.incrementAndGet()));
    }

    /** With as many approvals needed. */
    Reviewing reviewing(int minApprovals) {
        return new Reviewing(experiments, catalogues, new PgReviewRules(pg, minApprovals));
    }

    Actor person(String name, Role role) {
        var user = User.starting(
                new UserId(new UUID(9, ticks.incrementAndGet())),
                new Email(name + "@lotty.local"),
                name,
                Set.of(role),
                Instant.parse("2027-01-01T00:00:00Z"));
        new PgUsers(pg).add(user, "hash", new Stamp(user.actor(), user.createdAt(), "test"));
        return user.actor();
    }
}
