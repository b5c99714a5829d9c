package io.lotty.flag;

import io.lotty.access.Permission;
import io.lotty.access.Stamp;
import io.lotty.id.FlagKey;
import io.lotty.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Making flags and changing what may change. */
public final class FlagKeeping {
    private final Flags flags;

    public FlagKeeping(Flags flags) {
        this.flags = flags;
    }

    /** The part of a flag that its author gives. */
    public record Draft(FlagKey key, FlagValue defaultValue, String description, List<String> tags) {}

    /**
     * What to change; an empty field stays.
     *
     * @param defaultValue reads the new default as the flag's type
     */
    public record Edit(
            Optional<Function<FlagType, FlagValue>> defaultValue,
            Optional<String> description,
            Optional<List<String>> tags,
            Optional<Integer> ifRevision) {}

    public Flag create(Draft draft, Stamp stamp) {
        Permission.CREATE_FLAG.require(stamp.actor());
        var flag = new Flag(
                draft.key(),
                draft.defaultValue(),
                draft.description(),
                draft.tags(),
                stamp.actor().id(),
                Optional.empty(),
                1,
                stamp.at(),
                stamp.at());
        flags.add(flag, stamp);
        return flag;
    }

    public Flag edit(FlagKey key, Edit edit, Stamp stamp) {
        var flag = owned(key, stamp);
        requireRevision(flag, edit.ifRevision());
        if (flag.archivedAt().isPresent()) {
            throw new Refusal.Conflict("flag_archived", "Flag " + key + " is archived and cannot change any more.");
        }
        var changed = flag;
        if (edit.defaultValue().isPresent()) {
            changed = changed.withDefault(fitting(edit.defaultValue().get(), flag.type()), stamp.at());
        }
        if (edit.description().isPresent()) {
            changed = changed.describedAs(edit.description().get(), stamp.at());
        }
        if (edit.tags().isPresent()) {
            changed = changed.tagged(edit.tags().get(), stamp.at());
        }
        return changed.equals(flag) ? flag : flags.save(changed, "flag.update", stamp);
    }

    /** Takes the flag away from products for good; refuses while an experiment on it is not over. */
    public Flag archive(FlagKey key, Optional<Integer> ifRevision, Stamp stamp) {
        var flag = owned(key, stamp);
        requireRevision(flag, ifRevision);
        return flag.archivedAt().isPresent() ? flag : flags.archive(flag.archived(stamp.at()), stamp);
    }

    private static void requireRevision(Flag flag, Optional<Integer> expected) {
        if (expected.isPresent() && expected.get() != flag.revision()) {
            throw new Refusal.Stale("Flag " + flag.key() + " has changed since you read it. Read it again.");
        }
    }

    private Flag owned(FlagKey key, Stamp stamp) {
        var flag = flags.find(key).orElseThrow(() -> new Refusal.NotFound("flag", key));
        Permission.CHANGE_OWN_FLAG.requireOwner(stamp.actor(), flag.owner());
        return flag;
    }

    private static FlagValue fitting(Function<FlagType, FlagValue> reader, FlagType type) {
        try {
            return reader.apply(type);
        } catch (IllegalArgumentException unfit) {
            throw new Refusal.Invalid("/default_value", "invalid_value", String.valueOf(unfit.getMessage()));
        }
    }
}
