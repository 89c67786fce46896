package dev.hikyaku.manifest;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/// Everything that can be wrong with a manifest or with a value it carries: the catalogue behind `hikyaku help HK1010`.
///
/// The words stand in `messages.properties` (examples), `messages_en.properties` and `messages_ja.properties`. Codes
/// are
/// never given a second meaning. HK1203 is kept free for checks against the Salesforce org.
public enum ProblemCode {
    NO_PROJECT("HK1001", Turn.AUTHOR),
    NO_SYNCS("HK1002", Turn.AUTHOR),
    NOT_READABLE("HK1003", Turn.AUTHOR),
    NOT_UTF8("HK1004", Turn.AUTHOR),
    NOT_YAML("HK1005", Turn.AUTHOR),
    WRONG_ENDING("HK1006", Turn.AUTHOR),
    UNKNOWN_KEY("HK1010", Turn.AUTHOR),
    MISSING_KEY("HK1011", Turn.AUTHOR),
    DUPLICATE_KEY("HK1012", Turn.AUTHOR),
    WRONG_KIND("HK1013", Turn.AUTHOR),
    NOT_ALLOWED("HK1014", Turn.AUTHOR),
    OUT_OF_RANGE("HK1015", Turn.AUTHOR),
    NONE_OF("HK1016", Turn.AUTHOR),
    MORE_THAN_ONE_OF("HK1017", Turn.AUTHOR),
    NEEDS_OTHER_KEY("HK1018", Turn.AUTHOR),
    EMPTY_TEXT("HK1019", Turn.AUTHOR),

    SECRET("HK1101", Turn.AUTHOR),
    PASSWORD_IN_URL("HK1102", Turn.AUTHOR),
    NOT_JDBC("HK1103", Turn.AUTHOR),
    NOT_LOGIN_URL("HK1104", Turn.AUTHOR),
    NOT_API_VERSION("HK1105", Turn.AUTHOR),
    UNKNOWN_ZONE("HK1106", Turn.AUTHOR),

    FILE_NAME("HK1201", Turn.AUTHOR),
    SYNC_TWICE("HK1202", Turn.AUTHOR),
    BAD_SYNC_NAME("HK1204", Turn.AUTHOR),
    BAD_SALESFORCE_NAME("HK1205", Turn.AUTHOR),
    BAD_COLUMN("HK1206", Turn.AUTHOR),
    BAD_TABLE("HK1207", Turn.AUTHOR),
    TARGET_TWICE("HK1208", Turn.AUTHOR),
    EXTERNAL_ID_SOURCE("HK1209", Turn.AUTHOR),
    SQL_FILE_MISSING("HK1210", Turn.AUTHOR),
    SQL_FILE_OUTSIDE("HK1211", Turn.AUTHOR),
    NOT_ONE_SELECT("HK1212", Turn.AUTHOR),
    NOT_A_SHARE("HK1213", Turn.AUTHOR),
    NOT_A_DURATION("HK1214", Turn.AUTHOR),
    NOT_A_RECEIVER("HK1215", Turn.AUTHOR),

    UNKNOWN_SYNC("HK1310", Turn.AUTHOR),
    REFERENCE_CYCLE("HK1311", Turn.AUTHOR),

    EXPRESSION_UNEXPECTED("HK1401", Turn.AUTHOR),
    EXPRESSION_UNFINISHED("HK1402", Turn.AUTHOR),
    UNKNOWN_FUNCTION("HK1403", Turn.AUTHOR),
    ARGUMENT_COUNT("HK1404", Turn.AUTHOR),
    NOT_A_POSITION("HK1405", Turn.AUTHOR),
    EXPRESSION_TOO_DEEP("HK1406", Turn.AUTHOR),
    NOT_IN_PICKLIST("HK1407", Turn.APPLICATION),
    VALUE_NOT_IN_MAP("HK1420", Turn.APPLICATION),
    VALUE_TOO_LONG("HK1421", Turn.APPLICATION),
    NOT_A_NUMBER("HK1422", Turn.APPLICATION),
    NOT_A_BOOLEAN("HK1423", Turn.APPLICATION),
    NOT_A_DATE("HK1424", Turn.APPLICATION),
    NOT_A_DATETIME("HK1425", Turn.APPLICATION),
    NOT_AN_EMAIL("HK1426", Turn.APPLICATION),
    NUMBER_TOO_LARGE("HK1428", Turn.APPLICATION),
    NOT_A_WHOLE_NUMBER("HK1429", Turn.APPLICATION),
    NOT_AN_ID("HK1430", Turn.APPLICATION),
    REQUIRED_IS_EMPTY("HK1431", Turn.APPLICATION),
    KEY_TOO_LONG("HK1432", Turn.APPLICATION),

