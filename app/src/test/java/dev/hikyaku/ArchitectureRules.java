package dev.hikyaku;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreeScanner;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Who may speak to what.
final class ArchitectureRules {

    private static final String LEDGER = "app/src/main/java/dev/hikyaku/ledger/";
    /// The outbox is the application's own table, and its intake reads it.
    private static final Pattern OUR_TABLES = Pattern.compile("\\bhk_(?!outbox\\b)[a-z_]+", Pattern.CASE_INSENSITIVE);

    private static final List<ArchRule> RULES = List.of(
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.hikyaku.run..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.springframework.batch..")
                    .because("only run knows Spring Batch"),
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.hikyaku.ledger..", "dev.hikyaku.intake..", "dev.hikyaku.demo..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("java.sql", "javax.sql", "org.springframework.jdbc..")
                            .and(not(name("javax.sql.DataSource")))
                            .and(not(name("org.springframework.jdbc.support.JdbcTransactionManager"))))
                    .because("only ledger (our tables), intake (the application's, read-only)"
                            + " and demo (its own shop's) speak SQL"),
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.hikyaku.ledger..",
                            "dev.hikyaku.intake..",
                            "dev.hikyaku.run..",
                            "dev.hikyaku.cli..",
                            "dev.hikyaku.demo..",
                            "dev.hikyaku.settings..")
                    .should()
                    .dependOnClassesThat(name("javax.sql.DataSource")
                            .or(name("org.springframework.jdbc.support.JdbcTransactionManager")))
                    .because("only the composition hands data sources on"),
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.hikyaku.salesforce..",
                            "dev.hikyaku.run.alert..",
                            "dev.hikyaku.cli.desk..",
                            "dev.hikyaku.dashboard.login.oidc..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("java.net.http.."))
                    .because(
                            "only salesforce speaks HTTP to Salesforce, alerts to their receivers, --at to another Hikyaku,"
                                    + " and the login to who vouches for people"),
            noClasses()
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("lombok..", "org.mockito.."))
                    .because("records and fakes need neither"),
            noFields()
                    .should()
                    .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                    .because("constructors say what a class needs"));

    private ArchitectureRules() {}

    static List<String> offences(JavaClasses classes) {
        var offences = new ArrayList<String>();
        for (var rule : RULES) {
            var result = rule.allowEmptyShould(true).evaluate(classes);
            if (result.hasViolation()) {
                offences.add(result.getFailureReport().toString());
            }
        }
        return offences;
    }

    /// Text in main code outside `ledger` that names one of our tables.
    static List<String> tablesNamedOutsideTheLedger(SourceTree tree) {
        var offences = new ArrayList<String>();
        for (var source : tree.java()) {
            if (!source.name().startsWith("app/src/main/") || source.name().startsWith(LEDGER)) {
                continue;
            }
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitLiteral(LiteralTree literal, Void nothing) {
                    var table = OUR_TABLES.matcher(String.valueOf(literal.getValue()));
                    if (table.find()) {
                        offences.add(source.name() + ":" + source.line(literal) + " names table " + table.group());
                    }
                    return null;
                }
            }.scan(source.unit(), null);
        }
        return offences;
    }
}
