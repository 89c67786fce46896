package dev.hikyaku.bench.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// One start.
///
/// @param seconds from its beginning to its first claim
/// @param cpuSeconds it used
/// @param megabytes at its peak
record Sample(double seconds, double cpuSeconds, long megabytes) {

    /// CPU seconds of all children that have ended so far. See proc_pid_stat(5): cutime and cstime are fields 16 and
    /// 17.
    static double childrensSeconds() throws IOException {
        var stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.UTF_8);
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }
}
