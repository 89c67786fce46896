package dev.hikyaku.salesforce;

import static dev.hikyaku.salesforce.ScriptedOrg.JOB;
import static dev.hikyaku.salesforce.ScriptedOrg.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hikyaku.salesforce.ScriptedServer.Told;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTest {

    private static final Credential CREDENTIAL = new Credential.ClientCredentials("key", ScriptedOrg.SECRET);
    private static final BulkJobSpec SPEC = BulkJobSpec.upsert("Contact", "AppUserId__c");

    @Test
    void callsARefusedConnectionUnreachable() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var login = URI.create("http://127.0.0.1:" + free);
        var failed = catchThrowableOfType(
                SalesforceException.Unreachable.class,
                () -> Salesforce.connect(ScriptedOrg.settings(login, CREDENTIAL)));
        assertThat(failed)
                .hasMessage("POST /services/oauth2/token: found no connection to 127.0.0.1:" + free
                        + ", wanted a connection. Nothing was sent.");
        assertThat(failed.mayHaveActed()).isFalse();
    }

    @Test
    void callsAnUnknownHostUnreachable() {
        var login = URI.create("https://nowhere.invalid");
        assertThatThrownBy(() -> Salesforce.connect(ScriptedOrg.settings(login, CREDENTIAL)))
                .isInstanceOf(SalesforceException.Unreachable.class)
                .hasMessage("POST /services/oauth2/token: found no address for nowhere.invalid,"
                        + " wanted a connection. Nothing was sent.");
    }

    @Test
    void callsAServerThatWentAwayUnreachable() {
        var elsewhere = new ScriptedServer(_ -> ScriptedOrg.job("Open"));
        try (var org = new ScriptedOrg(_ -> ScriptedOrg.job("Open"))) {
            org.tokenAnswer = () -> org.token(elsewhere.url().toString(), "00D5e000000HEcZEAW");
            try (var salesforce = org.connect()) {
                elsewhere.close();
                assertThatThrownBy(() -> salesforce.bulk().create(SPEC))
                        .isInstanceOf(SalesforceException.Unreachable.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsSilenceNoAnswer(boolean withHead) {
        try (var org = new ScriptedOrg(_ -> new Told.Silent(withHead));
                var salesforce = org.connect()) {
            var failed = catchThrowableOfType(
                    SalesforceException.NoAnswer.class, () -> salesforce.bulk().create(SPEC));
            assertThat(failed)
                    .hasMessageContaining(
                            withHead ? "found an answer that was cut" : "found silence until the time was over");
            assertThat(failed.mayHaveActed()).isTrue();
            assertThat(org.server.asked("POST", ROOT)).hasSize(1);
        }
    }

    @Test
    void knowsThatAnAllowanceIsUsedUp() {
        try (var org = new ScriptedOrg(
                        _ -> Told.error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
                var salesforce = org.connect()) {
            var failed = catchThrowableOfType(
                    SalesforceException.LimitExceeded.class,
                    () -> salesforce.bulk().get(JOB));
            assertThat(failed)
                    .hasMessage("GET /services/data/v66.0/jobs/ingest/" + JOB + ": found 403 REQUEST_LIMIT_EXCEEDED"
                            + " \"TotalRequests Limit exceeded.\", wanted room in the org's allowance."
                            + " It opens again by itself as time passes.");
            assertThat(failed.mayHaveActed()).isFalse();
            assertThat(org.server.asked("GET", ROOT)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExceededQuota", "EXCEEDED_QUOTA", "EXCEEDEDQUOTA"})
    void knowsAnAllowanceInEachSpelling(String code) {
        try (var org = new ScriptedOrg(_ -> Told.error(400, code, "Too many batches"));
                var salesforce = org.connect()) {
            assertThatThrownBy(() -> salesforce.bulk().create(SPEC))
                    .isInstanceOf(SalesforceException.LimitExceeded.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVALIDJOBSTATE", "InvalidJobState", "INVALID_JOB_STATE"})
    void knowsAJobInAnotherState(String code) {
        try (var org = new ScriptedOrg(_ -> Told.error(400, code, "Aborting already Completed Job not allowed"));
                var salesforce = org.connect()) {
            assertThatThrownBy(() -> salesforce.bulk().abort(JOB))
                    .isInstanceOf(SalesforceException.InvalidJobState.class)
                    .hasMessage("PATCH /services/data/v66.0/jobs/ingest/" + JOB + ": found 400 " + code
                            + " \"Aborting already Completed Job not allowed\", wanted a job in another state."
                            + " Look at the job.");
        }
    }

    @Test
    void knowsWhatIsNotThere() {
        try (var org = new ScriptedOrg(_ -> Told.error(404, "NOT_FOUND", "The requested resource does not exist"));
                var salesforce = org.connect()) {
            assertThatThrownBy(() -> salesforce.describe("Nothing__c"))
                    .isInstanceOf(SalesforceException.NotFound.class);
        }
    }

    @Test
    void namesCodeMessageAndFieldsOfARefusal() {
        var told = Told.json(
                400,
                "[{\"errorCode\":\"INVALID_FIELD\",\"message\":\"No such column\",\"fields\":[\"A__c\",\"B__c\"]}]");
        try (var org = new ScriptedOrg(_ -> told);
                var salesforce = org.connect()) {
            var failed = catchThrowableOfType(
                    SalesforceException.Refused.class,
                    () -> salesforce.query("SELECT A__c FROM Contact WHERE Name='Ann'"));
            assertThat(failed.told())
                    .isEqualTo(new SalesforceException.Told(
                            400, "INVALID_FIELD", "No such column", List.of("A__c", "B__c")));
            assertThat(failed)
                    .hasMessage(
                            "GET /services/data/v66.0/query: found 400 INVALID_FIELD \"No such column\" about A__c, B__c,"
                                    + " wanted success. Asking again as it is will not help.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {420, 429, 500, 502, 503, 504})
    void asksThreeTimesWhileSalesforceIsUnavailableButOnlyToRead(int status) {
        try (var org = new ScriptedOrg(_ -> Told.html(status));
                var salesforce = org.connect()) {
            assertThatThrownBy(salesforce::limits).isInstanceOf(SalesforceException.Unavailable.class);
            var failed = catchThrowableOfType(
                    SalesforceException.Unavailable.class,
                    () -> salesforce.bulk().create(SPEC));
            assertThat(failed.status()).isEqualTo(status);
            assertThat(failed.mayHaveActed()).isEqualTo(!List.of(420, 429, 503).contains(status));
            assertThat(org.server.asked("GET", ROOT)).hasSize(3);
            assertThat(org.server.asked("POST", ROOT)).hasSize(1);
        }
    }

    @Test
    void doesNotTakeAWebPageForSuccess() {
        try (var org = new ScriptedOrg(_ -> Told.html(200));
                var salesforce = org.connect()) {
            assertThatThrownBy(() -> salesforce.bulk().upload(JOB, CsvBody.of("Id\n1\n")))
                    .isInstanceOf(SalesforceException.Unavailable.class)
                    .hasMessage("PUT /services/data/v66.0/jobs/ingest/" + JOB + "/batches: found 200 with an unreadable"
                            + " body (text/html), wanted what the API documents. It may have taken effect:"
                            + " look before asking again.");
        }
        try (var org = new ScriptedOrg(_ -> Told.json("[{ broken"));
                var salesforce = org.connect()) {
            assertThatThrownBy(() -> salesforce.bulk().get(JOB)).isInstanceOf(SalesforceException.Unavailable.class);
        }
    }

    @Test
    void followsNoRedirect() {
        try (var elsewhere = new ScriptedServer(_ -> ScriptedOrg.job("Open"));
                var org = new ScriptedOrg(
                        _ -> new Told.Whole(302, Map.of("Location", elsewhere.url() + "/x"), new byte[0]));
                var salesforce = org.connect()) {
            assertThatThrownBy(() -> salesforce.bulk().get(JOB))
                    .isInstanceOf(SalesforceException.Refused.class)
                    .hasMessage("GET /services/data/v66.0/jobs/ingest/" + JOB + ": found 302 REDIRECT,"
                            + " wanted success. Asking again as it is will not help.");
            assertThat(elsewhere.asked("GET", "/")).isEmpty();
        }
    }

    @Test
    void neverShowsTheTokenThatAServerEchoes() {
        for (int status : new int[] {400, 403, 404, 500, 503}) {
            try (var org = new ScriptedOrg(
                            asked -> Told.error(status, "ODD", "you sent " + asked.header("Authorization")));
                    var salesforce = org.connect()) {
                assertThatThrownBy(() -> salesforce.bulk().create(SPEC))
                        .isInstanceOf(SalesforceException.class)
                        .hasMessageContaining("you sent Bearer (hidden)")
                        .hasMessageNotContaining(ScriptedOrg.TOKEN);
            }
        }
    }

    @Test
    void keepsTheInterruptOfItsThread() {
        try (var org = new ScriptedOrg(_ -> new Told.Silent(false));
                var salesforce = org.connect()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(salesforce::limits)
                    .isInstanceOf(SalesforceException.NoAnswer.class)
                    .hasMessageContaining("found an interrupt of this thread");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
