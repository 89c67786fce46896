package dev.hikyaku.run.alert;

import dev.hikyaku.run.alert.Receivers.Unheard;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/// Alerts by mail. Encrypted where the server can (STARTTLS); with a user it must be.
final class Mail {
    private static final String PATIENCE_MILLIS = "10000";

    private final AlertSettings.Mail settings;

    Mail(AlertSettings.Mail settings) {
        this.settings = settings;
    }

    /// Hands one mail to the server.
    ///
    /// @throws Unheard when the server did not take it
    void send(String address, Letter letter) throws Unheard {
        if (settings.host() == null) {
            throw new Unheard("mail:" + address + ": nobody said which server sends it; set HIKYAKU_ALERTS_MAIL_HOST");
        }
        try {
            var session = Session.getInstance(properties());
            var message = new MimeMessage(session);
            message.setFrom(new InternetAddress(settings.from()));
            message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(address, true));
            message.setSubject("[Hikyaku] " + letter.headline(), StandardCharsets.UTF_8.name());
            message.setText(letter.text(), StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated");
            transport(session, message);
        } catch (MessagingException refused) {
            throw new Unheard("mail:" + address + ": " + refused.getClass().getSimpleName());
        }
    }

    private void transport(Session session, MimeMessage message) throws MessagingException {
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
            message.saveChanges();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        if (Objects.nonNull(settings.user())) {
            // A password never travels in the clear.
            properties.setProperty("mail.smtp.auth", "true");
            properties.setProperty("mail.smtp.starttls.required", "true");
        }
        return properties;
    }
}
