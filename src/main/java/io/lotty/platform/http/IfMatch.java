package io.lotty.platform.http;

import io.lotty.refusal.Refusal;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code If-Match} (RFC 9110): any of the listed ETags will do, compared strongly, so that a weak one matches
 * nothing; {@code *} matches whatever there is. Operations know one revision at a time: they are tried with each in turn.
 */
final class IfMatch {
    private static final String TRIED = "lotty.if_match";
    private static final int MAX_TAGS = 20;
    private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"|[0-9]+");
    /** As our ETags are; a number without its quotes is understood, too. */
    private static final Pattern OURS = Pattern.compile("\"?(0|[1-9][0-9]{0,8})\"?");

    private IfMatch() {}

    /** Does the work for the first listed revision that is not stale. */
    static Answer tryEach(RoutingContext context, Supplier<Answer> work) {
        var revisions = revisions(context);
        for (int i = 0; i < revisions.size() - 1; i++) {
            context.put(TRIED, revisions.get(i));
            try {
                return work.get();
            } catch (Refusal.Stale notThisOne) {
                // nothing has happened; the next one may be it
            }
        }
        if (!revisions.isEmpty()) {
            context.put(TRIED, revisions.getLast());
        }
        return work.get();
    }

    /** The revision to try; refuses a header that can match nothing. */
    static Optional<Integer> revision(RoutingContext context) {
        var header = header(context);
        if (header.isEmpty() || header.equals("*")) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(context.<Integer>get(TRIED))
                .or(() -> revisions(context).stream().findFirst())
                .orElseThrow(() -> new Refusal.Stale("If-Match " + header + " holds no ETag of this resource.")));
    }

    private static List<Integer> revisions(RoutingContext context) {
        var tags =
                TAG.matcher(header(context)).results().map(tag -> tag.group()).distinct();
        var ours = tags.map(OURS::matcher)
                .filter(Matcher::matches)
                .map(tag -> Integer.valueOf(tag.group(1)))
                .limit(MAX_TAGS + 1)
                .toList();
        if (ours.size() > MAX_TAGS) {
            throw new Refusal.Invalid("If-Match", "invalid_value", "must have at most " + MAX_TAGS + " ETags");
        }
        return ours;
    }

    private static String header(RoutingContext context) {
        return String.join(", ", context.request().headers().getAll(HttpHeaders.IF_MATCH))
                .strip();
    }
}
