package dev.hikyaku.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hikyaku.ledger.Fence;
import dev.hikyaku.ledger.Holder;
import dev.hikyaku.ledger.Leases;
import dev.hikyaku.ledger.Ledger;
import dev.hikyaku.ledger.delivery.CampaignRun;
import dev.hikyaku.ledger.delivery.part.Part;
import dev.hikyaku.ledger.delivery.part.Parts;
import dev.hikyaku.manifest.campaign.Campaign;
import dev.hikyaku.push.portion.OnePart;
import dev.hikyaku.servers.MariaDbServer;
import dev.hikyaku.servers.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A run that several processes send together, each the parts whose leases it holds, whatever database the
/// ledger lives in.
class PartsTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int USERS = 200;

    @TempDir
    private Path folder;

    private Square square;

    enum Database {
        H2,
        MARIADB,
        POSTGRES;

        Ledger.Settings settings() {
            return switch (this) {
                case H2 -> new Ledger.Settings("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
                case MARIADB -> new Ledger.Settings(MariaDbServer.newDatabase(), "root", "");
                case POSTGRES -> new Ledger.Settings(PostgresServer.newDatabase(), "root", "");
            };
        }
    }

    private CampaignWork begun(Database database) {
        square = new Square(folder, database.settings());
        square.users(USERS);
        return takenIn();
    }

    private CampaignWork takenIn() {
        var work = square.work(square.take(), "one");
        return work.with(new TakeIn(work).takeIn());
    }

    @AfterEach
    void close() {
        square.close();
    }

    private Parts parts() {
        return square.ledger.deliveries().parts();
    }

    private List<Part> cut(CampaignWork work, int size) {
        return parts().cut(work.fence(), fresh(work), size, "revision");
    }

    private CampaignRun fresh(CampaignWork work) {
        return square.ledger.deliveries().runs().fresh(work.run());
    }

    /// Past its first rows, so that the others may be divided.
    private CampaignWork pastCanary(CampaignWork work) {
        return work.with(square.ledger.deliveries().runs().passCanary(work.fence(), work.run()));
    }

    private Fence take(Part part) {
        return ((Leases.Answer.Granted) square.ledger.leases().take(part.lease(), Holder.self(), LEASE)).fence();
    }

    private OnePart taken(CampaignWork work, Part part) {
        var fence = take(part);
        assertThat(parts().begin(fence, part)).isTrue();
        return new OnePart(square.ledger.deliveries(), fence, fresh(work), part);
    }

    @ParameterizedTest
    @EnumSource
    void cutsWhatIsDueIntoPartsThatShareNothing(Database database) {
        var work = pastCanary(begun(database));
        var cut = cut(work, 30);
        var seen = new ArrayList<Long>();
        cut.forEach(part -> parts().page(part, 1_000).owed().forEach(owed -> seen.add(owed.id())));
        assertThat(cut).hasSize(7);
        assertThat(seen).hasSize(USERS).doesNotHaveDuplicates();
        assertThat(cut(work, 5)).as("no second cut while parts are open").isEqualTo(cut);
    }

    @ParameterizedTest
    @EnumSource
    void isSentByTwoAtOnceWithoutASecondCopy(Database database) throws InterruptedException {
        var work = pastCanary(begun(database));
        var todo = new ConcurrentLinkedQueue<>(cut(work, 30));
        Runnable sender = () -> {
            var deliver = new Deliver(work);
            for (var part = todo.poll(); part != null; part = todo.poll()) {
                deliver.deliver(taken(work, part));
            }
        };
        var first = Thread.ofVirtual().start(sender);
        var second = Thread.ofVirtual().start(sender);
        first.join();
        second.join();
        assertThat(square.gateway.addresses()).hasSize(USERS).doesNotHaveDuplicates();
        assertThat(parts().open(fresh(work))).isEmpty();
        CampaignContract.assertBalanced(square.books("one"));
        assertThat(square.books("one").accepted()).isEqualTo(USERS);
    }

    @ParameterizedTest
    @EnumSource
    void passesOnWithoutASecondCopyAndWithoutTouchingAnotherPart(Database database) throws InterruptedException {
        var work = pastCanary(begun(database));
        var cut = cut(work, 100);
        var other = new CountDownLatch(1);
        var sending = new CountDownLatch(10);
        square.gateway.otherwise(sent -> {
            if (Integer.parseInt(sent.address().substring(1)) > 100) {
                sending.countDown();
                CrashContract.await(other);
            }
            return FakeGateway.accepted(sent);
        });
        var second = Thread.ofVirtual().start(() -> new Deliver(work).deliver(taken(work, cut.get(1))));
        CrashContract.await(sending);
        var doomed = dies(work, cut.getFirst(), SendPoint.BEFORE_OUTCOME);
        square.ledger.leases().release(doomed.fence());
        new Deliver(work).deliver(taken(work, cut.getFirst()));
        other.countDown();
        second.join();
        var books = square.books("one");
        CampaignContract.assertBalanced(books);
        assertThat(books.unknown()).isBetween(1L, 50L);
        assertThat(books.accepted()).isEqualTo(USERS - books.unknown());
        assertThat(square.gateway.addresses()).doesNotHaveDuplicates();
    }

    /// Sends a part until its process is as good as dead, at the second visit of a point.
    private OnePart dies(CampaignWork work, Part part, SendPoint where) {
        var visits = new AtomicInteger();
        square.rehearsal = point -> {
            if (point == where && visits.incrementAndGet() >= 2) {
                throw new IllegalStateException("as good as dead");
            }
        };
        var doomed = taken(work, part);
        assertThatThrownBy(() -> new Deliver(rehearsed(work)).deliver(doomed)).hasMessage("as good as dead");
        square.rehearsal = _ -> {};
        return doomed;
    }

    private CampaignWork rehearsed(CampaignWork work) {
        return square.work(work.fence(), "one").with(fresh(work));
    }

    @ParameterizedTest
    @EnumSource
    void takesNothingMoreFromWhoeverLostThePart(Database database) {
        var work = pastCanary(begun(database));
        var part = cut(work, 100).getFirst();
        var late = taken(work, part);
        var newer = square.steal(late.fence(), part.lease());
        assertThatThrownBy(() -> new Deliver(work).deliver(late)).isInstanceOf(Fence.LeaseLost.class);
        assertThatThrownBy(() -> parts().begin(late.fence(), part)).isInstanceOf(Fence.LeaseLost.class);
        assertThatThrownBy(late::end).isInstanceOf(Fence.LeaseLost.class);
        assertThat(square.gateway.addresses()).isEmpty();
        new Deliver(work).deliver(new OnePart(square.ledger.deliveries(), newer, fresh(work), part));
        assertThat(square.gateway.addresses()).hasSize(100);
        assertThat(parts().begin(newer, part)).as("it is done").isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheFirstRowsAheadOfAllParts(Database database) {
        var work = begun(database);
        square.knobs = Knobs.usual();
        var careful = rehearsed(work);
        var first = cut(careful, 30);
        assertThat(first).extracting(Part::last).containsExactly(Long.MAX_VALUE);
        new Deliver(careful).deliver(taken(careful, first.getFirst()));
        assertThat(square.gateway.addresses()).hasSize(100);
        assertThat(fresh(work).canaryPassed()).isTrue();
        assertThat(cut(careful, 50)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatIsNotDueAndFurtherDevicesToALaterCut(Database database) {
        square = new Square(folder, database.settings());
        square.users(20);
        square.phone(3, "second", "2026-02-01 00:00:00");
        square.gateway.script("t7", _ -> FakeGateway.notNow(Duration.ofMillis(200), false));
        var work = pastCanary(takenIn());
        sendAll(work, cut(work, 10));
        assertThat(square.gateway.addresses()).hasSize(20);
        assertThat(square.books("one").waiting()).isEqualTo(2);
        awaitDue(work, 2);
        sendAll(work, cut(work, 10));
        assertThat(square.books("one").accepted()).isEqualTo(21);
        assertThat(cut(work, 10)).isEmpty();
        CampaignContract.assertBalanced(square.books("one"));
    }

    private void sendAll(CampaignWork work, List<Part> cut) {
        var deliver = new Deliver(work);
        cut.forEach(part -> deliver.deliver(taken(work, part)));
    }

    private void awaitDue(CampaignWork work, int count) {
        while (square.ledger.deliveries().due().page(work.run(), 100).owed().size() < count) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsAgainUnderTheSameTagWhatADeadHolderLeft(Database database) {
        square = new Square(folder, database.settings());
        square.repeats = Campaign.Repeats.AT_LEAST_ONCE;
        square.users(USERS);
        var work = pastCanary(takenIn());
        var part = cut(work, USERS).getFirst();
        var doomed = dies(work, part, SendPoint.MID_SEND);
        var next = square.steal(doomed.fence(), part.lease());
        new Deliver(work).deliver(new OnePart(square.ledger.deliveries(), next, fresh(work), part));
        assertThat(square.books("one").accepted()).isEqualTo(USERS);
        assertThat(square.gateway.addresses().stream().distinct()).hasSize(USERS);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByWhoeverLooksWhenNobodyWorksOnIt(Database database) {
        var work = pastCanary(begun(database));
        var cut = cut(work, 100);
        var held = take(cut.getFirst());
        assertThat(parts().unheld(10)).containsExactly(cut.get(1));
        assertThat(parts().isHeld(fresh(work))).isTrue();
        square.ledger.leases().release(held);
        assertThat(parts().unheld(10)).containsExactlyElementsOf(cut);
        assertThat(parts().isHeld(fresh(work))).isFalse();
        square.ledger.deliveries().runs().pause(work.run(), "somebody wants it");
        assertThat(parts().unheld(10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isNotBegunWhileItsCampaignIsHeldAfterARestore(Database database) {
        var work = pastCanary(begun(database));
        var part = cut(work, USERS).getFirst();
        square.ledger.epochs().hold(work.fence(), square.name, "nobody knows whom it wrote to");
        assertThat(parts().unheld(10)).isEmpty();
        assertThat(parts().begin(take(part), part)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWithTheFileOfWhoeverGoesOnWithTheRun(Database database) {
        var work = pastCanary(begun(database));
        cut(work, 100);
        parts().goOnWith(work.fence(), fresh(work), "edited");
        assertThat(parts().open(fresh(work))).extracting(Part::revision).containsExactly("edited", "edited");
    }
}
