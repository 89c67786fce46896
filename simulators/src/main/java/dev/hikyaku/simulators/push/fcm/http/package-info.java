/// FCM's doors over HTTP/2 and HTTP/1.1 (Jetty, nothing blocks), and the simulator's own ones.
///
/// | door | what it does |
/// |---|---|
/// | `POST /token` | OAuth: a signed assertion for an access token |
/// | `POST /v1/projects/{project}/messages:send` | takes one message |
/// | `GET /simulator/status` | counts, as JSON |
/// | `GET /simulator/service-account` | the credentials to send with, as JSON |
/// | `GET /simulator/phones?prefix=&most=` | phones and their shades |
/// | `POST /simulator/dismiss?address=&tag=` | the owner wipes one notification away; all of them without a tag |
/// | `GET`, `POST`, `DELETE /simulator/faults` | what goes wrong: `{"kind":"unregistered","prefix":"a","share":0.1,
/// "times":3,"amount":0}` |
/// | `POST /simulator/latency?ms=` | every answer takes so long |
/// | `POST /simulator/quota?perMinute=` | what the project may send |
/// | `POST /simulator/expire-tokens` | ends all access tokens |
/// | `GET /` | a page with the phones |
///
/// Everything else answers 404 in HTML, the legacy `/fcm/send` too, as Google does.
@NullMarked
package dev.hikyaku.simulators.push.fcm.http;

import org.jspecify.annotations.NullMarked;
