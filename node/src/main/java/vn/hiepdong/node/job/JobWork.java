package vn.hiepdong.node.job;

/// One kind of work. A bean; called at any instance, and again after a process died.
public interface JobWork {
    /// Its name in the database, for ever: the feature, as the audit names it, a hyphen, and what is done.
    String name();

    /// The key of its words for people.
    String words();

    /// Does the work, from where it stands. Returns when it is done. Anything thrown ends it: a
    /// [vn.hiepdong.node.web.Refused] with its reason, everything else as a fault of the node.
    void work(JobTask task);
}
