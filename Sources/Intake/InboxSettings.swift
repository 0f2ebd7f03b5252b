package import Accompaniment

/// One inbox of the configuration (design.md 3.2).
package struct InboxSettings: Sendable {
    package var name: String
    package var path: String
    package var organisation: Code
    package var function: Function
    /// Quiet time where the file system cannot prove that no one is writing.
    package var settle: Duration
    /// How long a change of the folder may go unnoticed at most.
    package var rescan: Duration
    /// In bytes.
    package var maxFileSize: Int
    /// After this time the sender is told in the folder of a file that still waits.
    package var noticeAfter = Duration.seconds(600)

    package init(
        name: String,
        path: String,
        organisation: Code,
        function: Function,
        settle: Duration,
        rescan: Duration,
        maxFileSize: Int
    ) {
        self.name = name
        self.path = path
        self.organisation = organisation
        self.function = function
        self.settle = settle
        self.rescan = rescan
        self.maxFileSize = maxFileSize
    }
}
