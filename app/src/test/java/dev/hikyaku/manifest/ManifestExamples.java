package dev.hikyaku.manifest;

/// A campaign and a `push:` with every key there is.
final class ManifestExamples {

    static final String CAMPAIGN = """
            version: 1
            campaign: every
            label: { ja: 車検のお知らせ, en: Inspection reminder }
            audience:
              sql: |
                SELECT u.id AS user_id, c.id AS car_id, c.plate, c.inspection_on
                  FROM cars c JOIN users u ON u.id = c.user_id
                 WHERE c.inspection_on = :due
              params: { due: today + 30d }
              user: user_id
              once: [user_id, car_id]
              consent: inspection
              guard: { max: 50000, maxVsUsual: 2.5x }
              timeout: 90s
              still: { sql: " SELECT id AS car_id FROM cars WHERE sold_on IS NULL ", column: car_id }
            message:
              default: en
              ja: { title: 車検, body: "{{plate}} {{inspection_on | date}}" }
              en: { title: Inspection, body: "{{plate}} is due", image: "https://img.example.jp/{{car_id}}.png" }
              open: "app://cars/{{car_id}}"
              data: { car: "{{car_id}}" }
              ttl: 4h
              tooLong: cut
              overrides:
                android: { priority: high, notification: { channel_id: cars, notification_count: 1, sticky: true } }
                apns: { payload: { aps: { sound: default, badge: null, list: [1.5, "2"] } } }
                webpush: { headers: { Urgency: high } }
            schedule: { cron: "0 9 * * MON-FRI", zone: Asia/Tokyo, missed: skip, grace: 30m }
            quietHours: { from: "21:00", to: "08:00", zone: Europe/Berlin, then: drop }
            limits: { perUser: 2 per day, rate: 600/m, group: marketing, over: defer, priority: urgent }
            repeats: at-least-once
            devices: newest
            expires: 6h
            approval: { above: 1000, by: marketing-lead }
            """;

    static final String PUSH = """
            push:
              gateway: sns
              failover: fcm
              zone: Asia/Seoul
              devices:
                table: devices
                user: user_id
                address: token
                kind: kind
                platform: platform
                registeredAt: registered_at
                zone: time_zone
                locale: locale
                app: app
              consents:
                inspection: { table: agreed, user: id }
                news: { sql: " SELECT user_id FROM consents WHERE news = 1 ", user: user_id }
              fcm: { url: http://localhost:4010, perMinute: 1200 }
              sns:
                region: ap-northeast-1
                applications:
                  android: arn:aws:sns:ap-northeast-1:123456789012:app/GCM/shop
                  ios: arn:aws:sns:ap-northeast-1:123456789012:app/APNS/shop
                url: http://localhost:4011
                perSecond: 1500
                failures: https://sqs.ap-northeast-1.amazonaws.com/123456789012/push-failures
              reserve: 20%
            """;

    private ManifestExamples() {}
}
