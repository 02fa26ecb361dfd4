package vn.hiepdong.node.duty;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.duty.DutyEntry.Cancelled;
import vn.hiepdong.node.duty.DutyEntry.Changed;
import vn.hiepdong.node.duty.DutyEntry.HandoverSigned;
import vn.hiepdong.node.duty.DutyEntry.MannedDecided;
import vn.hiepdong.node.duty.DutyEntry.Noted;
import vn.hiepdong.node.duty.DutyEntry.Opened;
import vn.hiepdong.node.duty.DutyEntry.Planned;
import vn.hiepdong.node.duty.DutyEntry.RuleDecided;
import vn.hiepdong.node.duty.DutyEntry.TakenOver;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;

/// The projection. Keys refuse what two officers do at once: a post that is taken twice, a shift that is closed twice.
@Component
final class DutyTable implements Projection<DutyEntry> {
    static final Kinds<DutyEntry> KINDS = new Kinds<>("duty", DutyEntry.class);

    private final JsonMapper json;

    DutyTable(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Kinds<DutyEntry> kinds() {
        return KINDS;
    }

    @Override
    public List<String> tables() {
        return List.of(
                "duty_shift",
                "duty_opening",
                "duty_open",
                "duty_note",
                "duty_handover",
                "duty_closing",
                "duty_rule_decided",
                "duty_manned");
    }

    @Override
    public void apply(Position at, DutyEntry entry, Batch batch) {
        if (!at.own()) {
            return; // each agency stands its own posts
        }
        switch (entry) {
            case Planned(var shift, var unit, var post, var from, var to, var series) ->
                batch.add(
                        "insert into duty_shift (id, unit, post, from_at, to_at, series) values (?, ?, ?, ?, ?, ?)",
                        shift.value(),
                        unit,
                        post,
                        from,
                        to,
                        series);
            case Changed(var shift, var unit, var post, var from, var to) ->
                batch.add(
                        "update duty_shift set unit = ?, post = ?, from_at = ?, to_at = ? where id = ?",
                        unit,
                        post,
                        from,
                        to,
                        shift.value());
            case Cancelled(var shift, var reason) ->
                batch.add("update duty_shift set cancelled = ? where id = ?", reason, shift.value());
            case Opened(var shift, var unit, var post) -> {
                opened(at, shift, batch);
                batch.add("insert into duty_open (unit, post, shift) values (?, ?, ?)", unit, post, shift.value());
            }
            case Noted noted -> noted(at, noted, batch);
            case HandoverSigned signed -> signed(at, signed, batch);
            case TakenOver taken -> takenOver(at, taken, batch);
            case RuleDecided(var rule, var from, var minutes) ->
                batch.add("""
                        insert into duty_rule_decided (rule, valid_from, minutes, unit, post) values (?, ?, ?, ?, ?)
                        on conflict (rule, valid_from) do update
                        set minutes = excluded.minutes, unit = excluded.unit, post = excluded.post
                        """, rule, from, minutes, at.by().unit(), at.by().post());
            case MannedDecided(var unit, var post, var from, var manned) -> batch.add("""
                        insert into duty_manned (unit, post, valid_from, manned) values (?, ?, ?, ?)
                        on conflict (unit, post, valid_from) do update set manned = excluded.manned
                        """, unit, post, from, manned);
        }
    }

    private static void opened(Position at, ShiftId shift, Batch batch) {
        batch.add(
                "insert into duty_opening (shift, at, unit, post, applied) values (?, ?, ?, ?, ?)",
                shift.value(),
                at.written(),
                at.by().unit(),
                at.by().post(),
                at.applied());
    }

    private static void noted(Position at, Noted noted, Batch batch) {
        batch.add(
                """
                insert into duty_note (id, shift, at, body, corrects, unit, post, written_at, applied)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                noted.note(),
                noted.shift().value(),
                noted.at(),
                noted.text(),
                noted.corrects(),
                at.by().unit(),
                at.by().post(),
                at.written(),
                at.applied());
    }

    private void signed(Position at, HandoverSigned signed, Batch batch) {
        batch.add(
                """
                insert into duty_handover (id, shift, form, sections, points, at, unit, post, applied)
                values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?)
                """,
                signed.handover(),
                signed.shift().value(),
                signed.form(),
                json.writeValueAsString(signed.sections()),
                json.writeValueAsString(signed.points()),
                at.written(),
                at.by().unit(),
                at.by().post(),
                at.applied());
    }

    /// The next shift is opened under the old one, so that both are one step: see [Batch] about the order of records.
    private static void takenOver(Position at, TakenOver taken, Batch batch) {
        @Nullable ShiftId next = taken.next();
        batch.add(
                """
                insert into duty_closing (shift, handover, read_back, key_points, next, at, unit, post, applied)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                taken.shift().value(),
                taken.handover(),
                taken.readBack(),
                taken.keyPoints(),
                next == null ? null : next.value(),
                at.written(),
                at.by().unit(),
                at.by().post(),
                at.applied());
        if (next == null) {
            batch.add("delete from duty_open where shift = ?", taken.shift().value());
        } else {
            opened(at, next, batch);
            batch.add(
                    "update duty_open set shift = ? where shift = ?",
                    next.value(),
                    taken.shift().value());
        }
    }
}
