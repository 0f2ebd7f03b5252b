import Foundation
import Intake

/// A look at a folder that may be on a share which does not answer.
enum FolderLook {
    /// In seconds.
    private static let patience = 3.0

    /// Files in the folder that could be taken in.
    ///
    /// - Throws: ``FolderError``, or ``StartFailure`` where the folder does not answer in time. The thread that asked is
    ///   left behind; the process ends soon.
    static func waitingFiles(in path: String) throws -> Int {
        let answer = Answer()
        let thread = Thread { answer.set(Result { try Inbox.waitingFiles(path: path) }) }
        thread.start()
        guard let result = answer.wait(patience) else {
            throw StartFailure("\(path) does not answer: look at the share or the disk")
        }
        return try result.get()
    }

    /// Sendable because the result is only touched under the condition's lock.
    private final class Answer: @unchecked Sendable {
        private let condition = NSCondition()
        private var result: Result<Int, any Error>?

        func set(_ result: Result<Int, any Error>) {
            condition.withLock {
                self.result = result
                condition.signal()
            }
        }

        func wait(_ seconds: TimeInterval) -> Result<Int, any Error>? {
            let end = Date(timeIntervalSinceNow: seconds)
            return condition.withLock {
                while result == nil, condition.wait(until: end) {}
                return result
            }
        }
    }
}
