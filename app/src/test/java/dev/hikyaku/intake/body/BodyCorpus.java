package dev.hikyaku.intake.body;

import java.util.List;

/// What once was, or might be, trouble; replayed by every check, to the reader and over the wire.
public final class BodyCorpus {
    /// Bodies; most of them are no change.
    public static final List<String> ALL = List.of(
            "",
            " ",
            "\uFEFF{\"key\":\"1\",\"op\":\"delete\"}",
            "{",
            "}",
            "[",
            "[]",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":{\"a\":1}}}}",
            "null",
            "NaN",
            "-",
            "1e",
            "{\"key\":1e5,\"op\":\"delete\"}",
            "{\"key\":-0,\"op\":\"delete\"}",
            "{\"key\":99999999999999999999999999999999999999,\"op\":\"delete\"}",
            "{\"key\":\"\\ud800\",\"op\":\"delete\"}",
            "{\"key\":\"\\udc00\\ud800\",\"op\":\"delete\"}",
            "{\"key\":\"\\u0000\",\"op\":\"delete\"}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"score\":1e-999999999}}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"score\":-1.0e+59}}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"score\":1e99999999999}}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"score\":1e-99999999999,\"size\":-0e-0}}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"name\":\"#N/A\",\"born\":\"+999999999-01-01\"}}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"born\":\"2026-02-30T99:99\"}}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"~0/1\":1,\"\":2}}",
            "{\"key\":\"{0} '%s\",\"op\":\"{1}\"}",
            "{\"key\":\"1\",\"op\":\"delete\",\"at\":\"-999999999-01-01T00:00:00Z\"}",
            "{\"key\":\"1\",\"op\":\"delete\",\"at\":\"2026-11-22T10:02:11+18:01\"}",
            "{\"__proto__\":{},\"constructor\":1,\"key\":\"1\",\"op\":\"delete\"}",
            "{\"key\":\"1\",\"op\":\"delete\"}\u0000",
            "// {\"key\":\"1\"}",
            "{'key':'1'}",
            "{\"key\":\"1\",\"op\":\"upsert\",\"data\":{\"name\":\"a\",}}",
            "[{\"key\":\"1\",\"op\":\"delete\"},",
            "[{\"key\":\"1\",\"op\":\"delete\"},null,[],{}]",
            "{\"key\":\"1\",\"op\":\"delete\"}\n{\"key\":\"2\"\n\n{\"key\":\"3\",\"op\":\"delete\"}",
            "{\"key\":\"1\",\"op\":\"delete\",\"op\":\"delete\"}",
            "{\"key\":{\"$ne\":1},\"op\":\"delete\"}",
            "{\"key\":\"1'; DROP TABLE hk_change; --\",\"op\":\"delete\"}",
            "{\"key\":\"1\",\"op\":\"delete\",\"version\":9223372036854775808}",
            "{\"key\":\"1\",\"op\":\"delete\",\"requestId\":\"\"}");

    private BodyCorpus() {}
}
