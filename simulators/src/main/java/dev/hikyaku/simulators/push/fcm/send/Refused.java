package dev.hikyaku.simulators.push.fcm.send;

/// A message that FCM does not take, with its answer.
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Reply reply;

    Refused(Reply reply) {
        super("refused with " + reply.status(), null, false, false);
        this.reply = reply;
    }

    /// What FCM answers.
    public Reply reply() {
        return reply;
    }
}
