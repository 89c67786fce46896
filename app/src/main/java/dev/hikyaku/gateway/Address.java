package dev.hikyaku.gateway;

import org.jspecify.annotations.Nullable;

/// Where one installation of the app can be reached.
///
/// @param kind what `text` is
/// @param text registration token or installation id; a secret, never shown whole
/// @param platform decides which override goes along
/// @param endpoint what the provider calls it (an SNS endpoint ARN), or null when it was never asked
public record Address(
        Kind kind, String text, Platform platform, @Nullable String endpoint) {

    /// How FCM calls the address ("FCM v1 messages": `token`, `fid`).
    public enum Kind {
        /// A registration token.
        TOKEN,
        /// A Firebase installation id.
        FID
    }

    /// The system of the phone.
    public enum Platform {
        /// Android.
        ANDROID,
        /// iOS.
        IOS,
        /// A browser.
        WEB
    }

    /// Without the address itself.
    @Override
    public String toString() {
        return kind + " on " + platform;
    }
}
