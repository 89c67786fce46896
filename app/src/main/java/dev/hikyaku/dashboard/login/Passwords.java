package dev.hikyaku.dashboard.login;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Hashes of passwords: bcrypt of strength 12, a quarter of a second each. Few are made at once, so that a flood of
/// logins
/// leaves the machine to the work.
public final class Passwords implements PasswordEncoder {
    /// Shortest password, in characters.
    public static final int SHORTEST = 12;

    /// Longest password, in bytes of UTF-8: bcrypt reads no more.
    public static final int LONGEST = 72;

    private static final int STRENGTH = 12;
    private static final Semaphore AT_ONCE = new Semaphore(2);

    private final PasswordEncoder hashes =
            new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(STRENGTH)));

    /// Whether it may be somebody's password.
    public static boolean isGood(CharSequence password) {
        return password.length() >= SHORTEST && bytes(password) <= LONGEST;
    }

    private static int bytes(CharSequence password) {
        return password.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return hashes.encode(password);
    }

    /// The hash of a password.
    public String hash(String password) {
        var hash = hashes.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash");
        }
        return hash;
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        if (password != null && bytes(password) > LONGEST) {
            return false;
        }
        AT_ONCE.acquireUninterruptibly();
        try {
            return hashes.matches(password, hash);
        } finally {
            AT_ONCE.release();
        }
    }
}
