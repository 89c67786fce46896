package dev.hikyaku.intake.body;

import dev.hikyaku.manifest.Suggestions;
import dev.hikyaku.manifest.Sync;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Reads changes of one sync from JSON, and finds all that is wrong with them.
///
/// ```json
/// {"key": "42", "op": "upsert", "data": {"id": 42, "last_name": "佐藤"}, "version": 7,
///  "at": "2026-11-22T10:02:11+09:00", "requestId": "order-8f3a", "traceParent": "00-...-01"}
/// ```
/// `key`, `op` (or `operation`), and for an upsert `data` are needed; `sync` may name the sync where the door does not.
/// Columns that `data` does not name stay as they
/// are;
/// null empties one. Values become the text that a scan would make of them. Safe for several threads.
public final class ChangeReader {
    /// Most bytes of one change.
    public static final int LARGEST = 256 * 1024;
    /// Most characters of one value: no text field of Salesforce holds more.
    public static final int LONGEST_TEXT = 131_072;
    /// Deepest nesting that is looked at.
    public static final int DEEPEST = 32;
    /// Most changes of one array.
    public static final int MOST = 1_000;

    private static final List<String> FIELDS =
            List.of("sync", "key", "op", "operation", "data", "version", "at", "requestId", "traceParent");

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .build())
            .build();

    private final Set<String> columns;
    private final Finish finish;

    /// A reader of changes of this sync.
    public ChangeReader(Sync sync) {
        this.columns = sync.columns();
        this.finish = new Finish(sync);
    }

    /// Reads one change.
    public Reading read(byte[] body, Given given) {
        return body.length > LARGEST
                ? tooLarge("" + body.length, "bytes")
                : parsed(body, parser -> {
                    parser.nextToken();
                    var reading = one(parser, given);
                    return atEnd(parser, reading);
                });
    }

    /// Reads one change, or all of an array. A body that is broken gives one [Reading.Wrong] and nothing else.
    ///
    /// @param given `requestId` gets the place in the array added, `-0` for the first
    public List<Reading> readAll(byte[] body, Given given) {
        var readings = new ArrayList<Reading>();
        var whole = parsed(body, parser -> {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return read(body, given);
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (readings.size() == MOST) {
                    return tooLarge("> " + MOST, "changes");
                }
                readings.add(element(parser, given, readings.size()));
            }
            return atEnd(parser, readings.isEmpty() ? empty() : readings.getFirst());
        });
        return readings.isEmpty() || (whole instanceof Reading.Wrong wrong && wrong.isBroken())
                ? List.of(whole)
                : List.copyOf(readings);
    }

    private Reading element(JsonParser parser, Given given, int index) {
        var begin = parser.currentTokenLocation().getByteOffset();
        var reading = one(parser, given.at(index));
        var bytes = parser.currentLocation().getByteOffset() - begin;
        if (bytes > LARGEST) {
            reading = new Reading.Wrong(new BodyProblem.Shape(BodyCode.TOO_LARGE, "", "" + bytes, "bytes"));
        }
        return reading instanceof Reading.Wrong wrong ? wrong.under("/" + index) : reading;
    }

    private static Reading parsed(byte[] body, Function<JsonParser, Reading> reading) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return reading.apply(parser);
        } catch (StreamConstraintsException beyond) {
            var isDepth = String.valueOf(beyond.getOriginalMessage()).contains("nesting depth");
            return isDepth
                    ? new Reading.Wrong(new BodyProblem.Shape(BodyCode.TOO_DEEP, "", "> " + DEEPEST, "depth"))
                    : tooLarge("> " + LONGEST_TEXT, "length");
        } catch (JacksonException broken) {
            return new Reading.Wrong(new BodyProblem.Shape(BodyCode.NOT_JSON, "", place(broken), "json"));
        }
    }

    private static String place(JacksonException broken) {
        var location = broken.getLocation();
        return location == null ? "1:1" : location.getLineNr() + ":" + location.getColumnNr();
    }

    private static Reading tooLarge(String found, String wanted) {
        return new Reading.Wrong(new BodyProblem.Shape(BodyCode.TOO_LARGE, "", found, wanted));
    }

    private static Reading empty() {
        return new Reading.Wrong(new BodyProblem.Shape(BodyCode.MISSING, "", "[]", "change"));
    }

    private static Reading atEnd(JsonParser parser, Reading reading) {
        if (parser.nextToken() == null) {
            return reading;
        }
        var location = parser.currentTokenLocation();
        return new Reading.Wrong(new BodyProblem.Shape(
                BodyCode.NOT_JSON, "", location.getLineNr() + ":" + location.getColumnNr(), "end"));
    }

    private Reading one(JsonParser parser, Given given) {
        var token = parser.currentToken();
        if (token != JsonToken.START_OBJECT) {
            if (token != null) {
                parser.skipChildren();
            }
            return new Reading.Wrong(new BodyProblem.Shape(
                    BodyCode.WRONG_KIND, "", token == null ? "nothing" : Tokens.kind(token), "object"));
        }
        var draft = new Draft();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            field(parser, draft, name);
        }
        return finish.of(draft, given);
    }

    private void field(JsonParser parser, Draft draft, String name) {
        var pointer = BodyProblem.step(name);
        // `op` and `operation` are the same field.
        if (!draft.seen.add(name.equals("operation") ? "op" : name)) {
            draft.wrong(BodyCode.TWICE, pointer, name, "once");
            parser.skipChildren();
            return;
        }
        switch (name) {
            case "sync" -> draft.sync = Tokens.string(parser, draft, pointer);
            case "key" -> draft.key = key(parser, draft);
            case "op", "operation" -> draft.operation = Tokens.string(parser, draft, pointer);
            case "data" -> data(parser, draft);
            case "version" -> draft.version = version(parser, draft);
            case "at" -> draft.at = orAbsent(parser, draft, pointer);
            case "requestId" -> draft.requestId = orAbsent(parser, draft, pointer);
            case "traceParent" -> draft.traceParent = orAbsent(parser, draft, pointer);
            default -> {
                draft.problems.add(new BodyProblem.Shape(
                        BodyCode.UNKNOWN_FIELD,
                        pointer,
                        name,
                        String.join(", ", FIELDS),
                        Suggestions.near(name, FIELDS)));
                parser.skipChildren();
            }
        }
    }

    private static @Nullable String orAbsent(JsonParser parser, Draft draft, String pointer) {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : Tokens.string(parser, draft, pointer);
    }

    /// A whole number is taken as its digits: keys often are numbers in the application.
    private static @Nullable String key(JsonParser parser, Draft draft) {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? parser.getString()
                : Tokens.string(parser, draft, "/key");
    }

    private static @Nullable Long version(JsonParser parser, Draft draft) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            draft.wrong(BodyCode.WRONG_KIND, "/version", Tokens.kind(token), "version");
            parser.skipChildren();
            return null;
        }
        var digits = parser.getString();
        if (digits.startsWith("-")
                || digits.equals("0")
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            draft.wrong(BodyCode.NOT_ALLOWED, "/version", digits, "version");
            return null;
        }
        return parser.getLongValue();
    }

    private void data(JsonParser parser, Draft draft) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.START_OBJECT) {
            draft.wrong(BodyCode.WRONG_KIND, "/data", Tokens.kind(token), "object");
            draft.beginData();
            parser.skipChildren();
            return;
        }
        draft.beginData();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var column = parser.currentName();
            parser.nextToken();
            cell(parser, draft, column);
        }
    }

    private void cell(JsonParser parser, Draft draft, String column) {
        var pointer = "/data" + BodyProblem.step(column);
        var row = draft.data;
        if (!columns.contains(column)) {
            draft.problems.add(new BodyProblem.Shape(
                    BodyCode.UNKNOWN_COLUMN,
                    pointer,
                    column,
                    String.join(", ", columns),
                    Suggestions.near(column, columns)));
            parser.skipChildren();
        } else if (row != null && row.containsKey(column)) {
            draft.wrong(BodyCode.TWICE, pointer, column, "once");
            parser.skipChildren();
        } else {
            value(parser, draft, column);
        }
    }

    private static void value(JsonParser parser, Draft draft, String column) {
        var problems = draft.problems.size();
        var text = Tokens.text(parser, draft, "/data" + BodyProblem.step(column));
        if (draft.problems.size() > problems) {
            draft.unreadColumns.add(column);
        }
        if (draft.data != null) {
            draft.data.put(column, text);
        }
    }

    /// The sync that a body names; empty when it names none, or is no change.
    public static Optional<String> syncOf(byte[] body) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING && "sync".equals(name)) {
                    return Optional.of(parser.getString());
                }
                parser.skipChildren();
            }
        } catch (JacksonException broken) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /// The bytes of a text, as the bodies of queues and columns come.
    public static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
