package dev.hikyaku.manifest;

import org.jspecify.annotations.Nullable;

/// How to reach the systems, as far as that is no secret. Settings `hikyaku.*` of the process stand above these.
///
/// @param application JDBC URL of the application's database, or null when only settings name it
/// @param applicationUser its user
/// @param ledger JDBC URL of the ledger, or null for the embedded default
/// @param ledgerUser its user
/// @param salesforceLogin base URL where tokens are asked for, such as `https://example.my.salesforce.com`
/// @param salesforceApiVersion such as `66.0`
/// @param salesforceClientId consumer key of the app in Salesforce
/// @param salesforceUsername user of the JWT bearer flow; null means client credentials
public record Connections(
        @Nullable String application,
        @Nullable String applicationUser,
        @Nullable String ledger,
        @Nullable String ledgerUser,
        @Nullable String salesforceLogin,
        @Nullable String salesforceApiVersion,
        @Nullable String salesforceClientId,
        @Nullable String salesforceUsername) {}
