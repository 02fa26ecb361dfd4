package vn.hiepdong.node.watch;

import java.time.Instant;
import java.util.List;
import vn.hiepdong.node.access.Officer;

/// A feature's part of an officer's calendar, such as shifts and meetings, contributed as a bean.
public interface CalendarSource {
    /// The most a source needs to hand over.
    int MOST = 500;

    /// What this officer has to be at, beginning or ending within this time, in any order; nothing that the officer may
    /// not see. What was called off is told for as long as it would have lasted, so that calendars take it out.
    List<Appointment> appointments(Officer officer, Instant from, Instant to);
}
