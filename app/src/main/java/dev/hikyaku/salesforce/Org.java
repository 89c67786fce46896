package dev.hikyaku.salesforce;

import java.net.URI;

/// The org at the other side, as its token answer told.
///
/// @param orgId 18 characters, prefix 00D; another one means other records: a refreshed sandbox has a new one
/// @param userId 18 characters, prefix 005: the user whose rights all calls have
/// @param instanceUrl base of all calls; Salesforce may move an org, so it can change with every new token
public record Org(String orgId, String userId, URI instanceUrl) {}
