package io.lotty.app;

import io.lotty.platform.http.Problems;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What no route has taken: a path that does not exist, or one that exists for other methods. */
final class Unrouted {
    private static final Pattern PARAMETER = Pattern.compile(":\\w+");

    private Unrouted() {}

    static void answer(Router router, RoutingContext context) {
        var methods = router.getRoutes().stream()
                .filter(route -> route.methods() != null && isAt(route, context.normalizedPath()))
                .flatMap(route -> route.methods().stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        if (methods.isEmpty() || context.failure() != null) {
            Problems.handle(context);
        } else {
            Problems.notAllowed(context, methods);
        }
    }

    private static boolean isAt(Route route, String path) {
        var pattern =
                "\\Q" + PARAMETER.matcher(String.valueOf(route.getPath())).replaceAll("\\\\E[^/]+\\\\Q") + "\\E/?";
        return path.matches(pattern);
    }
}
