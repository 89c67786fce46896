package dev.hikyaku.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A real database server with durable commits, as in production.
public interface DatabaseServer extends AutoCloseable {
    /// JDBC URL of a database of this name.
    String newDatabase(String name);

    /// Its superuser, who needs no password.
    String user();

    /// Process id of the server.
    long pid();

    @Override
    void close();

    /// A server for a ledger of this kind; the embedded one has none, so its application lives in MariaDB.
    static DatabaseServer of(String ledger) throws IOException {
        return ledger.equals("postgres") ? new PostgresServer() : new MariaDbServer();
    }

    /// CPU seconds the server has used since its start, its processes that ended included.
    default double cpuSeconds() {
        return cpuSeconds(pid());
    }

    /// The same of any process on this machine.
    static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                .map(server -> ownSeconds(server.pid())
                        + server.descendants()
                                .mapToDouble(child -> ownSeconds(child.pid()))
                                .sum())
                .orElse(0.0);
    }

    /// See proc_pid_stat(5): utime, stime, cutime and cstime are fields 14 to 17, in ticks of a hundredth of a second.
    private static double ownSeconds(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"), StandardCharsets.UTF_8);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = 11; i < 15; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / 100.0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
