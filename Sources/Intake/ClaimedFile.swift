internal import Accompaniment

/// A file that lies in its claim, out of its sender's reach by name.
struct ClaimedFile: Sendable {
    let file: DroppedFile
    let name: FileName
    let status: FileStatus
    /// Path of the claim's folder.
    let folder: String

    /// Reads the file and emits its events: a beginning, its rows, and an end.
    ///
    /// - Parameter limit: The largest size that is read, in bytes.
    /// - Throws: ``FolderError``, `CancellationError`, or what `emit` throws.
    func read(
        _ understanding: FileUnderstanding,
        limit: Int,
        stop: StopFlag,
        emit: @escaping (IntakeEvent) throws -> Void
    ) throws {
        try emit(.begin(file))
        if status.size > limit {
            var reading = FileReading()
            reading.isRejected = true
            reading.findings = [Finding(.fileTooLarge, detail: "\(limit >> 20) MiB")]
            return try emit(.end(reading))
        }
        guard let open = try Directory(path: folder).open(name) else {
            throw FolderError(message: "a claimed file is gone from \(folder): nothing but the service may remove it")
        }
        do {
            let bytes = try FileBytes(open, stop: stop)
            try emit(.end(understanding.read(file, from: bytes, emit: emit)))
        } catch is FileBytes.Changed {
            try emit(.abandon)
        }
    }
}
