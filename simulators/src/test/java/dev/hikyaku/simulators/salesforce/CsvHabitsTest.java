package dev.hikyaku.simulators.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvHabitsTest extends SimulatorTest {

    private String failure(String csv) {
        var job = client.upsert("Contact", "AppUserId__c", csv);
        assertThat(job.path("state").asString()).isEqualTo("Failed");
        assertThat(client.results(job, "unprocessedrecords")).isEqualTo(csv);
        assertThat(simulator.records("Contact")).isEmpty();
        return job.path("errorMessage").asString();
    }

    @Test
    void failsAtAnUnknownColumn() {
        assertThat(failure("AppUserId__c,LastNam\nu1,Sato\n"))
                .isEqualTo("InvalidBatch : Field name not found : LastNam");
    }

    @Test
    void failsAtAnotherDelimiter() {
        assertThat(failure("AppUserId__c;LastName\nu1;Sato\n"))
                .isEqualTo("InvalidBatch : Field name not found : AppUserId__c;LastName");
    }

    @Test
    void failsAtAByteOrderMark() {
        assertThat(failure("\uFEFFAppUserId__c,LastName\nu1,Sato\n"))
                .isEqualTo("InvalidBatch : Field name not found : \uFEFFAppUserId__c");
    }

    @Test
    void failsAtAnotherLineEnding() {
        assertThat(failure("AppUserId__c,LastName\r\nu1,Sato\r\n"))
                .isEqualTo("ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF");
    }

    @Test
    void failsAtARowOfAnotherWidth() {
        assertThat(failure("AppUserId__c,LastName\nu1,Sato\nu2\n"))
                .isEqualTo("InvalidBatch : Row 3 has 1 fields, expected 2");
    }

    @Test
    void failsAtAParentFieldThatIsNoExternalId() {
        assertThat(failure("AppUserId__c,LastName,Account.Name\nu1,Sato,Courier\n"))
                .isEqualTo("InvalidBatch : Field name not found : Account.Name");
    }

    @Test
    void takesOtherDelimitersAndLineEndingsAsDeclared() {
        var job = client.create("{\"object\":\"Contact\",\"operation\":\"insert\",\"columnDelimiter\":\"TAB\","
                + "\"lineEnding\":\"CRLF\"}");

        var done = client.run(job, "AppUserId__c\tLastName\r\nu1\t\"two\nlines, one tab\there\"\r\n");

        assertThat(done.path("state").asString()).isEqualTo("JobComplete");
        assertThat(simulator.records("Contact"))
                .singleElement()
                .satisfies(record -> assertThat(record).containsEntry("LastName", "two\nlines, one tab\there"));
        assertThat(client.results(done, "successfulResults"))
                .startsWith("\"sf__Id\"\t\"sf__Created\"\t\"AppUserId__c\"\t\"LastName\"\r\n");
    }

    @Test
    void completesAJobWithoutRows() {
        var job = client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\n");

        assertThat(job.path("state").asString()).isEqualTo("JobComplete");
        assertThat(job.path("numberRecordsProcessed").asInt()).isZero();
    }

    @Test
    void zipsResultsWhenAsked() {
        var job = client.upsert("Contact", "AppUserId__c", "AppUserId__c,LastName\nu1,Sato\n");

        var answer = client.send(
                client.request(Client.DATA + "/jobs/ingest/" + job.path("id").asString() + "/successfulResults")
                        .header("Accept-Encoding", "gzip")
                        .GET());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    }
}
