package io.lotty.flag;

import io.lotty.access.Stamp;
import io.lotty.id.FlagKey;
import io.lotty.page.Page;
import io.lotty.page.PageRequest;
import io.lotty.refusal.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Flags as the store keeps them, without the store; passes {@link FlagsContract}. */
final class FlagsInMemory implements Flags {
    private final SortedMap<FlagKey, Flag> flags = new TreeMap<>();
    private final Set<FlagKey> inUse;

    /** With the keys of flags on which an experiment is not over. */
    FlagsInMemory(Set<FlagKey> inUse) {
        this.inUse = inUse;
    }

    @Override
    public void add(Flag flag, Stamp stamp) {
        if (flags.putIfAbsent(flag.key(), flag) != null) {
            throw new Refusal.Conflict("flag_exists", "There is a flag " + flag.key() + " already.");
        }
    }

    @Override
    public Optional<Flag> find(FlagKey key) {
        return Optional.ofNullable(flags.get(key));
    }

    @Override
    public Page<Flag> list(Filter filter, PageRequest request) {
        var rows = flags.values().stream()
                .filter(flag -> request.after()
                        .filter(after -> flag.key().value().compareTo(after) <= 0)
                        .isEmpty())
                .filter(flag -> request.text()
                        .map(text -> speaksOf(flag, text.toLowerCase(Locale.ROOT)))
                        .orElse(true))
                .filter(flag -> filter.tag().map(flag.tags()::contains).orElse(true))
                .filter(flag -> filter.owner().map(flag.owner()::equals).orElse(true))
                .filter(flag -> filter.archived()
                        .map(wanted -> wanted == flag.archivedAt().isPresent())
                        .orElse(true))
                .limit(request.limit() + 1L)
                .toList();
        return Page.cut(rows, request.limit(), flag -> flag.key().value());
    }

    @Override
    public Flag save(Flag flag, String action, Stamp stamp) {
        if (find(flag.key())
                .filter(known -> known.revision() == flag.revision())
                .isEmpty()) {
            throw new Refusal.Stale("Flag " + flag.key() + " was changed by somebody else. Read it again.");
        }
        var saved = new Flag(
                flag.key(),
                flag.defaultValue(),
                flag.description(),
                flag.tags(),
                flag.owner(),
                flag.archivedAt(),
                flag.revision() + 1,
                flag.createdAt(),
                flag.updatedAt());
        flags.put(flag.key(), saved);
        return saved;
    }

    @Override
    public Flag archive(Flag flag, Stamp stamp) {
        if (inUse.contains(flag.key())) {
            throw new Refusal.Conflict("flag_in_use", "Flag " + flag.key() + " cannot be archived.");
        }
        return save(flag, "flag.archive", stamp);
    }

    private static boolean speaksOf(Flag flag, String text) {
        return flag.key().value().contains(text)
                || flag.description().toLowerCase(Locale.ROOT).contains(text)
                || flag.tags().stream()
                        .anyMatch(tag -> tag.toLowerCase(Locale.ROOT).equals(text));
    }
}
