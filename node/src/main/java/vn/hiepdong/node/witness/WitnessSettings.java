package vn.hiepdong.node.witness;

import java.time.Duration;

/// How closely logs are watched.
///
/// @param observeEvery how often at most this agency states what it holds of the others' logs
/// @param grace how long an author that is in contact may take to send what another was shown
/// @param silence after how long without a call an author counts as not in contact
public record WitnessSettings(Duration observeEvery, Duration grace, Duration silence) {}
