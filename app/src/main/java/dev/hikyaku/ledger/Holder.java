package dev.hikyaku.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// A process that may hold a lease.
///
/// @param machine what tells apart machines, boots and process-id namespaces
/// @param host name of the machine, for people
/// @param pid process id
/// @param started when the process started, epoch milliseconds; tells apart two uses of one pid
public record Holder(String machine, String host, long pid, long started) {

    /// This process.
    public static Holder self() {
        var self = ProcessHandle.current();
        return new Holder(machineHere(), hostHere(), self.pid(), startOf(self));
    }

    /// True only when it is certain: it ran on this machine, in this process-id namespace, and is gone.
    boolean isDeadHere() {
        if (machine.isEmpty() || !machine.equals(machineHere())) {
            return false;
        }
        return ProcessHandle.of(pid).map(found -> startOf(found) != started).orElse(true);
    }

    String text() {
        return machine + "|" + host + "|" + pid + "|" + started;
    }

    static Holder parse(String text) {
        var parts = text.split("\\|", -1);
        return parts.length == 4
                ? new Holder(parts[0], parts[1], Long.parseLong(parts[2]), Long.parseLong(parts[3]))
                : new Holder("", text, 0, 0);
    }

    @Override
    public String toString() {
        return "process " + pid + " on " + host;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String machineHere() {
        try {
            var boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException notLinux) {
            return "";
        }
    }

    private static String hostHere() {
        try {
            return InetAddress.getLocalHost().getHostName().replace('|', '-');
        } catch (IOException nameless) {
            return "localhost";
        }
    }
}
