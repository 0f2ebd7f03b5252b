#if DEBUG
    internal import Foundation
    internal import Glibc
#endif

/// A place between two steps of the way of a file or an envelope where the process can be made to die, so that a test
/// shows what is left there (docs/architecture.md, "States of a file"), where a worker can be made to hang, or where the
/// process can be made to stand still while others go on.
///
/// Armed by the name of a point in the environment, `ESHKOLD_FAULT`, `ESHKOLD_WEDGE` and `ESHKOLD_STOP` in this order, in a
/// debug build only: a release build holds nothing of it.
package enum FaultPoint: String, CaseIterable, Sendable {
    /// A file is settled; nothing was done to it yet.
    case settled
    /// The folder of its claim is made.
    case claiming
    /// It lies in its claim.
    case claimed
    /// All its rows were handed to the store.
    case read
    /// Everything of its batch is in the transaction, which is not committed.
    case recorded
    case committed
    case toFixWritten
    case receiptWritten
    /// The original left its claim.
    case moved
    /// Receipt and original are on the disk.
    case flushed
    /// The store knows that it is filed.
    case markedFiled
    /// Its claim is gone.
    case released
    /// A page is drawn, and in no place yet.
    case drawn
    /// Files of which the words are to go are found, and all of their words are there still.
    case swept
    /// What a period tells an office is made, and nothing of it is in the store.
    case drafted
    /// Envelopes are queued for an office.
    case frozen
    /// An envelope was taken from the queue, and is about to be sent.
    case picked
    /// The office answered; nothing of the answer is recorded.
    case answered
    /// The store knows what became of the envelope.
    case acknowledged

    /// Where this point is armed, ends the process as a power cut would; or never returns, as a call into a disk that does
    /// not answer; or stops the process until SIGCONT.
    package func reach() {
        #if DEBUG
            if self == Self.deadly { kill(getpid(), SIGKILL) }
            while self == Self.endless { sleep(3600) }
            if self == Self.still { raise(SIGSTOP) }
        #endif
    }

    #if DEBUG
        private static let deadly = armed("ESHKOLD_FAULT")
        private static let endless = armed("ESHKOLD_WEDGE")
        private static let still = armed("ESHKOLD_STOP")

        private static func armed(_ variable: String) -> FaultPoint? {
            ProcessInfo.processInfo.environment[variable].flatMap(FaultPoint.init(rawValue:))
        }
    #endif
}
