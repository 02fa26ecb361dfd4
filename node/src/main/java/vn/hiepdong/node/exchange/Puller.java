package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.exchange.ArrivalTable.Arrival;
import vn.hiepdong.node.exchange.PartnerClient.Response;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.exchange.Receiver.Place;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;

/// Fetches from one partner what does not come by itself, on a thread of its own: everything, when the partner cannot
/// reach this node; logs of an agency to which the line is down; and any log of which the partner showed more than is
/// here, when a heartbeat later it still has not come.
final class Puller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Puller.class);
    private static final Duration ELSEWHERE = Duration.ofSeconds(1);

    private final Sender.Parts parts;
    private final AgencyCode code;
    private final UUID id;
    private final PartnerClient client;
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Thread thread;

    private volatile Shown shown = new Shown(false, Map.of(), Set.of());
    private List<PullRequest.Taken> taken = List.of();
    private int most = Outbox.MOST_BYTES;
    private int failures;

    /// What the partner said in its last greeting.
    ///
    /// @param unreachable it cannot reach us
    /// @param logs size of every log that it holds
    /// @param overdue logs of which it had shown more before, and we still have not got it
    private record Shown(boolean unreachable, Map<LogOrigin, Long> logs, Set<LogOrigin> overdue) {}

    Puller(Known partner, PartnerClient client, Sender.Parts parts) {
        this.parts = parts;
        this.client = client;
        code = partner.code();
        id = partner.id();
        thread = Thread.ofVirtual().name("puller-" + code).start(this::run);
    }

    /// The partner's newest greeting.
    void shown(Greeting greeting) {
        Map<LogOrigin, Long> logs = new HashMap<>();
        greeting.notes().forEach(note -> {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            logs.put(LogOrigin.parse(checkpoint.origin()), checkpoint.size());
        });
        Set<LogOrigin> overdue = new HashSet<>();
        shown.logs.forEach((origin, size) -> {
            if (size > held(origin)) {
                overdue.add(origin);
            }
        });
        shown = new Shown(greeting.unreachable(), logs, overdue);
        work.release();
    }

    private long held(LogOrigin origin) {
        return parts.ledger().log(origin.toString()).map(LogView::signedSize).orElse(0L);
    }

    private void run() {
        try {
            while (end.getCount() > 0) {
                if (work.tryAcquire(pause().toNanos(), TimeUnit.NANOSECONDS)) {
                    work.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            parts.relays().leave(id);
        }
    }

    /// Asks once. Returns how long to wait until it asks again.
    private Duration pause() throws InterruptedException {
        try {
            Duration pause = ask();
            failures = 0;
            return pause;
        } catch (IOException | RefusedException | FormatException e) {
            if (failures++ == 0 && end.getCount() > 0) {
                LOG.info("{}: cannot fetch from it: {}", code, Sender.reason(e));
            }
        } catch (DataAccessException | TransactionException e) {
            failures++;
            LOG.warn("{}: cannot fetch while the database is away: {}", code, e.getMessage());
        }
        parts.relays().leave(id);
        // Not in the loop's wait: a greeting that comes meanwhile must not cut it short.
        end.await(Sender.backOff(parts.settings(), failures).toMillis(), TimeUnit.MILLISECONDS);
        return Duration.ZERO;
    }

    private Duration ask() throws IOException {
        Known partner = parts.partners()
                .find(code)
                .filter(each -> each.id().equals(id) && each.isActive())
                .orElse(null);
        if (partner == null || !parts.locks().hold(id)) {
            return ELSEWHERE;
        }
        Shown now = shown;
        var lost = parts.healing().wanted(partner, now.logs);
        if (lost.isPresent()) {
            return heal(partner, lost.get());
        }
        List<LogOrigin> wanted = wanted(now);
        if (!now.unreachable && wanted.isEmpty()) {
            return parts.settings().heartbeat();
        }
        List<PullRequest.Log> logs = logs(now.unreachable, wanted);
        boolean waits = now.unreachable || !now.overdue.containsAll(wanted);
        long wait = waits ? Math.clamp(parts.settings().heartbeat().toSeconds(), 1, PullRequest.MAX_WAIT) : 0;
        var request = new PullRequest(now.unreachable, (int) wait, most, logs, taken);
        long began = System.nanoTime();
        Response response = post(partner, request);
        logs.forEach(each -> {
            if (each.receipt() != null) {
                parts.arrivals().paid(each.origin(), each.receipt().size());
            }
        });
        taken = List.of();
        return switch (response.status()) {
            case 200 -> take(partner, logs, response.body()) ? Duration.ZERO : ELSEWHERE;
            case 204 -> {
                // Who is told "nothing" before the time is over would otherwise ask without end.
                boolean waited = System.nanoTime() - began >= TimeUnit.SECONDS.toNanos(wait) / 2;
                yield waits && waited ? Duration.ZERO : parts.settings().heartbeat();
            }
            default -> throw response.refusal();
        };
    }

    /// Fetches what this node lost of its own log.
    private Duration heal(Known partner, PullRequest.Log log) throws IOException {
        Response response = post(partner, new PullRequest(false, 0, most, List.of(log), taken));
        taken = List.of();
        return switch (response.status()) {
            case 200 -> {
                Push push = Push.parse(response.body());
                parts.healing().take(partner, push);
                taken = taken(push);
                yield Duration.ZERO;
            }
            case 204 -> {
                parts.healing().nothing(partner, log);
                yield ELSEWHERE;
            }
            default -> throw response.refusal();
        };
    }

    private Response post(Known partner, PullRequest request) throws IOException {
        try {
            Response response = client.ask(partner.address(), "/exchange/v1/pull", Answer.JSON, request.toBytes());
            most = Math.min(Outbox.MOST_BYTES, most * 2);
            return response;
        } catch (IOException e) {
            most = Math.max(Outbox.LEAST_BYTES, most / 2);
            throw e;
        }
    }

    /// What is wanted by name: not what the partner pushes, nor what another is asked for.
    private List<LogOrigin> wanted(Shown now) {
        var wanted = new ArrayList<LogOrigin>();
        Set<AgencyCode> down = parts.links().down();
        now.logs.forEach((origin, size) -> {
            boolean overdue = now.overdue.contains(origin) && size > held(origin);
            boolean own = origin.agency().equals(code);
            boolean due = overdue || !own && down.contains(origin.agency());
            if (due && isTaken(origin) && parts.relays().take(origin.toString(), id, overdue)) {
                wanted.add(origin);
            }
        });
        return wanted;
    }

    /// Whether such a log is taken in here, from this partner.
    private boolean isTaken(LogOrigin origin) {
        return parts.partners()
                        .find(origin.agency())
                        .filter(author -> author.isActive()
                                && author.agency().id().equals(origin.agencyId())
                                && origin.number() <= author.roster().number())
                        .isPresent()
                && parts.membership().accepts(origin.space(), code)
                && parts.membership().accepts(origin.space(), origin.agency())
                && parts.ledger()
                        .log(origin.toString())
                        .filter(log -> log.frozen() != null || log.isComplete())
                        .isEmpty();
    }

    /// Where we are in these logs, and in all that the partner writes if it cannot push, with the receipts it lacks.
    private List<PullRequest.Log> logs(boolean unreachable, List<LogOrigin> wanted) {
        Map<String, Arrival> arrivals = parts.arrivals().all();
        var origins = new HashSet<>(wanted);
        if (unreachable) {
            parts.ledger().extents().stream()
                    .map(Ledger.Extent::origin)
                    .filter(origin -> origin.agency().equals(code))
                    .forEach(origins::add);
        }
        return origins.stream()
                .limit(PullRequest.MAX_LOGS)
                .map(origin -> log(origin, arrivals.get(origin.toString())))
                .toList();
    }

    private PullRequest.Log log(LogOrigin origin, @Nullable Arrival arrival) {
        Place at = parts.receiver().place(origin);
        boolean owed = arrival != null
                && arrival.receiptSize() != null
                && origin.agency().equals(code);
        CarriedReceipt receipt = owed
                ? parts.ledger()
                        .log(origin.toString())
                        .map(log -> CarriedReceipts.of(parts.ledger(), log, parts.clock()))
                        .orElse(null)
                : null;
        return new PullRequest.Log(origin.toString(), at.checkpoint(), at.next(), receipt);
    }

    /// Returns false if that brought nothing, for instance because the log came by another way meanwhile.
    private boolean take(Known partner, List<PullRequest.Log> asked, byte[] body) {
        Answer answer = parts.receiver().pulled(partner, body);
        if (answer.status() == 409) {
            return false;
        }
        if (answer.status() != 200 && answer.status() != 202) {
            throw new RefusedException(answer.status(), answer.line());
        }
        Push push = Push.parse(body);
        taken = taken(push);
        if (push.entries() == null) {
            return !taken.isEmpty();
        }
        String origin = push.entries().origin();
        Place before = asked.stream()
                .filter(each -> each.origin().equals(origin))
                .findFirst()
                .map(each -> new Place(each.checkpoint(), each.next()))
                .orElse(new Place(0, 0));
        return !taken.isEmpty()
                || !parts.receiver().place(LogOrigin.parse(origin)).equals(before);
    }

    private static List<PullRequest.Taken> taken(Push push) {
        return push.late().stream()
                .map(each -> new PullRequest.Taken(each.origin().toString(), each.index()))
                .toList();
    }

    /// Ends what is asked for at the moment too, once the client is closed.
    @Override
    public void close() {
        end.countDown();
        work.release();
    }

    void awaitEnd() throws InterruptedException {
        thread.join(Duration.ofSeconds(10));
    }
}
