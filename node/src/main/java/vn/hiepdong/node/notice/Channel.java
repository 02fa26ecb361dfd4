package vn.hiepdong.node.notice;

/// How an officer can hear of something.
enum Channel {
    /// A note on every page that is open.
    PAGE,
    /// A sound from a page that is open, on a device where the officer allowed it.
    SOUND,
    /// A notification of the browser while a page is open, on a device where the officer allowed it.
    BROWSER,
    /// To the mailbox of the account.
    MAIL;

    /// What the page does when it is open; one row stands for all of them.
    boolean inPage() {
        return this != MAIL;
    }
}
