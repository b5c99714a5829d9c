package io.lotty.decision;

import io.lotty.id.ExperimentId;
import io.lotty.id.FlagKey;
import io.lotty.id.SubjectHash;
import io.lotty.id.VariantName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a decision id says: enough to attribute an event without any look-up. It holds no time and nothing random, so the
 * same request under the same configuration gives the same bytes.
 *
 * <p>Layout, version 1, big endian: version (1 byte), signing key (1), reason (1), subject hash (16), length of the flag
 * key (1) and the key; and where an experiment decided: its id (16), its version (4), the variant's name in UTF-8 to the
 * end. {@link DecisionIds} puts the signature behind it.
 */
public record DecisionId(FlagKey flag, Reason reason, SubjectHash subject, Optional<Assignment> assignment) {
    static final byte VERSION = 1;
    private static final int HEAD = 3 + SubjectHash.BYTES;

    /** The experiment that decided, and what it gave. */
    public record Assignment(ExperimentId experiment, int version, VariantName variant) {}

    byte[] encode(byte signingKey) {
        var about = about();
        return ByteBuffer.allocate(HEAD + about.length)
                .put(VERSION)
                .put(signingKey)
                .put(reason.code())
                .put(subject.bytes())
                .put(about)
                .array();
    }

    /** What stands behind the subject's hash: the flag, and the experiment that decided. */
    byte[] about() {
        var key = flag.value().getBytes(StandardCharsets.UTF_8);
        var name = assignment
                .map(held -> held.variant().value().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        var bytes = ByteBuffer.allocate(1 + key.length + (assignment.isPresent() ? 20 + name.length : 0));
        bytes.put((byte) key.length).put(key);
        assignment.ifPresent(held -> bytes.putLong(held.experiment().value().getMostSignificantBits())
                .putLong(held.experiment().value().getLeastSignificantBits())
                .putInt(held.version())
                .put(name));
        return bytes.array();
    }

    /** What stands behind the subject's hash, read: the same for everybody to whom an experiment gave the same. */
    record About(FlagKey flag, Optional<Assignment> assignment) {
        static About read(ByteBuffer bytes) {
            var flag = new FlagKey(text(bytes, bytes.get() & 0xff));
            if (!bytes.hasRemaining()) {
                return new About(flag, Optional.empty());
            }
            var experiment = new ExperimentId(new UUID(bytes.getLong(), bytes.getLong()));
            int version = bytes.getInt();
            var variant = new VariantName(text(bytes, bytes.remaining()));
            return new About(flag, Optional.of(new Assignment(experiment, version, variant)));
        }

        private static String text(ByteBuffer bytes, int length) {
            var text = new byte[length];
            bytes.get(text);
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    /**
     * Reads what {@link #encode} wrote; throws a runtime exception for anything else.
     *
     * @param reader of what stands behind the subject's hash
     */
    static DecisionId decode(byte[] payload, Function<ByteBuffer, About> reader) {
        var bytes = ByteBuffer.wrap(payload);
        if (bytes.get() != VERSION) {
            throw new IllegalArgumentException("not a decision id of version 1");
        }
        bytes.get();
        var reason = Reason.of(bytes.get());
        var hash = new byte[SubjectHash.BYTES];
        bytes.get(hash);
        var about = reader.apply(bytes.slice());
        return new DecisionId(about.flag(), reason, SubjectHash.of(hash), about.assignment());
    }

    /** Empty for an unknown flag, about which nothing was decided. */
    static Optional<DecisionId> of(Decision decision, SubjectHash subject) {
        return switch (decision) {
            case Decision.Default plain -> of(plain.flag(), plain.reason(), subject);
            case Decision.ConflictLost lost -> of(lost.flag(), Reason.CONFLICT_LOST, subject);
            case Decision.RolledBack back ->
                of(
                        back.flag(),
                        Reason.ROLLED_BACK,
                        subject,
                        back.experiment(),
                        back.experiment().control());
            case Decision.Assigned assigned ->
                of(assigned.flag(), Reason.ASSIGNED, subject, assigned.experiment(), assigned.variant());
            case Decision.Forced forced -> of(forced, subject);
            case Decision.UnknownFlag _ -> Optional.empty();
        };
    }

    private static Optional<DecisionId> of(FlagPlan flag, Reason reason, SubjectHash subject) {
        return Optional.of(new DecisionId(flag.key(), reason, subject, Optional.empty()));
    }

    private static Optional<DecisionId> of(
            FlagPlan flag, Reason reason, SubjectHash subject, ExperimentPlan experiment, VariantPlan variant) {
        var assignment = new Assignment(experiment.id(), experiment.version(), variant.name());
        return Optional.of(new DecisionId(flag.key(), reason, subject, Optional.of(assignment)));
    }

    private static Optional<DecisionId> of(Decision.Forced decision, SubjectHash subject) {
        var forced = decision.forced();
        var assignment = new Assignment(forced.experiment(), forced.version(), forced.variant());
        return Optional.of(new DecisionId(decision.flag().key(), Reason.OVERRIDE, subject, Optional.of(assignment)));
    }
}
