internal import Accompaniment
internal import CLinux
internal import Faults

/// A file that lies in its claim, out of its sender's reach by name.
struct ClaimedFile: Sendable {
    let file: DroppedFile
    let name: FileName
    let status: FileStatus
    /// Path of the claim's folder.
    let folder: String
    /// It waited for so long that it is taken as it is.
    let isFinal: Bool
    /// On a share from elsewhere: a copy on this machine, so that no transaction waits for the network.
    var copy: OpenFile?

    /// Why a file that was claimed is not recorded.
    enum Abandonment: Sendable {
        /// Somebody wrote to it meanwhile.
        case changed
        /// It ends in the middle of something: the rest is still to come.
        case incomplete
        /// The disk or the share refused.
        case failed(FolderError)
        /// The files before it in the batch leave so much to mend that the papers of more would not fit into memory.
        case postponed
    }

    /// Reads the file and emits its events: a beginning, its rows, and an end; or that it is abandoned.
    ///
    /// - Parameters:
    ///   - limit: The largest size that is read, in bytes.
    ///   - weight: Of the held rows of the batch so far, to which it adds its own.
    /// - Throws: `CancellationError`.
    func read(
        _ understanding: FileUnderstanding,
        limit: Int,
        weight: inout Int,
        stop: StopSignal,
        into stream: IntakeStream
    ) throws {
        try stream.put(.begin(file))
        if weight > MendingLimit.bytes { return try stream.abandon(self, .postponed) }
        if status.size > limit {
            var reading = FileReading()
            reading.isRejected = true
            reading.findings = [Finding(.fileTooLarge, detail: "\(limit >> 20) MiB")]
            try stream.put(.end(reading))
            return
        }
        do {
            let open = try copy ?? self.open()
            // Whoever opened it before it was claimed can still write to it, though by its name no more.
            guard copy != nil || open.writers != .some else { return try stream.abandon(self, .changed) }
            let bytes = try FileBytes(open, stop: stop)
            // It grew since it was looked at.
            guard bytes.size <= limit else { return try stream.abandon(self, .changed) }
            var ownWeight = 0
            var reading = try understanding.read(file, from: bytes) { event in
                if case .held(let rows) = event { ownWeight += rows.reduce(0) { $0 + $1.weight } }
                return try stream.put(event)
            }
            if bytes.hasHole || reading.isUnfinished, !isFinal { return try stream.abandon(self, .incomplete) }
            if bytes.hasHole {
                reading.isRejected = true
                reading.findings = [Finding(.fileIncomplete)]
            }
            if !reading.isRejected { weight += ownWeight }
            FaultPoint.read.reach()
            try stream.put(.end(reading))
        } catch is FileBytes.Changed {
            try stream.abandon(self, .changed)
        } catch let error as FolderError {
            try stream.abandon(self, .failed(error))
        }
    }

    /// The same file with its content copied to a nameless file in `spool`; without a copy where it is larger than
    /// `limit`, since it is refused by its size.
    ///
    /// - Throws: ``FileBytes/Changed``, `CancellationError`, ``FolderError``.
    func copied(to spool: String, limit: Int, stop: StopSignal) throws -> ClaimedFile {
        guard status.size <= limit else { return self }
        let handle = unsafe clinux_temporary_file(spool)
        guard handle >= 0 else { throw FolderError("cannot write in", path: spool) }
        let target = OpenFile(handle: handle)
        let source = try FileBytes(self.open(), stop: stop)
        guard source.size <= limit else { throw FileBytes.Changed() }
        var block = [UInt8](repeating: 0, count: 256 << 10)
        while case let count = try source.read(into: &block, from: 0), count > 0 {
            try target.write(block[..<count], in: spool)
        }
        try target.rewind()
        var copied = self
        copied.copy = target
        return copied
    }

    private func open() throws -> OpenFile {
        guard let open = try OpenFile(folder: folder, name: name) else {
            throw FolderError(message: "a claimed file is gone from \(folder): nothing but the service may remove it")
        }
        return open
    }
}
