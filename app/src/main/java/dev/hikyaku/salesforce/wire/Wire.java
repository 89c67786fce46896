package dev.hikyaku.salesforce.wire;

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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call with the token: replayed once when the token was refused, and never a second time.
public final class Wire {

    private static final String IF_MODIFIED_SINCE = "If-Modified-Since";
    private static final int NOT_MODIFIED = 304;

    private final Voice voice;
    private final Tokens tokens;
    private final Transport transport;
    private final Failures failures;
    private final Consumer<String> limitInfo;

    /// Calls with these tokens over this transport. Hands on every `Sforce-Limit-Info`.
    public Wire(Voice voice, Tokens tokens, Transport transport, Failures failures, Consumer<String> limitInfo) {
        this.voice = voice;
        this.tokens = tokens;
        this.transport = transport;
        this.failures = failures;
        this.limitInfo = limitInfo;
    }

    /// What every call says of itself.
    ///
    /// @param apiVersion such as `66.0`
    /// @param clientTag name of this client in Salesforce's event logs
    public record Voice(String apiVersion, String clientTag) {}

    /// Method and path as messages name them: without the query, which may hold keys of people.
    public String where(String method, String path) {
        var query = path.indexOf('?');
        return method + " " + root() + (query < 0 ? path : path.substring(0, query));
    }

    /// Asks up to three times.
    public Reply get(String path) {
        var call = Call.get(path);
        return transport.patiently(() -> answer(call).object(failures));
    }

    /// An answer and since when it holds.
    ///
    /// @param asOf for `If-Modified-Since`: `Last-Modified`, else a minute before `Date`; null without both
    public record Dated(Reply reply, @Nullable String asOf) {}

    /// Asks up to three times.
    public Dated getDated(String path) {
        var call = Call.get(path);
        return transport.patiently(() -> dated(answer(call)));
    }

    /// Asks up to three times; empty when nothing changed since (304).
    public Optional<Dated> getIfChanged(String path, String since) {
        var call = Call.get(path).with(IF_MODIFIED_SINCE, since);
        return transport.patiently(() -> {
            var response = opened(call);
            if (response.statusCode() == NOT_MODIFIED) {
                close(response);
                return Optional.<Dated>empty();
            }
            return Optional.of(dated(transport.read(response, where(call.method(), path))));
        });
    }

    private Dated dated(Answer answer) {
        return new Dated(answer.object(failures), answer.asOf());
    }

    /// Turns the address of a next page into a path of ours: the token goes to no other host.
    public String nextPage(Reply page) {
        var base = tokens.current().instanceUrl();
        var root = root();
        try {
            var next = base.resolve(page.text("nextRecordsUrl"));
            if (sameHost(base, next) && next.getRawPath().startsWith(root + "/")) {
                var path = next.getRawPath().substring(root.length());
                return next.getRawQuery() == null ? path : path + "?" + next.getRawQuery();
            }
        } catch (IllegalArgumentException _) {
            // Not an address at all: said below.
        }
        throw page.unusable("a next page elsewhere", "one below " + root);
    }

    /// Sends once and wants a JSON object.
    public Reply send(Call call) {
        return answer(call).object(failures);
    }

    /// Sends once and wants a JSON array.
    public Reply sendForList(Call call) {
        return answer(call).array(failures);
    }

    /// Sends once and wants nothing but success: when that is told, a body that breaks off changes nothing.
    public void tell(Call call) {
        var response = opened(call);
        try (var rest = transport.body(response)) {
            rest.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // The status was the answer.
        }
    }

    /// Streams a CSV into the file; the file is there only when it is whole. Asks up to three times, each from
    /// zero.
    public void download(String path, Path target) {
        var call = Call.get(path).with("Accept", "text/csv");
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
                throw transport.cut(where, e);
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
        if (good(call, first, where)) {
            return first;
        }
        var refusal = transport.read(first, where);
        if (!refusal.sessionRefused()) {
            throw refusal.refusal(session.accessToken(), failures);
        }
        var renewed = tokens.renew(session);
        var second = exchange(call, renewed, where);
        if (good(call, second, where)) {
            return second;
        }
        var again = transport.read(second, where);
        if (again.sessionRefused()) {
            throw failures.notAuthenticated(where, "INVALID_SESSION_ID", "a new token was refused too");
        }
        throw again.refusal(renewed.accessToken(), failures);
    }

    private HttpResponse<InputStream> exchange(Call call, Tokens.Session session, String where) {
        var uri = URI.create(session.instanceUrl() + root().substring(1) + call.path());
        var request = transport
                .request(uri, call)
                .header("Authorization", "Bearer " + session.accessToken())
                .header("Sforce-Call-Options", "client=" + voice.clientTag())
                .header("Accept-Encoding", "gzip");
        request.setHeader("Accept", "application/json");
        call.headers().forEach(request::setHeader);
        var response = transport.open(request.build(), where);
        response.headers().firstValue("Sforce-Limit-Info").ifPresent(limitInfo);
        return response;
    }

    // A maintenance page comes with 200 and must not count as done.
    private boolean good(Call call, HttpResponse<InputStream> response, String where) {
        if (response.statusCode() == NOT_MODIFIED && call.headers().containsKey(IF_MODIFIED_SINCE)) {
            return true;
        }
        if (response.statusCode() / 100 != 2) {
            return false;
        }
        var type = response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            close(response);
            throw Answer.unreadable(where, response.statusCode(), response.headers(), failures);
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
    private void save(InputStream body, Path file, String where) {
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

    private int next(InputStream body, byte[] buffer, String where) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw transport.cut(where, e);
        }
    }

    private String root() {
        return "/services/data/v" + voice.apiVersion();
    }

    private static boolean sameHost(URI base, URI next) {
        return base.getScheme().equals(next.getScheme()) && base.getAuthority().equals(next.getAuthority());
    }
}
