package vn.hiepdong.node.call;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.call.CallEntry.ContactSet;
import vn.hiepdong.node.call.CallEntry.Erased;
import vn.hiepdong.node.call.CallEntry.Matched;
import vn.hiepdong.node.call.CallEntry.ReadOut;
import vn.hiepdong.node.call.CallEntry.Settled;
import vn.hiepdong.node.call.CallEntry.TakenDown;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.Item;
import vn.hiepdong.node.information.KeepsCopies;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// The door to what is said by telephone.
@Service
class Calls implements KeepsCopies {
    private static final int MOST_AT_ONCE = 200;

    private final Ledger ledger;
    private final Information information;
    private final CallTable table;
    private final Uuid7 ids;
    private final InstantSource clock;

    Calls(Ledger ledger, Information information, CallTable table, Uuid7 ids, InstantSource clock) {
        this.ledger = ledger;
        this.information = information;
        this.table = table;
        this.ids = ids;
        this.clock = clock;
    }

    /// Where a partner's office on duty is reached from now on.
    void contact(Actor by, Contact typed) {
        Contact contact = CallRules.contact(typed);
        // What is said of one agency's office is about one record.
        UUID record = UUID.nameUUIDFromBytes(("contact " + contact.agency()).getBytes(StandardCharsets.UTF_8));
        say(by, new ContactSet(record, contact.agency(), contact.office(), contact.dutyLine(), contact.radio()));
    }

    /// A version of an own item was read to a partner that may have it.
    void readOut(Actor by, AgencyCode to, InformationId id, int version, String post, String readBack, Instant at) {
        CallRules.reading(post, readBack, at, clock.instant());
        Item item = information.item(id).orElseThrow(NotFound::new);
        Item.Version read = item.version(version).orElseThrow(NotFound::new);
        if (!item.origin().equals(ledger.self().code()) || !item.releasedTo(to)) {
            throw new NotFound();
        }
        say(
                by,
                new ReadOut(
                        ids.next(),
                        to,
                        id.value(),
                        version,
                        read.hash(),
                        CheckNumber.of(read.hash()).digits(),
                        post.strip(),
                        readBack.strip(),
                        at));
    }

    /// A partner read something to us. Returns the note's id.
    UUID takeDown(Actor by, Taken taken) {
        CallRules.note(taken, clock.instant());
        String number =
                CallRules.number(taken.number()).map(CheckNumber::digits).orElse(null);
        UUID id = ids.next();
        try {
            say(
                    by,
                    new TakenDown(
                            id,
                            taken.from(),
                            taken.post().strip(),
                            number,
                            taken.realm(),
                            taken.urgency(),
                            taken.title().strip(),
                            taken.text().strip(),
                            taken.at()));
        } catch (DuplicateKeyException e) {
            throw new Refused("call.error.noted-already", taken.from());
        }
        return id;
    }

    /// Nobody needs to look at the note any more.
    void settle(Actor by, UUID id, String typed) {
        String reason = CallRules.reason(typed);
        Note note = table.note(id).orElseThrow(NotFound::new);
        if (note.settled() != null) {
            throw new Refused("call.error.settled-already");
        }
        say(by, new Settled(id, reason));
    }

    private void say(Actor by, CallEntry entry) {
        ledger.append(new Statement(ledger.privatePlace(), by, Set.of(), entry));
    }

    Optional<Contact> contact(AgencyCode agency) {
        return table.contact(agency);
    }

    List<Reading> readings(int most) {
        return table.readings(most);
    }

    List<Reading> readings(Collection<UUID> items) {
        return table.readings(items);
    }

    Optional<Note> note(UUID id) {
        return table.note(id);
    }

    List<Note> notes(int most) {
        return table.notes(most);
    }

    /// Notes of what may be versions of this item.
    List<Note> about(Item item) {
        return table.notes(
                item.origin(),
                item.versions().stream()
                        .map(each -> CheckNumber.of(each.hash()).digits())
                        .toList());
    }

    /// Notes whose copy has not come and that nobody settled.
    List<Note> open(int most) {
        List<Note> open = table.open(most);
        Set<UUID> matched = copies(open).keySet();
        return open.stream().filter(each -> !matched.contains(each.id())).toList();
    }

    /// States of which item the copy came of what was noted: from then on a note goes when its item goes.
    void match() {
        copies(table.open(MOST_AT_ONCE))
                .forEach((note, copy) ->
                        say(Actor.NODE, new Matched(note, copy.id().value())));
    }

    /// Erases what was said by telephone of an item that is erased, or was taken back from us.
    @Override
    public void forget(InformationId item) {
        table.of(item.value()).forEach(each -> say(Actor.NODE, new Erased(each)));
    }

    /// Which version of which item each note is of, by note, as far as they are here: one question.
    Map<UUID, Information.Named> copies(Collection<Note> notes) {
        var asked = new ArrayList<Information.Beginning>();
        var askedFor = new ArrayList<UUID>();
        for (Note note : notes) {
            CheckNumber number = note.number();
            if (number != null) {
                for (String beginning : number.beginnings()) {
                    asked.add(new Information.Beginning(note.from(), beginning));
                    askedFor.add(note.id());
                }
            }
        }
        var copies = new HashMap<UUID, Information.Named>();
        information.named(asked).forEach((place, named) -> copies.put(askedFor.get(place), named));
        return copies;
    }

    /// The item that a note is of, if its copy is here.
    Optional<Item> item(Information.Named copy) {
        return information.item(copy.id());
    }

    /// Items of ours that were read to a partner, as item and version.
    Set<String> read(AgencyCode to, Collection<UUID> items) {
        return table.readings(items).stream()
                .filter(each -> each.to().equals(to))
                .map(each -> each.item() + " " + each.version())
                .collect(Collectors.toSet());
    }
}
