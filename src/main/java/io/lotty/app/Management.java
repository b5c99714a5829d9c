package io.lotty.app;

import io.lotty.access.ApiKeys;
import io.lotty.access.ApproverGroups;
import io.lotty.access.GroupKeeping;
import io.lotty.access.KeyMaking;
import io.lotty.access.LogIn;
import io.lotty.access.PasswordCheck;
import io.lotty.access.PasswordKeeping;
import io.lotty.access.UserKeeping;
import io.lotty.access.Users;
import io.lotty.access.http.ApiKeyRoutes;
import io.lotty.access.http.ApproverGroupRoutes;
import io.lotty.access.http.AuthRoutes;
import io.lotty.access.http.Authentication;
import io.lotty.access.http.ReportReaders;
import io.lotty.access.http.Stamps;
import io.lotty.access.http.Tokens;
import io.lotty.access.http.UserRoutes;
import io.lotty.access.pg.PgApiKeys;
import io.lotty.access.pg.PgApproverGroups;
import io.lotty.access.pg.PgRefreshTokens;
import io.lotty.access.pg.PgTries;
import io.lotty.access.pg.PgUsers;
import io.lotty.app.setting.Settings;
import io.lotty.audit.Denials;
import io.lotty.audit.http.AuditRoutes;
import io.lotty.audit.http.AuditedDenials;
import io.lotty.audit.pg.PgAuditLog;
import io.lotty.audit.pg.PgDenials;
import io.lotty.decision.Plan;
import io.lotty.decision.PolicyKeeping;
import io.lotty.decision.SubjectKeeping;
import io.lotty.decision.http.ExplainRoutes;
import io.lotty.decision.http.PolicyRoutes;
import io.lotty.decision.http.SubjectRoutes;
import io.lotty.decision.pg.PgPolicies;
import io.lotty.decision.pg.PgSubjectTraces;
import io.lotty.decision.redis.RedisRecords;
import io.lotty.event.DeadLetterKeeping;
import io.lotty.event.Dependent;
import io.lotty.event.Dependents;
import io.lotty.event.EventTypeKeeping;
import io.lotty.event.http.DeadLetterRoutes;
import io.lotty.event.http.EventTypeRoutes;
import io.lotty.event.pg.PgEventTypes;
import io.lotty.event.pg.PgEvents;
import io.lotty.event.pg.PgLetterNotes;
import io.lotty.event.redis.RedisDeadLetters;
import io.lotty.experiment.Authoring;
import io.lotty.experiment.Catalogues;
import io.lotty.experiment.Conducting;
import io.lotty.experiment.Preparing;
import io.lotty.experiment.ReviewRules;
import io.lotty.experiment.Reviewing;
import io.lotty.experiment.Salt;
import io.lotty.experiment.http.ExperimentActionRoutes;
import io.lotty.experiment.http.ExperimentRoutes;
import io.lotty.experiment.http.OutlookRoutes;
import io.lotty.experiment.http.VersionRoutes;
import io.lotty.experiment.pg.PgExperiments;
import io.lotty.experiment.pg.PgReviewRules;
import io.lotty.flag.FlagKeeping;
import io.lotty.flag.http.FlagRoutes;
import io.lotty.flag.pg.PgFlags;
import io.lotty.metric.MetricKeeping;
import io.lotty.metric.http.MetricRoutes;
import io.lotty.metric.pg.PgMeasuredVersions;
import io.lotty.metric.pg.PgMetrics;
import io.lotty.platform.http.KeptAnswers;
import io.lotty.platform.http.Operations;
import io.lotty.platform.http.WhenDenied;
import io.lotty.platform.pg.Pg;
import io.lotty.platform.pg.PgKeptAnswers;
import io.lotty.platform.redis.RedisLink;
import io.lotty.report.Reporting;
import io.lotty.report.http.ReportRoutes;
import io.lotty.report.pg.PgReportFacts;
import io.lotty.targeting.http.TargetingRoutes;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The people-facing features, wired: stores, services, routes. */
final class Management {
    private final Pg pg;
    private final Users users;
    private final ApiKeys keys;
    private final ApproverGroups groups;
    private final LogIn logIn;
    private final AuthRoutes.Parts auth;
    private final Tokens tokens;
    private final UserKeeping userKeeping;
    private final GroupKeeping groupKeeping;
    private final KeyMaking keyMaking;
    private final PgFlags flags;
    private final FlagKeeping flagKeeping;
    private final PgEventTypes eventTypes;
    private final EventTypeKeeping eventTypeKeeping;
    private final Settings.Events events;
    private final PgMetrics metrics;
    private final MetricKeeping metricKeeping;
    private final PgExperiments experiments;
    private final Authoring authoring;
    private final ReviewRules reviewRules;
    private final Reviewing reviewing;
    private final Conducting conducting;
    private final Preparing preparing;
    private final PgPolicies policies;
    private final Reporting reporting;
    private final PgAuditLog audit;
    private final Denials denials;
    private final KeptAnswers keptAnswers;
    private final InstantSource clock;

