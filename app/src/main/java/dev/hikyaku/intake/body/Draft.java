package dev.hikyaku.intake.body;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A body while it is being read: what was found so far, and what is wrong with it.
final class Draft {
    final List<BodyProblem> problems = new ArrayList<>();
    final Set<String> seen = new HashSet<>();
    final Set<String> unreadColumns = new HashSet<>();

    @Nullable
    Map<String, @Nullable String> data;

    @Nullable
    String sync;

    @Nullable
    String key;

    @Nullable
    String operation;

    @Nullable
    Long version;

    @Nullable
    String at;

    @Nullable
    String requestId;

    @Nullable
    String traceParent;

    void wrong(BodyCode kind, String pointer, String found, String wanted) {
        problems.add(new BodyProblem.Shape(kind, pointer, found, wanted));
    }

    void beginData() {
        data = new LinkedHashMap<>();
    }
}
