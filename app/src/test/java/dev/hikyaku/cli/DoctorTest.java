package dev.hikyaku.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hikyaku.simulators.push.sns.SnsOptions;
import dev.hikyaku.simulators.push.sns.SnsSimulator;
import dev.hikyaku.simulators.salesforce.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// `doctor`, with faults planted in each system.
class DoctorTest {
    @TempDir
    Path parent;

    private ShopProject shop;

    @BeforeEach
    void open() throws IOException, SQLException {
        shop = new ShopProject(parent);
    }

    @AfterEach
    void close() {
        shop.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private Said doctor(String subjects) {
        return shop.say("doctor " + subjects + " --lang en");
    }

    @Test
    void findsNothingBadInAProjectThatWorks() {
        shop.say("run all");
        var said = shop.say("doctor --lang en");
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
        assertThat(said.out())
                .contains("✔ ok   database     H2 ")
                .contains("contact: all 5 columns are there")
                .contains("! warn database     our user may do more than read: ADMIN")
                .contains("     whose turn: whoever runs Hikyaku\n     to do: give Hikyaku a user with SELECT alone")
                .contains("✔ ok   ledger       it can be written to")
                .contains("✔ ok   salesforce   account: Account can be written, CompanyId__c is a unique external id")
                .contains("API: ", "Bulk: ")
                .contains("✔ ok   push         the project declares no push")
                .contains("✔ ok   clock        ledger: ", "✔ ok   clock        database: ")
                .contains("1 to watch, 0 bad. exit 0\n");
    }

    @Test
    void saysTheSameInJapaneseAndToMachines() {
        assertThat(shop.say("doctor database --lang ja").out()).contains("✔ 良好", "! 注意", "担当: ", "SELECT だけの利用者");
        var json = new JsonMapper().readTree(shop.say("doctor database --json").out());
        assertThat(json.path("exitCode").asInt()).isZero();
        assertThat(json.at("/findings/1/name").asString()).isEqualTo("database.writes");
        assertThat(json.at("/findings/1/verdict").asString()).isEqualTo("warn");
        assertThat(json.at("/findings/1/turn").asString()).isEqualTo("operator");
    }

    @Test
    void aDatabaseWithoutAColumnIsBadForTheManifest() throws IOException {
        shop.write("syncs/account.yaml", """
                version: 1
                sync: account
                salesforce: { object: Account, externalId: CompanyId__c }
                source: { table: companies, key: id }
                fields: { Name: nmae }
                """);
        var said = doctor("database");
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.out())
                .contains("✖ bad  database     account can not be read: HK2104", "did you mean \"NAME\"?")
                .contains("✔ ok   database     contact: all 5 columns are there");
    }

    @Test
    void aDatabaseThatRefusesTheUserIsOutOfReach() {
        ShopProject.set("application.password", "wrong");
        var said = doctor("database");
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.out())
                .contains("✖ bad  database", "HIKYAKU_APPLICATION_PASSWORD")
                .doesNotContain("wrong\n");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void anOrgThatDoesNotFitIsNamedFieldByField() throws IOException {
        shop.write("syncs/account.yaml", """
                version: 1
                sync: account
                salesforce: { object: Account, externalId: Name }
                source: { table: companies, key: id }
                fields: { Nmae: name }
                """);
        var said = doctor("salesforce");
        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.out())
                .contains("✖ bad  salesforce   account does not fit the org: HK3304", "HK3302")
                .contains("whose turn: Salesforce admin")
                .contains("✔ ok   salesforce   contact: ");
    }

    @Test
    void anOrgThatDoesNotLetUsInIsTheAdminsTurn() {
        ShopProject.set("salesforce.client-secret", "wrong");
        var said = doctor("salesforce");
        assertThat(said.exitCode()).isEqualTo(4);
        assertThat(said.out())
                .contains("✖ bad  salesforce   Salesforce does not let us in: ", "whose turn: Salesforce admin")
                .contains("check the connected app");
    }

    @Test
    void anOrgThatIsAwayOrHasNothingLeftIsOutOfReach() {
        shop.simulator().allowances().setApiCalls(100);
        shop.simulator().allowances().setBulkBatches(0);
        var spent = doctor("salesforce");
        assertThat(spent.exitCode()).isEqualTo(4);
        assertThat(spent.out()).contains("✖ bad  salesforce   Bulk: none of 0 calls are left", "whose turn: nobody");
        shop.simulator().faults().set(Fault.limitExceeded());
        assertThat(doctor("salesforce").out()).contains("the allowance of API calls is used up");
        shop.simulator().faults().clear();
        shop.simulator().close();
        var away = doctor("salesforce");
        assertThat(away.exitCode()).isEqualTo(4);
        assertThat(away.out()).contains("Salesforce can not be reached", "HIKYAKU_SALESFORCE_LOGIN");
    }

    @Test
    void theGarageOfFcmIsLookedAtWithoutAnyPhoneRinging() throws IOException, SQLException {
        try (var garage = new GarageProject(parent.resolve("garage"))) {
            var good = garage.say("doctor push --lang en");
            assertThat(good.out()).contains("✔ ok   push         fcm lets us in and judges notifications");
            assertThat(good.exitCode()).isZero();
            assertThat(garage.fcm.phones().addresses("", 10)).isEmpty();
            garage.fcm.close();
            var away = garage.say("doctor push --lang en");
            assertThat(away.exitCode()).isEqualTo(4);
            assertThat(away.out()).contains("✖ bad  push         fcm can not be reached");
            GarageProject.set("fcm.credentials", "");
            assertThat(garage.say("doctor push --lang en").out())
                    .contains("✖ bad  push         nobody said how to sign in to FCM", "HIKYAKU_FCM_CREDENTIALS");
        }
    }

    @Test
    void aPlatformApplicationThatIsDisabledIsFound() throws IOException, SQLException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        try (var sns = SnsSimulator.start(SnsOptions.of(parent.resolve("sns")));
                var garage = new GarageProject(parent.resolve("garage"))) {
            var arn = sns.createApplication("GCM", "app");
            garage.write("hikyaku.yaml", """
                    version: 1
                    push:
                      gateway: sns
                      sns: { region: %s, url: '%s', applications: { android: '%s' } }
                      devices: { table: devices, user: user_id, address: token, platform: platform }
                      consents:
                        letters: { table: agreeing, user: user_id }
                    """.formatted(sns.region(), sns.url(), arn));
            assertThat(garage.say("doctor push --lang en").out()).contains("✔ ok   push         " + arn);
            sns.enableApplication(arn, false);
            var said = garage.say("doctor push --lang en");
            assertThat(said.exitCode()).isEqualTo(4);
            assertThat(said.out()).contains(arn + " refuses us: PlatformApplicationDisabled");
        }
    }
}
