package vn.hiepdong.node.deadline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.space.OnDuty;

/// A step of an escalation that was taken.
///
/// @param number from 1 on
/// @param who heard of it
/// @param percent of the time that was given had passed
/// @param lineDown whether there was no line to the other agency then: its clock stands still, our alarm does not
/// @param next when the next one is to be taken; null after the last
public record Step(
        int number,
        OnDuty who,
        int percent,
        boolean lineDown,
        @Nullable Instant next) {}
