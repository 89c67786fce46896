package dev.hikyaku.simulators.push.fcm.http;

import dev.hikyaku.simulators.push.fcm.send.Refusals;
import dev.hikyaku.simulators.push.fcm.send.Reply;
import java.net.URI;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/// Says which door a call is for.
final class Doors extends Handler.Abstract.NonBlocking {
    private final SendDoor send;
    private final TokenDoor token;
    private final ControlDoor control;

    Doors(World world, URI url) {
        send = new SendDoor(world);
        token = new TokenDoor(world, url.resolve("/token"));
        control = new ControlDoor(world, url);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var exchange = new Exchange(request, response, callback);
        Content.Source.asByteBuffer(request, new Promise.Invocable.NonBlocking<ByteBuffer>() {
            @Override
            public void succeeded(ByteBuffer body) {
                answer(exchange, bytes(body));
            }

            @Override
            public void failed(Throwable broken) {
                callback.failed(broken);
            }
        });
        return true;
    }

    private static byte[] bytes(ByteBuffer body) {
        var bytes = new byte[body.remaining()];
        body.get(bytes);
        return bytes;
    }

    private void answer(Exchange exchange, byte[] body) {
        try {
            var path = Request.getPathInContext(exchange.request());
            var isPost = exchange.request().getMethod().equals("POST");
            if (isPost && path.startsWith("/v1/projects/") && path.endsWith("/messages:send")) {
                send.answer(exchange, path, body);
            } else if (isPost && path.equals("/token")) {
                exchange.answer(token.answer(body));
            } else if (path.startsWith("/simulator/") || path.equals("/") || path.startsWith("/page.")) {
                exchange.answer(control.answer(exchange, path, body));
            } else {
                exchange.answer(Refusals.nothingHere(path));
            }
        } catch (IllegalArgumentException wrong) {
            exchange.answer(Reply.json(400, ControlDoor.problem(String.valueOf(wrong.getMessage()))));
        } catch (RuntimeException | Error bug) {
            System.getLogger("simulator").log(System.Logger.Level.ERROR, "a call broke", bug);
            exchange.callback().failed(bug);
        }
    }
}