    Management(Vertx vertx, Pg pg, Settings settings, Ids ids, InstantSource clock) {
        this.clock = clock;
        this.pg = pg;
        this.users = new PgUsers(pg);
        this.keys = new PgApiKeys(pg);
        this.groups = new PgApproverGroups(pg);
        var hashing = new HashingPool(vertx);
        var passwords = new PasswordCheck(users, new PgTries(pg), hashing);
        this.logIn = new LogIn(users, passwords, new PgRefreshTokens(pg), () -> ids.bytes(32));
        this.tokens = new Tokens(vertx, settings.secrets().token().value());
        this.auth = new AuthRoutes.Parts(
                logIn,
                new PasswordKeeping(users, passwords, hashing, logIn),
                users,
                tokens,
                settings.clientAddresses(),
                new Stamps(clock));
        this.userKeeping = new UserKeeping(users, hashing, ids::next);
        this.groupKeeping = new GroupKeeping(groups, users, ids::next);
        this.keyMaking = new KeyMaking(keys, ids::next, () -> ids.bytes(32));
        this.flags = new PgFlags(pg);
        this.flagKeeping = new FlagKeeping(flags);
        this.eventTypes = new PgEventTypes(pg);
        this.events = settings.events();
        this.metrics = new PgMetrics(pg);
        this.eventTypeKeeping = new EventTypeKeeping(eventTypes, dependents(new PgMeasuredVersions(pg)));
        this.metricKeeping = new MetricKeeping(
                metrics,
                (type, property) ->
                        eventTypes.find(type).flatMap(found -> found.schema().whyNoNumber(property)));
        this.experiments = new PgExperiments(pg);
        var catalogues = new Catalogues(flags, metrics::standing);
        this.authoring = new Authoring(experiments, catalogues, ids::next, () -> Salt.of(ids.bytes(Salt.BYTES)));
        this.reviewRules = new PgReviewRules(pg, settings.fallbackMinApprovals());
        this.reviewing = new Reviewing(experiments, catalogues, reviewRules);
        this.conducting = new Conducting(experiments, catalogues);
        this.preparing = new Preparing(experiments, catalogues);
        this.policies = new PgPolicies(pg);
        this.reporting = new Reporting(experiments::find, metrics, new PgReportFacts(pg));
        this.audit = new PgAuditLog(pg);
        this.denials = new PgDenials(pg);
        this.keptAnswers = new PgKeptAnswers(pg, settings.secrets().token().value());
    }

    private static Dependents dependents(PgMeasuredVersions measured) {
        return type -> measured.from(type).stream()
                .map(one -> new Dependent(one.metric(), one.numbersOf(type), one.experiments()))
                .toList();
    }

    Authentication authentication() {
        return new Authentication(tokens, logIn);
    }

    KeptAnswers keptAnswers() {
        return keptAnswers;
    }

    WhenDenied whenDenied() {
        return new AuditedDenials(denials, clock);
    }

    UserKeeping userKeeping() {
        return userKeeping;
    }

    KeyMaking keyMaking() {
        return keyMaking;
    }

    FlagKeeping flagKeeping() {
        return flagKeeping;
    }

    /**
     * @param redis where assignments are
     * @param eventsRedis where events wait
     * @param plan that edges work with, as far as this process knows
     */
    void mount(Operations operations, RedisLink redis, RedisLink eventsRedis, Supplier<Plan> plan) {
        var stamps = new Stamps(clock);
        new AuthRoutes(auth).mount(operations);
        new UserRoutes(userKeeping, auth.passwords(), users, stamps).mount(operations);
        new ApproverGroupRoutes(groupKeeping, groups, stamps).mount(operations);
        new ApiKeyRoutes(keyMaking, keys, stamps).mount(operations);
        new FlagRoutes(flagKeeping, flags, stamps).mount(operations);
        new EventTypeRoutes(eventTypeKeeping, eventTypes, stamps).mount(operations);
        mountDeadLetters(operations, eventsRedis, stamps);
        new MetricRoutes(metricKeeping, metrics, stamps).mount(operations);
        new ExperimentRoutes(authoring, experiments, flags, reviewRules, stamps).mount(operations);
        new ExperimentActionRoutes(reviewing, conducting, stamps).mount(operations);
        new VersionRoutes(experiments).mount(operations);
        new OutlookRoutes(preparing).mount(operations);
        new PolicyRoutes(new PolicyKeeping(policies), policies, stamps).mount(operations);
        var traces = new PgSubjectTraces(pg, PgEvents::eraseSubject);
        var records = new RedisRecords(redis);
        new ExplainRoutes(plan, records, clock).mount(operations);
        new SubjectRoutes(new SubjectKeeping(records, traces, experiments::find), stamps).mount(operations);
        new ReportRoutes(reporting, new ReportReaders(keys), clock).mount(operations);
        new TargetingRoutes().mount(operations);
        new AuditRoutes(audit, stamps).mount(operations);
    }

    private void mountDeadLetters(Operations operations, RedisLink eventsRedis, Stamps stamps) {
        var letters = new RedisDeadLetters(eventsRedis, events.streams(), events.replaying(), clock);
        var keeping = new DeadLetterKeeping(letters, new PgLetterNotes(pg));
        new DeadLetterRoutes(letters, keeping, stamps).mount(operations);
    }
}
