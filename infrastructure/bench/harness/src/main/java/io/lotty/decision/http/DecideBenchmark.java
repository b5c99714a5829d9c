package io.lotty.decision.http;

import io.lotty.app.configuration.BenchPublisher;
import io.lotty.bench.Configurations;
import io.lotty.decision.AssignmentRecord;
import io.lotty.decision.Claim;
import io.lotty.decision.DecideRequest;
import io.lotty.decision.Decider;
import io.lotty.decision.Decision;
import io.lotty.decision.DecisionIds;
import io.lotty.decision.DecisionSigner;
import io.lotty.decision.Plan;
import io.lotty.decision.Statement;
import io.lotty.id.SubjectHash;
import io.lotty.id.SubjectId;
import io.lotty.targeting.Rule;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The steps of a decide call one by one, for a subject that comes back: one flag without targeting, and ten of fifty with
 * it. Stands here because the steps are nobody else's business.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecideBenchmark {
    private static final Instant NOW = Instant.parse("2027-01-31T09:30:00Z");

    @Param({"1", "10"})
    private int flags;

    private Plan plan = Plan.EMPTY;
    private Buffer body = Buffer.buffer();
    private DecideRequest request = DecideReader.read(Buffer.buffer("{\"subject_id\":\"x\"}"));
    private AssignmentRecord held = AssignmentRecord.EMPTY;
    private List<Decision> decisions = List.of();
    private @Nullable Rule rule;
    private @Nullable Statement statement;
    private final SubjectId subject = new SubjectId("user-000000000001");
    private final SubjectHash hash = SubjectHash.of(subject);
    private final DecisionIds ids = new DecisionIds(
            new LinkedHashMap<>(Map.of(1, "a secret of 32 letters and more".getBytes(StandardCharsets.UTF_8))));
    private final DecisionSigner signer = ids.signer();
    private final DecideJson json = new DecideJson(() -> plan, ids);
    private final byte[] id = new byte[DecisionSigner.MAX_LENGTH];

    @Setup
    public void prepare() {
        var size = new Configurations.Size(5 * flags, 5 * flags, flags > 1);
        plan = BenchPublisher.plan(Configurations.document(1, size));
        var attributes = flags > 1 ? Configurations.attributes() : "";
        body = Buffer.buffer(
                "{\"subject_id\":\"" + subject.value() + "\"" + attributes + Configurations.asking(flags) + "}");
        request = DecideReader.read(body);
        held = Claim.of(plan, held, Decider.decide(plan, request, held, NOW), NOW)
                .orElseThrow()
                .after();
        decisions = Decider.decide(plan, request, held, NOW);
        rule = plan.flags().getLast().experiment().orElseThrow().targeting();
        statement = Statement.of(decisions.getFirst()).orElseThrow();
    }

    /** The body. */
    @Benchmark
    public Object read() {
        return DecideReader.read(body);
    }

    /** One rule, of three parts. */
    @Benchmark
    public boolean target() {
        return rule.matches(request.attributes());
    }

    @Benchmark
    public Object decide() {
        return Decider.decide(plan, request, held, NOW);
    }

    /** One id. */
    @Benchmark
    public int sign() {
        return signer.sign(statement, hash, id);
    }

    /** The answer, with its ids. */
    @Benchmark
    public Object write() {
        return json.write(decisions, hash, false);
    }

    @Benchmark
    public Object hash() {
        return SubjectHash.of(subject);
    }
}
