package dev.hikyaku.simulators.push.fcm.send;

/// The system of a phone. FCM knows it from the registration; this simulator reads it off the address.
enum Platform {
    ANDROID("Android", ""),
    IOS("APNS", "ios"),
    WEB("Webpush", "web");

    final String title;
    private final String prefix;

    Platform(String title, String prefix) {
        this.title = title;
        this.prefix = prefix;
    }

    /// Addresses that begin with `ios` or `web` are such phones, all others run Android.
    static Platform of(String address) {
        if (address.startsWith(IOS.prefix)) {
            return IOS;
        }
        return address.startsWith(WEB.prefix) ? WEB : ANDROID;
    }
}
