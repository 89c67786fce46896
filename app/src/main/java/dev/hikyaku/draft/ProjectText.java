package dev.hikyaku.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `hikyaku.yaml`, and the sketch of a campaign where there are phones.
final class ProjectText {
    static final String CAMPAIGN = "first-campaign";

    private final Remarks remarks;
    private final Locale locale;

    ProjectText(Remarks remarks, Locale locale) {
        this.remarks = remarks;
        this.locale = locale;
    }

    String project(String url, @Nullable String user, Optional<Devices> devices) {
        var lines = new ArrayList<String>();
        lines.add("# yaml-language-server: $schema=.hikyaku/hikyaku.schema.json");
        lines.add("# $schema: .hikyaku/hikyaku.schema.json");
        lines.add(remarks.comment("project.head"));
        lines.add("version: 1");
        lines.add("zone: UTC " + remarks.comment("project.zone"));
        lines.add("connections:");
        lines.add("  application:");
        lines.add("    url: " + Yaml.quoted(url));
        if (user != null && !user.isBlank()) {
            lines.add("    user: " + Yaml.quoted(user));
        }
        lines.add("  " + remarks.comment("project.salesforce"));
        lines.add("  # salesforce: { login: https://YOUR-DOMAIN.my.salesforce.com, clientId: CONSUMER-KEY }");
        devices.ifPresent(found -> push(found, lines));
        return String.join("\n", lines) + "\n";
    }

    private void push(Devices devices, List<String> lines) {
        lines.add("push:");
        lines.add("  gateway: fcm " + remarks.comment("project.gateway"));
        lines.add("  devices:");
        lines.add(
                devices.table().plain()
                        ? "    table: " + devices.table().source()
                        : "    sql: "
                                + Yaml.quoted("SELECT * FROM " + devices.table().source()));
        lines.add("    user: " + devices.user());
        lines.add("    address: " + devices.address());
        devices.meant("platform").ifPresent(column -> lines.add("    platform: " + column));
        devices.meant("registered").ifPresent(column -> lines.add("    registeredAt: " + column));
        devices.meant("zone").ifPresent(column -> lines.add("    zone: " + column));
        devices.meant("locale").ifPresent(column -> lines.add("    locale: " + column));
    }

    String campaign(Devices devices) {
        var language = locale.getLanguage().equals("ja") ? "ja" : "en";
        var user = devices.table()
                .column(devices.user())
                .map(column -> column.quoted())
                .orElse(devices.user());
        return String.join(
                        "\n",
                        "# yaml-language-server: $schema=../.hikyaku/campaign.schema.json",
                        "# $schema: ../.hikyaku/campaign.schema.json",
                        remarks.comment("campaign.head"),
                        "version: 1",
                        "campaign: " + CAMPAIGN,
                        "audience:",
                        "  " + remarks.comment("campaign.audience"),
                        "  sql: "
                                + Yaml.quoted("SELECT DISTINCT d." + user + " AS user_id FROM "
                                        + devices.table().source() + " d"),
                        "  once: user_id",
                        "  guard: { max: 10 }",
                        "message:",
                        "  default: " + language,
                        "  " + remarks.comment("campaign.words"),
                        "  " + language + ": { title: \"{{TODO}}\", body: \"{{TODO}}\" }")
                + "\n";
    }
}
