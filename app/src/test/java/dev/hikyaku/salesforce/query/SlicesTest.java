package dev.hikyaku.salesforce.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicesTest {

    @Test
    void asksForTheFieldFirstAndOnce() {
        assertThat(Slices.ofTexts("Contact", "Id", List.of("003A", "003B", "003A"), List.of("Email", "ID"))
                        .soql())
                .containsExactly("SELECT Id, Email FROM Contact WHERE Id IN ('003A','003B')");
    }

    @Test
    void escapesWhatWouldEndAText() {
        assertThat(Slices.ofTexts("Contact", "K__c", List.of("O'Neil\\", "a\nb\tc\r"), List.of())
                        .soql())
                .containsExactly("SELECT K__c FROM Contact WHERE K__c IN ('O\\'Neil\\\\','a\\nb\\tc\\r')");
    }

    @Test
    void writesNumbersPlainAndLeavesOutWhatIsNone() {
        assertThat(Slices.ofNumbers(
                                "Contact", "N__c", List.of("1E3", " 7 ", "7", "x') OR (Id != '", "1E999999"), List.of())
                        .soql())
                .containsExactly("SELECT N__c FROM Contact WHERE N__c IN (1000,7)");
    }

    @Test
    void asksNothingForNoValues() {
        assertThat(Slices.ofTexts("Contact", "Id", List.of(), List.of()).soql()).isEmpty();
        assertThat(Slices.ofNumbers("Contact", "N__c", List.of("x"), List.of()).soql())
                .isEmpty();
    }

    @Test
    void keepsEachAddressShortAndLosesNoValue() {
        for (var form : List.of("user-%05d", "飛脚の利用者-%05d", "''''%05d\\\\", "🏃🏃🏃%05d")) {
            var values = IntStream.range(0, 3_000).mapToObj(form::formatted).toList();
            var questions = Slices.ofTexts("Contact", "AppUserId__c", values, List.of("Email"))
                    .soql();
            assertThat(questions)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(question -> assertThat(URLEncoder.encode(question, StandardCharsets.UTF_8))
                            .hasSizeLessThan(15_900));
            assertThat(questions.getFirst())
                    .satisfies(question -> assertThat(URLEncoder.encode(question, StandardCharsets.UTF_8))
                            .hasSizeGreaterThan(15_500));
            var asked = questions.stream()
                    .flatMap(question ->
                            Arrays.stream(question.replaceFirst(".* IN \\(", "").split(",")))
                    .count();
            assertThat(asked).isEqualTo(3_000);
        }
    }

    @Test
    void takesNoNameThatIsNone() {
        assertThatThrownBy(() -> Slices.ofTexts("Contact", "Id", List.of("1"), List.of("Name FROM Lead")))
                .hasMessage("query: found Name FROM Lead, wanted an API name such as Contact or Account.Name");
    }
}
