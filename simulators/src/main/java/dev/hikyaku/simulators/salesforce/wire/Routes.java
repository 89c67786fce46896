package dev.hikyaku.simulators.salesforce.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Which path is answered by which code; `{}` in a path stands for one piece.
public final class Routes {
    private record Route(String method, Pattern path, Answer.Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    /// Adds a route; a trailing slash is taken too.
    public Routes add(String method, String path, Answer.Handler handler) {
        var pattern = "^" + path.replace("{v}", "v([0-9]{2}\\.[0-9])").replace("{}", "([^/]+)") + "/?$";
        routes.add(new Route(method, Pattern.compile(pattern), handler));
        return this;
    }

    /// Answers a request.
    ///
    /// @throws ApiError 404 when no path fits, 405 when a path fits but not the method
    public Answer answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        var known = false;
        for (var route : routes) {
            var match = route.path.matcher(path);
            if (match.matches()) {
                known = true;
                if (route.method.equals(exchange.getRequestMethod())) {
                    var pieces = new ArrayList<String>();
                    for (var at = 1; at <= match.groupCount(); at++) {
                        pieces.add(Call.decoded(match.group(at).replace("+", "%2B")));
                    }
                    return route.handler.answer(new Call(exchange, pieces));
                }
            }
        }
        if (known) {
            throw new ApiError(
                    405,
                    "METHOD_NOT_ALLOWED",
                    "HTTP Method '" + exchange.getRequestMethod() + "' not allowed. Allowed are " + allowed(path));
        }
        throw ApiError.notFound();
    }

    private String allowed(String path) {
        return String.join(
                ",",
                routes.stream()
                        .filter(route -> route.path.matcher(path).matches())
                        .map(Route::method)
                        .sorted()
                        .toList());
    }
}
