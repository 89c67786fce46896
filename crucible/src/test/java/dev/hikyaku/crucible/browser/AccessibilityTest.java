package dev.hikyaku.crucible.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What axe-core finds on every page in every look: nothing.
@ExtendWith(Desk.Shared.class)
class AccessibilityTest {
    private final Desk desk;

    AccessibilityTest(Desk desk) {
        this.desk = desk;
    }

    @Test
    void axeHasNothingAgainstAnyPage() {
        assertThat(Tour.found(desk.tour(), Seen::violations)).isEmpty();
    }

    @Test
    void axeFindsAFieldWithoutALabelAndPaleWords() {
        try (var person = desk.stranger(Look.light("en"))) {
            person.open("/login");
            person.page().evaluate("document.querySelector('label[for=name]').remove()");
            person.page().evaluate("document.querySelector('h1').style.color = '#ddd'");
            assertThat(Axe.violations(person.page()))
                    .anySatisfy(one -> assertThat(one).startsWith("label "))
                    .anySatisfy(one -> assertThat(one).startsWith("color-contrast "));
        }
    }
}
