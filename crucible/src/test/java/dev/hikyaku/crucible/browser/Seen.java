package dev.hikyaku.crucible.browser;

import java.nio.file.Path;
import java.util.List;

/// What was found on one page in one look.
///
/// @param status of the answer
/// @param complaints of the browser
/// @param violations that axe found
/// @param sideways elements that stick out of the window, when the page scrolls sideways
/// @param raw words that nobody worded
/// @param picture of the whole page
record Seen(
        Screen screen,
        Look look,
        int status,
        List<String> complaints,
        List<String> violations,
        List<String> sideways,
        List<String> raw,
        Path picture) {

    String name() {
        return look.name() + " " + screen.name();
    }
}
