package dev.hikyaku.intake.http.credential;

import dev.hikyaku.intake.http.credential.Credentials.Caller;
import dev.hikyaku.intake.http.credential.Credentials.Shown;
import java.util.regex.Pattern;

/// Lets in whoever calls this machine by one of its own names. A web page that has its name resolved to this machine
/// (DNS rebinding) calls it by another one.
final class Open implements Credentials.Check {
    private static final Pattern OWN_NAME = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    @Override
    public Caller caller(Shown shown) {
        var host = shown.header("Host");
        if (host == null || !OWN_NAME.matcher(host).matches() || shown.header("Origin") != null) {
            throw new NotLetIn(NotLetIn.Why.NOT_LOCAL);
        }
        return new Caller("local", null);
    }

    @Override
    public boolean needsBody() {
        return false;
    }
}
