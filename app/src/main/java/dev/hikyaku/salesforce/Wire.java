package dev.hikyaku.salesforce;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One call with the token: replayed once when the token was refused, and never a second time.
final class Wire {

    private final SalesforceSettings settings;
    private final Tokens tokens;
    private final Transport transport;
    private volatile Limits.@Nullable ApiUsage usage;

    Wire(SalesforceSettings settings, Tokens tokens, Transport transport) {
        this.settings = settings;
        this.tokens = tokens;
        this.transport = transport;
    }

    /// A call. The path stands behind `/services/data/vXX.X`, with its query.
    private record Call(String method, String path, String accept, Transport.@Nullable Body body) {}

    Optional<Limits.ApiUsage> usage() {
        return Optional.ofNullable(usage);
    }

    /// Method and path as messages name them: without the query, which may hold keys of people.
    String where(String method, String path) {
        var query = path.indexOf('?');
        return method + " /services/data/v" + settings.apiVersion() + (query < 0 ? path : path.substring(0, query));
    }

    /// Asks up to three times.
    JsonNode get(String path) {
        var call = new Call("GET", path, "application/json", null);
        return transport.patiently(() -> answer(call).json());
    }

    /// Turns the address of a next page into a path of ours: the token goes to no other host.
    String nextPage(String url, String where) {
        var base = tokens.current().org().instanceUrl();
        var root = "/services/data/v" + settings.apiVersion();
        try {
            var next = base.resolve(url);
            if (sameHost(base, next) && next.getRawPath().startsWith(root + "/")) {
                var path = next.getRawPath().substring(root.length());
                return next.getRawQuery() == null ? path : path + "?" + next.getRawQuery();
            }
        } catch (IllegalArgumentException _) {
            // Not an address at all: said below.
        }
        throw Answer.unusable(where, "a next page elsewhere", "one below " + root);
    }

    /// Sends once.
    JsonNode send(String method, String path, Transport.Body body) {
        return answer(new Call(method, path, "application/json", body)).json();
    }

    /// Sends once and wants nothing but success: when that is told, a body that breaks off changes nothing.
    void tell(String method, String path, Transport.@Nullable Body body) {
        var response = opened(new Call(method, path, "application/json", body));
        try (var rest = transport.body(response)) {
            rest.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // The status was the answer.
        }
    }

    /// Streams a CSV into the file; the file is there only when it is whole. Asks up to three times, each from
    /// zero.
    void download(String path, Path target) {
        var call = new Call("GET", path, "text/csv", null);
        var part = target.resolveSibling(target.getFileName() + ".part");
        transport.patiently(() -> {
            var where = where("GET", path);
            var response = opened(call);
            try (var body = transport.body(response)) {
                if (!Transport.endIsKnown(response)) {
                    throw new IOException("neither Content-Length nor Transfer-Encoding: its end looks like a cut");
                }
                save(body, part, where);
            } catch (IOException e) {
                throw Transport.cut(where, e);
            }
            return part;
        });
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer answer(Call call) {
        return transport.read(opened(call), where(call.method(), call.path()));
    }

    // Any success, its body unread. 401 means the call was not taken, so this replay cannot double an effect.
    private HttpResponse<InputStream> opened(Call call) {
        var session = tokens.current();
        var where = where(call.method(), call.path());
        var first = exchange(call, session, where);
        if (good(first, where)) {
            return first;
        }
        var refusal = transport.read(first, where);
        if (!refusal.sessionRefused()) {
            throw refusal.refusal(session.accessToken());
        }
        var renewed = tokens.renew(session);
        var second = exchange(call, renewed, where);
        if (good(second, where)) {
            return second;
        }
        var again = transport.read(second, where);
        if (again.sessionRefused()) {
            throw new SalesforceException.AuthenticationFailed(
                    where, "INVALID_SESSION_ID", "a new token was refused too");
        }
        throw again.refusal(renewed.accessToken());
    }

    private HttpResponse<InputStream> exchange(Call call, Tokens.Session session, String where) {
        var uri = URI.create(session.org().instanceUrl() + "services/data/v" + settings.apiVersion() + call.path());
        var body = call.body();
        var request = (body == null
                        ? transport.request(uri, call.method())
                        : transport.request(uri, call.method(), body))
                .header("Authorization", "Bearer " + session.accessToken())
                .header("Sforce-Call-Options", "client=" + settings.clientTag())
                .header("Accept", call.accept())
                .header("Accept-Encoding", "gzip")
                .build();
        var response = transport.open(request, where);
        response.headers()
                .firstValue("Sforce-Limit-Info")
                .flatMap(Limits.ApiUsage::parse)
                .ifPresent(told -> usage = told);
        return response;
    }

    // A maintenance page comes with 200 and must not count as done.
    private static boolean good(HttpResponse<InputStream> response, String where) {
        if (response.statusCode() / 100 != 2) {
            return false;
        }
        var type = response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            close(response);
            throw Answer.unreadable(where, response.statusCode(), response.headers());
        }
        return true;
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException _) {
            // It is thrown away anyhow.
        }
    }

    // Trouble of the network and of the disk must not be mixed up: the one is asked again, the other is not.
    private static void save(InputStream body, Path file, String where) {
        var buffer = new byte[64 * 1024];
        try (var channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                OutputStream out = Channels.newOutputStream(channel)) {
            for (int read = next(body, buffer, where); read >= 0; read = next(body, buffer, where)) {
                out.write(buffer, 0, read);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int next(InputStream body, byte[] buffer, String where) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw Transport.cut(where, e);
        }
    }

    private static boolean sameHost(URI base, URI next) {
        return base.getScheme().equals(next.getScheme()) && base.getAuthority().equals(next.getAuthority());
    }
}
