package dev.hikyaku.manifest.reading;

import dev.hikyaku.manifest.ProblemCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a text must look like.
public enum TextRule {
    /// Any text, the empty one too.
    FREE,
    NOT_EMPTY,
    /// What people call a sync.
    SYNC_NAME("[a-z][a-z0-9-]{0,62}", ProblemCode.BAD_SYNC_NAME),
    /// An API name: letters, digits and single underscores; two underscores before a suffix or after a namespace.
    SALESFORCE_NAME("[A-Za-z][A-Za-z0-9]*(_{1,2}[A-Za-z0-9]+)*", ProblemCode.BAD_SALESFORCE_NAME),
    COLUMN("[A-Za-z_][A-Za-z0-9_$]*", ProblemCode.BAD_COLUMN),
    TABLE("([A-Za-z_][A-Za-z0-9_$]*\\.)?[A-Za-z_][A-Za-z0-9_$]*", ProblemCode.BAD_TABLE),
    SHARE("(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?)%", ProblemCode.NOT_A_SHARE),
    /// A number and its unit, such as `30s`.
    DURATION("[0-9]{1,6}(ms|s|m|h|d)", ProblemCode.NOT_A_DURATION),
    API_VERSION("[1-9][0-9]{1,2}\\.0", ProblemCode.NOT_API_VERSION),
    JDBC_URL("jdbc:(mariadb|mysql|postgresql|h2|aws-wrapper):.+", ProblemCode.NOT_JDBC),
    /// Plain http only for this machine, where the simulator answers.
    LOGIN_URL("https://[^/\\s]+/?|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?/?", ProblemCode.NOT_LOGIN_URL),
    /// What people call a campaign.
    CAMPAIGN_NAME("[a-z][a-z0-9-]{0,62}", ProblemCode.BAD_CAMPAIGN_NAME),
    /// What stands behind the colon in a query.
    PARAMETER_NAME("[A-Za-z_][A-Za-z0-9_]*", ProblemCode.BAD_PARAMETER_NAME),
    /// Such as `21:00`.
    TIME_OF_DAY("([01][0-9]|2[0-3]):[0-5][0-9]", ProblemCode.NOT_A_TIME_OF_DAY),
    /// Such as `2 per day`.
    CAP("[1-9][0-9]{0,3} per (hour|day|week|[1-9][0-9]{0,3}[mhd])", ProblemCode.NOT_A_CAP),
    /// Such as `200/s`.
    RATE("[1-9][0-9]{0,6}/[smh]", ProblemCode.NOT_A_RATE),
    /// Such as `3x`.
    TIMES("[1-9][0-9]{0,3}(\\.[0-9]+)?x", ProblemCode.NOT_TIMES),
    /// Plain http only for this machine, where the simulators answer.
    GATEWAY_URL("https://[^/\\s]+/?|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?/?", ProblemCode.NOT_GATEWAY_URL),
    /// A platform application of SNS.
    ARN("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:app/[A-Z_]+/[A-Za-z0-9_.-]+", ProblemCode.NOT_AN_ARN),
    /// A queue of SQS.
    QUEUE_URL(
            "https://[^/\\s]+/[0-9]{12}/[A-Za-z0-9_-]{1,80}"
                    + "|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?/[0-9]{12}/[A-Za-z0-9_-]{1,80}",
            ProblemCode.NOT_A_QUEUE),
    /// Who is told.
    RECEIVER("(slack|webhook):[a-z][a-z0-9-]{0,30}|mail:[^@\\s,]+@[^@\\s,]+", ProblemCode.NOT_A_RECEIVER),
    CRON,
    /// One `SELECT` with `:names`; [dev.hikyaku.manifest.campaign.AudienceQuery] judges it.
    QUERY,
    ZONE_OR_RECIPIENT,
    ZONE,
    EXPRESSION,
    SQL;

    private final @Nullable Pattern pattern;
    private final @Nullable ProblemCode code;

    TextRule() {
        this.pattern = null;
        this.code = null;
    }

    TextRule(String pattern, ProblemCode code) {
        this.pattern = Pattern.compile(pattern);
        this.code = code;
    }

    /// The whole text must match it; null when no pattern says it all.
    public @Nullable Pattern pattern() {
        return pattern;
    }

    /// What is wrong with a text that the pattern doesn't match.
    public @Nullable ProblemCode code() {
        return code;
    }
}
