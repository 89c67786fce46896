package dev.hikyaku.gateway.sns;

import dev.hikyaku.gateway.Outcome;
import dev.hikyaku.gateway.Outcome.Blame;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/// What SNS's answers mean ("Amazon SNS API: Publish, Errors"; "common errors").
///
/// Nothing is sent by an action on an endpoint, so whatever was not heard of it can be asked again. A publish that was
/// not heard may have been sent.
final class SnsOutcomes {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:\\S+");
    private static final Pattern ALREADY_EXISTS =
            Pattern.compile("(?s).*Endpoint (arn:aws[a-z-]*:sns:\\S+) already exists with the same [Tt]oken.*");

    /// SNS does not say when to come again. Its quotas are of calls a second ("Amazon SNS endpoints and quotas"), so
    /// the next second is another one.
    private static final Duration THROTTLED = Duration.ofSeconds(1);

    /// Whoever is away is asked again after ten seconds at the earliest, as Google wants it too.
    private static final Duration NOT_REACHED = Duration.ofSeconds(10);

    private SnsOutcomes() {}

    /// The ARN that a refused create names, or an empty text.
    static String existing(AwsServiceException refused) {
        var found = ALREADY_EXISTS.matcher(message(refused));
        return found.matches() ? found.group(1) : "";
    }

    /// Whether the endpoint is not there (any more), or what was kept as one never was.
    static boolean isStale(AwsServiceException refused) {
        var text = message(refused);
        return switch (code(refused)) {
            case "InvalidParameter", "InvalidParameterException" -> text.contains("TargetArn Reason");
            case "NotFound", "NotFoundException" -> text.startsWith("Endpoint ");
            default -> false;
        };
    }

    /// Whether the endpoint is there, and nothing reaches it.
    static boolean isDisabled(String code) {
        return code.equals("EndpointDisabled") || code.equals("EndpointDisabledException");
    }

    static Outcome ofPublish(SdkException failed) {
        return switch (failed) {
            case AwsServiceException refused when isNotCarriedOut(refused) -> refusal(refused, Blame.NOTIFICATION);
            case AwsServiceException broken -> new Outcome.Unknown(code(broken), text(broken));
            default -> wasNeverSent(failed) ? unreachable(failed) : unheard(failed);
        };
    }

    static Outcome ofEndpointAction(SdkException failed) {
        return switch (failed) {
            case AwsServiceException refused when isNotCarriedOut(refused) -> refusal(refused, Blame.DEVICE);
            case AwsServiceException broken -> new Outcome.NotNow(code(broken), text(broken), null, true);
            default -> unreachable(failed);
        };
    }

    private static boolean isNotCarriedOut(AwsServiceException refused) {
        return refused.isThrottlingException() || (refused.statusCode() >= 400 && refused.statusCode() < 500);
    }

    private static Outcome refusal(AwsServiceException refused, Blame blame) {
        var code = code(refused);
        var text = text(refused);
        if (refused.isThrottlingException() || refused.statusCode() == 429) {
            return new Outcome.NotNow(code, text, THROTTLED, true);
        }
        return switch (code) {
            case "EndpointDisabled", "EndpointDisabledException" -> new Outcome.Rejected(code, text, Blame.DEVICE);
            case "InvalidParameter", "InvalidParameterException" -> invalid(code, text, blame);
            case "PlatformApplicationDisabled",
                    "NotFound",
                    "InvalidSecurity",
                    "RequestExpired",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "IncompleteSignature",
                    "OptInRequired" -> new Outcome.Stopped(code, text);
            // SNS did not get the whole of it
            case "RequestTimeout", "RequestTimeoutException" -> new Outcome.NotNow(code, text, null, true);
            default ->
                refused.statusCode() == 403
                                || refused.statusCode() == 404
                                || code.startsWith("KMS")
                                || code.startsWith("Kms")
                        ? new Outcome.Stopped(code, text)
                        : new Outcome.Rejected(code, text, blame);
        };
    }

    private static Outcome invalid(String code, String text, Blame blame) {
        // a wrong application is wrong for everybody
        return text.contains("PlatformApplicationArn Reason")
                ? new Outcome.Stopped(code, text)
                : new Outcome.Rejected(code, text, blame);
    }

    private static Outcome unreachable(SdkException failed) {
        if (String.valueOf(failed.getMessage()).contains("Unable to load credentials")) {
            return new Outcome.Stopped("NoCredentials", "AWS's default chain found no credentials");
        }
        return new Outcome.NotNow("NotReached", "SNS was not reached: " + cause(failed), NOT_REACHED, true);
    }

    private static Outcome unheard(SdkException failed) {
        return new Outcome.Unknown("NoAnswer", "SNS was asked and not heard: " + cause(failed));
    }

    /// Whether the request can't have left: no connection, or nobody found who signs it.
    private static boolean wasNeverSent(SdkException failed) {
        if (String.valueOf(failed.getMessage()).contains("Unable to load credentials")) {
            return true;
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConnectException _,
                        NoRouteToHostException _,
                        UnknownHostException _,
                        SSLHandshakeException _,
                        ConnectTimeoutException _,
                        ConnectionRequestTimeoutException _ -> {
                    return true;
                }
                default -> {
                    // what caused it may say more
                }
            }
        }
        return false;
    }

    /// The innermost failure's kind: its text may name addresses.
    private static String cause(SdkException failed) {
        Throwable innermost = failed;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost instanceof SdkClientException ? failed.getClass().getSimpleName() : kind(innermost);
    }

    private static String kind(Throwable failure) {
        return failure.getClass().getSimpleName();
    }

    private static String code(AwsServiceException refused) {
        var details = refused.awsErrorDetails();
        return details == null || details.errorCode() == null ? "Http" + refused.statusCode() : details.errorCode();
    }

    private static String text(AwsServiceException refused) {
        return ARN.matcher(message(refused)).replaceAll("arn:…");
    }

    private static String message(AwsServiceException refused) {
        var details = refused.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : details.errorMessage();
    }
}
