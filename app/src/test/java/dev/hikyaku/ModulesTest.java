package dev.hikyaku;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;
import planted.lower.Lower;

/// The arrows between the stations: each package says in its `package-info` whom it may use.
class ModulesTest {

    private final ApplicationModules stations = ApplicationModules.of(
            "dev.hikyaku", resideInAnyPackage("dev.hikyaku.simulators..", "dev.hikyaku.outbox.."));

    @Test
    void arrowsPointOnlyWhereTheyMay() {
        stations.verify();
    }

    @Test
    void everyStationDeclaresItsArrows() {
        var main = "app/src/main/java/dev/hikyaku/";
        var tree = SourceTree.here();
        assertThat(tree.names("/package-info.java"))
                .filteredOn(name -> name.startsWith(main) && !name.equals(main + "package-info.java"))
                .filteredOn(name -> name.substring(main.length()).split("/").length == 2)
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(tree.text(name)).containsPattern("@ApplicationModule\\(\\s*allowedDependencies"));
    }

    @Test
    void findsAnArrowThatNobodyAllowed() {
        assertThat(new Lower()).isNotNull();
        assertThatThrownBy(() -> ApplicationModules.of("planted", _ -> true).verify())
                .isInstanceOf(Violations.class)
                .hasMessageContaining("Module 'upper' depends on module 'lower'")
                .hasMessageContaining("Allowed targets: none");
    }
}
