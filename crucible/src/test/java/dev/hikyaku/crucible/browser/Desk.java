package dev.hikyaku.crucible.browser;

import dev.hikyaku.ledger.people.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One office and one browser for all tests of this package. A test class that wants them has a constructor with one.
final class Desk implements AutoCloseable {
    private final Path folder;
    private final Office office;
    private final Chromium chromium;
    private @Nullable List<Seen> tour;

    private Desk(Path folder, Office office, Chromium chromium) {
        this.folder = folder;
        this.office = office;
        this.chromium = chromium;
    }

    private static Desk open() {
        try {
            var folder = Files.createTempDirectory("hikyaku-office");
            var chromium = Chromium.start();
            return new Desk(folder, Office.open(folder), chromium);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Gives the same one to all who ask.
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Desk.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Opening.class, _ -> Opening.tried(), Opening.class)
                    .desk();
        }
    }

    /// What became of opening it, so that what did not open once is not tried for each test.
    private record Opening(@Nullable Desk opened, @Nullable Throwable failure) implements AutoCloseable {
        static Opening tried() {
            try {
                return new Opening(Desk.open(), null);
            } catch (RuntimeException | AssertionError failed) {
                return new Opening(null, failed);
            }
        }

        Desk desk() {
            if (opened == null) {
                throw new AssertionError("the office did not open", failure);
            }
            return opened;
        }

        @Override
        public void close() {
            if (opened != null) {
                opened.close();
            }
        }
    }

    Office office() {
        return office;
    }

    /// Somebody who is not logged in.
    Person stranger(Look look) {
        return chromium.person(office.dashboard(), look);
    }

    /// Somebody at another dashboard.
    Person at(URI dashboard, Look look) {
        return chromium.person(dashboard, look);
    }

    /// Somebody with this role, logged in.
    Person as(Role role, Look look) {
        return stranger(look).logIn(role);
    }

    /// All pages in all looks; they are visited once, whoever asks.
    List<Seen> tour() {
        var seen = tour;
        if (seen == null) {
            seen = new Tour(this).go();
            tour = seen;
        }
        return seen;
    }

    @Override
    public void close() {
        chromium.close();
        office.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
