package import Accompaniment
internal import Faults
package import Foundation
internal import GRDB

extension Store {
    /// Records a batch of files in one transaction: each file, its activities, its findings, and the mark that their
    /// periods changed. Returns after the commit is on the disk; from then on the files may leave the inbox.
    ///
    /// - Parameter next: The events of the batch in their order; called on the store's own queue, where it may block.
    /// - Returns: The recorded files, in the order of the batch. A file that was abandoned is not among them.
    /// - Throws: ``StoreError``, or what `next` throws; either way nothing of the batch is recorded.
    package func record(
        _ next: @Sendable @escaping () throws -> IntakeEvent?
    ) async throws -> [RecordedFile] {
        try await write(keepingLog: true) { db in
            let recorder = try Recorder(db)
            while let event = try next() { try recorder.take(event) }
            try recorder.finish()
            FaultPoint.recorded.reach()
            return try recorder.recorded.map { try RecordedFile.fetch(db, id: $0) }
        }
    }

    /// Notes that original, receipt and to-fix of these files are in their places.
    package func markFiled(_ files: [RecordedFile], at instant: Date) async throws {
        let ids = files.map(\.id)
        try await write { db in
            let statement = try db.makeStatement(sql: "UPDATE dropped_file SET filed_at = ? WHERE id = ?")
            for id in ids { try statement.execute(arguments: [instant.milliseconds, id]) }
        }
    }

    /// Files of `inbox` that are recorded but not yet filed away: what a crash interrupted.
    package func unfiled(inbox: String) async throws -> [RecordedFile] {
        try await read { db in
            try Int64.fetchAll(
                db,
                sql: "SELECT id FROM dropped_file WHERE inbox = ? AND filed_at IS NULL ORDER BY id",
                arguments: [inbox]
            ).map { try RecordedFile.fetch(db, id: $0) }
        }
    }
}
