package dev.hikyaku.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.ledger.view.ChangeList;
import dev.hikyaku.manifest.Manifest;
import dev.hikyaku.run.Report;
import dev.hikyaku.run.Runner;
import dev.hikyaku.run.campaign.CampaignRunner;
import dev.hikyaku.run.campaign.Gateways;
import dev.hikyaku.run.campaign.PushSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path folder;

    @Test
    void carriesTheWholeCompanyButTheEightBadRowsAndThenEveryChange() {
        try (var demo = Demo.open(folder)) {
            firstCarryAcceptsAllButEight(demo);
            everyReferencePointsToTheRightRecord(demo);
            whatIsUnchangedIsNotSent(demo);
            exactlyTheChangedRecordsTravel(demo);
            badRowsHealOneByOne(demo);
        }
    }

    @Test
    void tellsPhonesWhatTheCampaignSays() {
        try (var demo = Demo.open(folder)) {
            var project = demo.project("en");
            var options = new CampaignRunner.Options(
                    "first",
                    PushSettings.load(),
                    push -> Gateways.declared(push, demo.fcmCredentials()),
                    (_, _, _, _) -> {},
                    _ -> {});
            var report = new CampaignRunner(project, options)
                    .run(project.manifest().campaign("invoice-notice").orElseThrow());
            assertThat(report.problems()).isEmpty();
            assertThat(report.exitCode()).isZero();
            var books = Objects.requireNonNull(report.books());
            assertThat(books.accepted()).isGreaterThan(100).isEqualTo(books.owed());
            var phones = demo.fcm().phones();
            assertThat(phones.addresses("ios-phone-of-", 2_000).size()
                            + phones.addresses("android-phone-of-", 2_000).size())
                    .isEqualTo((int) books.accepted());
            assertThat(phones.addresses("ios-phone-of-", 2_000)).isNotEmpty();
        }
    }

    private void firstCarryAcceptsAllButEight(Demo demo) {
        assertThat(demo.companies()).isGreaterThanOrEqualTo(40);
        assertThat(demo.people()).isGreaterThanOrEqualTo(1_200);
        var report = run(demo, "first");
        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isEqualTo(Report.REJECTED);
        assertThat(report.unaccounted()).isZero();
        assertThat(total(report, "takenIn")).isEqualTo(demo.companies() + demo.people());
        assertThat(total(report, "accepted")).isEqualTo(demo.companies() + demo.people() - 8);
        assertThat(total(report, "rejected")).isEqualTo(8);
        assertThat(total(report, "waiting")).isZero();
        assertThat(rejectedCodes(demo, "account")).containsExactly("HK1407");
        assertThat(rejectedCodes(demo, "contact"))
                .containsExactlyInAnyOrder(
                        "HK1420", "HK1421", "HK1421", "HK1426", "HK1420", "HK1431", "INVALID_EMAIL_ADDRESS");
    }

    private static void everyReferencePointsToTheRightRecord(Demo demo) {
        var accounts = byKey(demo.simulator().records("Account"), "AppCompanyId__c");
        var contacts = byKey(demo.simulator().records("Contact"), "AppUserId__c");
        var companies = demo.shop().companies().stream()
                .filter(company -> !demo.shop().isBad("companies", company.id()))
                .toList();
        var people = demo.shop().people().stream()
                .filter(person -> !demo.shop().isBad("people", person.id()))
                .toList();
        assertThat(accounts).hasSize(companies.size());
        assertThat(contacts).hasSize(people.size());
        for (var company : companies) {
            assertThat(of(accounts, company.id()).get("ParentId")).isEqualTo(idOf(accounts, company.parentId()));
        }
        for (var person : people) {
            var contact = of(contacts, person.id());
            assertThat(contact.get("LastName")).isEqualTo(person.lastName());
            assertThat(contact.get("AccountId")).isEqualTo(idOf(accounts, person.companyId()));
            assertThat(contact.get("ReportsToId")).isEqualTo(idOf(contacts, person.managerId()));
        }
        assertThat(companies).anyMatch(company -> company.parentId() != null);
        assertThat(people).anyMatch(person -> person.managerId() != null);
    }

    private void whatIsUnchangedIsNotSent(Demo demo) {
        var writes = demo.simulator().apiWrites();
        var report = run(demo, "second");
        assertThat(report.exitCode()).isZero();
        assertThat(total(report, "takenIn")).isZero();
        assertThat(demo.simulator().apiWrites()).isEqualTo(writes);
    }

    private void exactlyTheChangedRecordsTravel(Demo demo) {
        for (int i = 0; i < 2; i++) {
            var before = records(demo);
            var happened = demo.changeSomeRows(Locale.ENGLISH);
            var report = run(demo, "after change " + i);
            assertThat(report.problems()).isEmpty();
            assertThat(happened).hasSizeBetween(1, 6);
            assertThat(total(report, "takenIn")).isEqualTo(happened.size());
            assertThat(total(report, "accepted")).isEqualTo(happened.size());
            assertThat(report.unaccounted()).isZero();
            assertThat(differing(before, records(demo))).as("%s", happened).isEqualTo(happened.size());
        }
        everyReferencePointsToTheRightRecord(demo);
    }

    private void badRowsHealOneByOne(Demo demo) {
        var told = demo.changeSomeRows(Locale.JAPANESE);
        assertThat(told.getFirst()).isEqualTo("account 48 の industry が直りました");
        var moments = 0;
        while (!demo.shop().badRows().isEmpty()) {
            demo.changeSomeRows(Locale.ENGLISH);
            moments++;
        }
        assertThat(moments).isLessThan(30);
        var report = run(demo, "healed");
        assertThat(report.exitCode()).isZero();
        assertThat(report.unaccounted()).isZero();
        everyReferencePointsToTheRightRecord(demo);
    }

    @Test
    void tellsAnotherTerminalEverythingButTheSecret() throws Exception {
        var odd = folder.resolve("it's a demo");
        try (var demo = Demo.open(odd)) {
            var connections = Manifest.read(odd).connections();
            assertThat(connections.application())
                    .isEqualTo("jdbc:h2:file:" + odd.resolve("shop") + ";AUTO_SERVER=TRUE");
            assertThat(connections.applicationUser()).isEqualTo("shop");
            assertThat(connections.salesforceLogin())
                    .isEqualTo(demo.simulatorUrl().toString());
            assertThat(connections.salesforceClientId()).isEqualTo("hikyaku");
            assertThat(odd.resolve(".hikyaku/sync.schema.json")).exists();
        }
    }

    @Test
    void isTheSameWorldEachTime() {
        List<Person> people;
        List<String> told;
        try (var demo = Demo.open(folder)) {
            people = demo.shop().people();
            told = demo.changeSomeRows(Locale.ENGLISH);
        }
        try (var again = Demo.open(folder)) {
            assertThat(again.shop().people()).isEqualTo(people);
            assertThat(again.changeSomeRows(Locale.ENGLISH)).isEqualTo(told);
        }
    }

    @Test
    void touchesNoFolderThatIsNotItsOwn() throws Exception {
        var own = Files.writeString(folder.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> Demo.open(folder))
                .isInstanceOf(Demo.CannotOpen.class)
                .hasMessage("HK2501  " + folder + " is not empty, and no demo made it"
                        + "\n   wanted: a folder that is missing, empty, or of an earlier demo; nothing was touched"
                        + "\n   fix: give the demo another folder");
        assertThat(own).hasContent("years of work");
    }

    @Test
    void letsNoSecondDemoIntoItsFolder() {
        try (var demo = Demo.open(folder)) {
            assertThatThrownBy(() -> Demo.open(folder))
                    .isInstanceOf(Demo.CannotOpen.class)
                    .hasMessage("HK2502  another demo runs in " + folder
                            + "\n   fix: end it, or give this one another folder");
            assertThat(demo.people()).isGreaterThanOrEqualTo(1_200);
        }
    }

    @Test
    void usesNoAddressOrNumberOfAnybody() {
        var population = new Population();
        assertThat(population.people())
                .extracting(Person::email)
                .doesNotHaveDuplicates()
                .allMatch(email -> email.matches("[a-z.0-9]+@example\\.(jp|com|org)"));
        assertThat(Stream.concat(
                        population.people().stream().map(Person::phone),
                        population.companies().stream().map(Company::phone)))
                .allMatch(phone -> phone.matches("050-0000-[0-9]{4}|\\+44 20 7946 0[0-9]{3}|\\+1 202 555 01[0-9]{2}"));
    }

    @Test
    void givesCompaniesNewNamesThatKeepTheirForm() {
        assertThat(Everyday.renamed("青嶺精機株式会社", "ネクスト")).isEqualTo("青嶺精機ネクスト株式会社");
        assertThat(Everyday.renamed("株式会社灯屋百貨ネクスト", "パートナーズ")).isEqualTo("株式会社灯屋百貨パートナーズ");
        assertThat(Everyday.renamed("Saltmarsh Energy Next Ltd", " Solutions"))
                .isEqualTo("Saltmarsh Energy Solutions Ltd");
    }

    private static Report run(Demo demo, String key) {
        var project = demo.project("en");
        return new Runner(project, new Runner.Options(key, null, (_, _, _, _) -> {}))
                .run(project.manifest().syncs());
    }

    private static long total(Report report, String what) {
        return report.syncs().stream()
                .map(Report.SyncReport::books)
                .mapToLong(books -> switch (what) {
                    case "takenIn" -> books.takenIn();
                    case "accepted" -> books.accepted();
                    case "rejected" -> books.rejected();
                    case "waiting" -> books.waiting();
                    default -> throw new IllegalArgumentException(what);
                })
                .sum();
    }

    private static List<String> rejectedCodes(Demo demo, String sync) {
        try (var ledger = demo.project().openLedger()) {
            return ledger.view().changes().newest(sync, ChangeList.State.REJECTED, 100).stream()
                    .map(ChangeList.Line::code)
                    .map(String::valueOf)
                    .toList();
        }
    }

    private static Map<String, Map<String, String>> byKey(List<Map<String, String>> records, String field) {
        return records.stream()
                .collect(Collectors.toMap(record -> Objects.requireNonNull(record.get(field)), record -> record));
    }

    private static Map<String, String> of(Map<String, Map<String, String>> records, long key) {
        return Objects.requireNonNull(records.get(String.valueOf(key)), () -> "no record " + key);
    }

    private static String idOf(Map<String, Map<String, String>> records, Number key) {
        return key == null ? null : of(records, key.longValue()).get("Id");
    }

    private static Map<String, Map<String, String>> records(Demo demo) {
        var all = new HashMap<String, Map<String, String>>();
        for (var object : List.of("Account", "Contact")) {
            demo.simulator().records(object).forEach(record -> all.put(record.get("Id"), record));
        }
        return all;
    }

    private static long differing(Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(id -> !Objects.equals(before.get(id), after.get(id)))
                .count();
    }
}
