package dev.hikyaku;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchitectureTest {

    private static final String SYNC = "app/src/main/java/dev/hikyaku/sync/Planted.java";

    @TempDir
    Path folder;

    @Test
    void everyoneSpeaksOnlyToWhomTheyMay() {
        var classes = new ClassFileImporter()
                .importPath(SourceTree.here()
                        .root()
                        .resolve("app")
                        .resolve("target")
                        .resolve("classes"));
        assertThat(classes).isNotEmpty();
        assertThat(ArchitectureRules.offences(classes)).isEmpty();
    }

    @Test
    void onlyTheLedgerNamesOurTables() {
        assertThat(ArchitectureRules.tablesNamedOutsideTheLedger(SourceTree.here()))
                .isEmpty();
    }

    @Test
    void findsSpringBatchOutsideRun() {
        assertThat(offencesOf("private org.springframework.batch.core.job.Job job;"))
                .singleElement()
                .asString()
                .contains("only run knows Spring Batch", "dev.hikyaku.sync.Planted");
    }

    @Test
    void findsSqlOutsideLedgerAndIntake() {
        assertThat(offencesOf("private java.sql.Connection connection;"))
                .singleElement()
                .asString()
                .contains(
                        "only ledger (our tables), intake (the application's, read-only) and demo (its own shop's) speak SQL");
    }

    @Test
    void findsADataSourceOutsideTheComposition() {
        assertThat(offencesOf("private javax.sql.DataSource source;"))
                .singleElement()
                .asString()
                .contains("only the composition hands data sources on");
    }

    @Test
    void findsHttpOutsideSalesforce() {
        assertThat(offencesOf("private java.net.http.HttpClient client;"))
                .singleElement()
                .asString()
                .contains("only salesforce speaks HTTP to Salesforce");
    }

    @Test
    void findsFieldInjection() {
        assertThat(offencesOf("@org.springframework.beans.factory.annotation.Autowired private String name;"))
                .singleElement()
                .asString()
                .contains("constructors say what a class needs");
    }

    @Test
    void findsATableNameOutsideTheLedger() {
        var table = "hk" + "_change";
        var planted = new SourceTree(folder)
                .with(
                        SYNC,
                        "package dev.hikyaku.sync;\nclass Planted {\n    String sql = \"select 1 from " + table
                                + "\";\n}\n");
        assertThat(ArchitectureRules.tablesNamedOutsideTheLedger(planted))
                .containsExactly(SYNC + ":3 names table " + table);
    }

    private List<String> offencesOf(String member) {
        return ArchitectureRules.offences(compiled("package dev.hikyaku.sync; class Planted { " + member + " }"));
    }

    private JavaClasses compiled(String source) {
        var tree = new SourceTree(folder).with(SYNC, source);
        var compiler = ToolProvider.getSystemJavaCompiler();
        var classes = folder.resolve("classes").toString();
        var exit = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                classes,
                tree.root().resolve(SYNC).toString());
        assertThat(exit).isZero();
        return new ClassFileImporter().importPath(Path.of(classes));
    }
}
