package dev.hikyaku.demo;

import org.jspecify.annotations.Nullable;

/// A company that is the shop's customer.
///
/// @param parentId the company it belongs to
/// @param prefecture of Japan, or a place elsewhere
record Company(
        int id,
        @Nullable Integer parentId,
        String name,
        @Nullable String nameEn,
        String industry,
        String prefecture,
        String phone,
        @Nullable String website) {}