    CAMPAIGN_FILE_NAME("HK2110", Turn.AUTHOR),
    CAMPAIGN_NAME_TAKEN("HK2111", Turn.AUTHOR),
    BAD_CAMPAIGN_NAME("HK2112", Turn.AUTHOR),
    NO_PUSH("HK2113", Turn.AUTHOR),
    UNKNOWN_PARAMETER("HK2114", Turn.AUTHOR),
    QUERY_WRITES("HK2115", Turn.AUTHOR),
    QUERY_UNFINISHED("HK2116", Turn.AUTHOR),
    QUERY_QUESTION_MARK("HK2117", Turn.AUTHOR),
    BAD_PARAMETER("HK2118", Turn.AUTHOR),
    RESERVED_PARAMETER("HK2119", Turn.AUTHOR),
    BAD_PARAMETER_NAME("HK2120", Turn.AUTHOR),
    UNKNOWN_AUDIENCE_COLUMN("HK2121", Turn.AUTHOR),
    NOT_A_CRON("HK2122", Turn.AUTHOR),
    NOT_A_TIME_OF_DAY("HK2123", Turn.AUTHOR),
    QUIET_FOR_EVER("HK2124", Turn.AUTHOR),
    NOT_A_CAP("HK2125", Turn.AUTHOR),
    NOT_A_RATE("HK2126", Turn.AUTHOR),
    CONSENT_WANTED("HK2127", Turn.AUTHOR),
    UNKNOWN_CONSENT("HK2128", Turn.AUTHOR),
    NOT_TIMES("HK2129", Turn.AUTHOR),
    NO_DEFAULT_TEXT("HK2130", Turn.AUTHOR),
    TIME_TOO_LONG("HK2131", Turn.AUTHOR),
    SAME_GATEWAY("HK2132", Turn.AUTHOR),
    NOT_GATEWAY_URL("HK2133", Turn.AUTHOR),
    NOT_AN_ARN("HK2134", Turn.AUTHOR),
    DATA_KEY_RESERVED("HK2135", Turn.AUTHOR),
    OVERRIDE_TOO_LARGE("HK2136", Turn.AUTHOR),
    UNKNOWN_CAMPAIGN("HK2137", Turn.AUTHOR),
    CAMPAIGN_CYCLE("HK2138", Turn.AUTHOR),
    NOT_A_QUEUE("HK2139", Turn.AUTHOR),
    UNKNOWN_VARIABLE("HK2211", Turn.AUTHOR),
    BAD_TEMPLATE("HK2212", Turn.AUTHOR);

    private static final String BUNDLE = "dev.hikyaku.manifest.messages";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final String code;
    private final Turn turn;

    ProblemCode(String code, Turn turn) {
        this.code = code;
        this.turn = turn;
    }

    /// Who has to act.
    public enum Turn {
        /// Whoever writes the manifest.
        AUTHOR,
        /// Whoever keeps the application's data; or the author, who may declare how such data is to be carried.
        APPLICATION;

        /// The words for people.
        public String text(Locale locale) {
            return words(locale, "turn." + name(), List.of());
        }
    }

    /// The code with this name, such as `HK1010`; capital or small letters.
    public static Optional<ProblemCode> of(String code) {
        return Arrays.stream(values())
                .filter(problem -> problem.code.equalsIgnoreCase(code))
                .findFirst();
    }

    /// The stable name, such as `HK1010`.
    public String code() {
        return code;
    }

    /// Whose turn it is.
    public Turn turn() {
        return turn;
    }

    /// What is wrong in one case, in the language of the locale (Japanese for `ja`, else English).
    public String message(Locale locale, List<Object> arguments) {
        return words(locale, code, printable(arguments));
    }

    /// What to do about one case.
    public String fix(Locale locale, List<Object> arguments) {
        return words(locale, code + ".fix", printable(arguments));
    }

    /// What the code means in general.
    public String meaning(Locale locale) {
        return words(locale, code + ".meaning", List.of());
    }

    /// A case and its repair.
    public String example(Locale locale) {
        return bundle(locale).getString(code + ".example");
    }

    /// The page that `hikyaku help` prints.
    public String help(Locale locale) {
        return words(
                        locale,
                        "help",
                        List.of(
                                code,
                                meaning(locale),
                                turn.text(locale),
                                example(locale).indent(2)))
                .stripTrailing();
    }

    static String words(Locale locale, String key, List<Object> arguments) {
        var wording = bundle(locale).getString(key);
        return new MessageFormat(wording, Locale.ROOT).format(arguments.toArray());
    }

    /// Without control characters: what a file or a row holds must not steer the terminal or break a line of the log.
    static String printable(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static List<Object> printable(List<Object> arguments) {
        return arguments.stream()
                .map(argument -> argument instanceof String text ? printable(text) : argument)
                .toList();
    }

    private static ResourceBundle bundle(Locale locale) {
        var known = locale.getLanguage().equals("ja") ? Locale.JAPANESE : Locale.ENGLISH;
        return ResourceBundle.getBundle(BUNDLE, known, NO_FALLBACK);
    }
}
