package vn.hiepdong.node.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// From when on the node complains.
///
/// @param diskLowMb free space below which it warns
/// @param diskOutMb free space below which work is about to stop
/// @param clockApart how far two clocks may be apart. Times of events are read by people, in minutes
@ConfigurationProperties("hiepdong.operations")
record OperationsSettings(
        @DefaultValue("2048") int diskLowMb,
        @DefaultValue("512") int diskOutMb,
        @DefaultValue("30s") Duration clockApart) {}
